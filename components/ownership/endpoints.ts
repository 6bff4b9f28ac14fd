import { endpoint } from '@/components/data/endpoint'
import type * as contracts from '@/lib/contracts/ownership'

export const owning = {
  getOwnership: endpoint<typeof contracts.getOwnership>('GET', '/projects/{projectId}/ownership'),
  takeToken: endpoint<typeof contracts.takeToken>('POST', '/projects/{projectId}/ownership/tokens'),
  checkOwnership: endpoint<typeof contracts.checkOwnership>('POST', '/projects/{projectId}/ownership/checks'),
  revokeOwnership: endpoint<typeof contracts.revokeOwnership>('DELETE', '/projects/{projectId}/ownership'),
} as const
