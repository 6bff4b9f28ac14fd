import type { HandoverChangeDto, HandoverRowDto } from '@/lib/contracts/handover'

const CHANGES: Readonly<Record<HandoverChangeDto['action'], string>> = {
  ticked: 'ticked',
  unticked: 'took back the tick of',
  confirmed: 'confirmed',
  withdrawn: 'took back the confirmation of',
  added: 'added',
  renamed: 'renamed',
  removed: 'removed',
  moved: 'moved',
  noted: 'changed the note of',
  owner: 'changed the owner of',
  due: 'changed the due day of',
  proof: 'changed the proof of',
  transfer: 'changed from whom or to whom for',
  approver: 'changed who approves',
}

/** What somebody did, followed by the name of the row. */
export function changeWords({ action }: Pick<HandoverChangeDto, 'action'>): string {
  return CHANGES[action]
}

/** Whether something that was measured stands against a tick. */
export function isRefuted({ waitsFor }: Pick<HandoverRowDto, 'waitsFor'>): boolean {
  return waitsFor.some(({ verdict }) => verdict === 'fail')
}

export type Box = { mayClick: boolean; opensProof: boolean; because: string | undefined }

/** What the box of a row does when it is clicked, and why it does nothing where it does not. */
export function boxOf(row: HandoverRowDto, { mayTick, isNamed }: { mayTick: boolean; isNamed: boolean }): Box {
  const no = (because: string | undefined): Box => ({ mayClick: false, opensProof: false, because })
  const yes: Box = { mayClick: true, opensProof: false, because: undefined }
  if (!mayTick) return no(undefined)
  if (row.kind === 'own' || row.kind === 'transfer') return yes
  if (row.tick?.how === 'evidence') return no('Ticked by evidence. It opens by itself when the evidence changes.')
  if (row.tick !== null) return yes
  if (row.kind === 'evidence') return no('This ticks itself.')
  if (isRefuted(row)) return no('A check sees the opposite. Fix that first.')
  if (row.kind === 'approvers') return isNamed ? yes : no('It ticks itself when all three are named.')
  return { mayClick: true, opensProof: true, because: undefined }
}
