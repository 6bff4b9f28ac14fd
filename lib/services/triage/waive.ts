import type { Context } from '../../auth/actor'
import { now } from '../../config'
import type { TriageDto } from '../../contracts/decisions'
import { AppError, invalidField } from '../../errors'
import { nameOf } from '../input/internal'
import { loadState } from '../project/load-state'
import { changeTriage, endOfDay, type FindingPlace } from './internal'

const DAY_MS = 86_400_000
/** What blocks a launch is not accepted for longer than this. */
const BLOCKER_DAYS = 90
const ANY_DAYS = 365

type Wanted = FindingPlace & { reason: string; publicNote: string; until: string }

function refuseDay(until: Date, limitDays: number): void {
  if (until.getTime() <= now()) throw invalidField('until', 'Choose a day that is not over yet')
  if (until.getTime() > now() + (limitDays + 1) * DAY_MS) {
    throw invalidField('until', `Choose a day within the next ${limitDays} days`)
  }
}

/**
 * Accepts the risk of an open finding until the end of a day. Throws `conflict` when it is not open any more and
 * `invalid` for a day too far away: 90 days for what blocks the launch, a year for anything else.
 */
export async function waive(context: Context, { reason, publicNote, until, ...place }: Wanted): Promise<TriageDto> {
  return changeTriage(context, place, {
    can: 'waiver.write',
    action: 'waiver.set',
    write: async (tx, { project, checkId }) => {
      const state = await loadState(tx, context, project)
      const check = state.checks[checkId]
      const isOpen = [...(check?.open ?? []), ...(check?.waived ?? [])].some(
        (finding) => finding.fingerprint === place.fingerprint,
      )
      if (check === undefined || !isOpen) {
        throw new AppError('conflict', { detail: 'This is not open any more, so there is nothing to accept.' })
      }
      const last = endOfDay(until)
      refuseDay(last, check.effectiveImpact === 'blocker' || check.waived.length > 0 ? BLOCKER_DAYS : ANY_DAYS)
      return {
        waivedAt: new Date(now()),
        waivedUntil: last,
        waivedById: context.actor.kind === 'user' ? context.actor.userId : null,
        waivedByName: nameOf(context),
        waiveReason: reason,
        publicNote,
      }
    },
  })
}

/** Takes the acceptance of a risk back; the finding counts again at once. */
export async function unwaive(context: Context, place: FindingPlace): Promise<TriageDto> {
  return changeTriage(context, place, {
    can: 'waiver.write',
    action: 'waiver.ended',
    write: async () => ({
      waivedAt: null,
      waivedUntil: null,
      waivedById: null,
      waivedByName: null,
      waiveReason: null,
      publicNote: null,
    }),
  })
}
