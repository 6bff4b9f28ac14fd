import type { Context } from '../../auth/actor'
import { now } from '../../config'
import type { TriageDto } from '../../contracts/decisions'
import { AppError } from '../../errors'
import { nameOf } from '../input/internal'
import { changeTriage, type FindingPlace } from './internal'

/** Notes that somebody thinks a finding is wrong. It stays as it is until somebody with the right decides. */
export async function openDispute(
  context: Context,
  { note, ...place }: FindingPlace & { note: string },
): Promise<TriageDto> {
  return changeTriage(context, place, {
    can: 'triage.update',
    action: 'dispute.opened',
    write: async () => ({
      disputedAt: new Date(now()),
      disputedBy: nameOf(context),
      disputeNote: note,
      disputeState: 'open',
    }),
  })
}

/** Decides an open doubt: `upheld` when the finding is wrong, `rejected` when it is right. */
export async function decideDispute(
  context: Context,
  { state, ...place }: FindingPlace & { state: 'upheld' | 'rejected' },
): Promise<TriageDto> {
  return changeTriage(context, place, {
    can: 'waiver.write',
    action: `dispute.${state}`,
    write: async (_, { before }) => {
      if (before?.dispute?.state !== 'open') {
        throw new AppError('conflict', { detail: 'Nobody doubts this finding right now, or it was decided already.' })
      }
      return { disputeState: state }
    },
  })
}
