import { addressOf, endpoint } from '@/components/data/endpoint'
import type * as handover from '@/lib/contracts/handover'

const ROW = '/projects/{projectId}/handover/rows/{row}'

export const checklist = {
  get: endpoint<typeof handover.getHandover>('GET', '/projects/{projectId}/handover'),
  add: endpoint<typeof handover.addHandoverRow>('POST', '/projects/{projectId}/handover/rows'),
  change: endpoint<typeof handover.changeHandoverRow>('PATCH', ROW),
  remove: endpoint<typeof handover.removeHandoverRow>('DELETE', ROW),
  tick: endpoint<typeof handover.tickHandoverRow>('PUT', `${ROW}/tick`),
  note: endpoint<typeof handover.writeHandoverNote>('PUT', `${ROW}/note`),
  prove: endpoint<typeof handover.proveHandoverRow>('PUT', `${ROW}/proof`),
  move: endpoint<typeof handover.moveHandoverRow>('POST', `${ROW}/place`),
  approver: endpoint<typeof handover.nameApprover>('PUT', '/projects/{projectId}/handover/approvers/{approver}'),
  undo: endpoint<typeof handover.undoHandoverChange>('POST', '/projects/{projectId}/handover/undo'),
  beHere: endpoint<typeof handover.beHere>('POST', '/projects/{projectId}/handover/presence'),
} as const

/** The address a browser downloads the proof of a row from. */
export function rowProofAddress({ projectId, row }: { projectId: string; row: string }): string {
  return addressOf(`${ROW}/proof`, { projectId, row })
}
