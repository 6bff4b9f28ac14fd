import { endpoint } from '@/components/data/endpoint'
import type * as ask from '@/lib/contracts/ask'
import type * as attestation from '@/lib/contracts/attestation'
import type * as input from '@/lib/contracts/input'
import type * as signal from '@/lib/contracts/signal'

export const proving = {
  listAsks: endpoint<typeof ask.listAsks>('GET', '/projects/{projectId}/asks'),
  askTeammate: endpoint<typeof ask.askTeammate>('PUT', '/projects/{projectId}/asks'),
  listInputs: endpoint<typeof input.listInputs>('GET', '/projects/{projectId}/inputs'),
  putInput: endpoint<typeof input.putInput>('PUT', '/projects/{projectId}/inputs/{question}'),
  deleteInput: endpoint<typeof input.deleteInput>('DELETE', '/projects/{projectId}/inputs/{question}'),
  listAttestations: endpoint<typeof attestation.listAttestations>('GET', '/projects/{projectId}/confirmations'),
  confirmItem: endpoint<typeof attestation.confirmItem>('POST', '/projects/{projectId}/items/{itemId}/confirmations'),
  withdrawConfirmation: endpoint<typeof attestation.withdrawConfirmation>(
    'DELETE',
    '/projects/{projectId}/items/{itemId}/confirmations',
  ),
  answerSignal: endpoint<typeof signal.answerSignal>('PUT', '/projects/{projectId}/signals/{signalId}'),
  forgetSignalAnswer: endpoint<typeof signal.forgetSignalAnswer>('DELETE', '/projects/{projectId}/signals/{signalId}'),
} as const

/** The address a browser downloads a proof from. */
export function proofAddress(place: { projectId: string; confirmationId: string }): string {
  return `/api/v1/projects/${encodeURIComponent(place.projectId)}/confirmations/${encodeURIComponent(place.confirmationId)}/file`
}
