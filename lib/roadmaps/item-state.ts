import type { Verdict } from '../engine/finding'
import { confirmations } from './confirmations'
import type { MustHave } from './define'
import type { ItemId } from './ids'
import type { Item } from './items'
import type { CheckState, Confirmation, ItemState, MustHaveState, MustHaveStatus } from './state'

const HOUR_MS = 3_600_000

function verdictFor(item: Item, state: CheckState, now: number): Verdict {
  const judgedAt = state.result?.judgedAt
  const isOld = item.freshHours !== undefined && judgedAt !== undefined && now - judgedAt > item.freshHours * HOUR_MS
  return isOld && state.verdict !== 'fail' ? 'unknown' : state.verdict
}

/** Whether a person's statement counts for this check while it is not proven. */
function takesConfirmation(state: CheckState): boolean {
  return state.meta === undefined || state.meta.confirmable === true
}

function stateOf(required: readonly Verdict[], supporting: readonly Verdict[]): Verdict {
  if (required.includes('fail')) return 'fail'
  if (required.length === 0 || required.includes('unknown')) return 'unknown'
  if (required.every((verdict) => verdict === 'not-applicable')) return 'not-applicable'
  const weak = required.includes('warn') || supporting.includes('warn') || supporting.includes('fail')
  return weak ? 'warn' : 'pass'
}

/**
 * The state of an item: a required failure fails it, a required unknown leaves it not proven,
 * anything weak makes it a warning; supporting checks never do more than that.
 */
export function itemStateOf({
  id,
  item,
  checks,
  confirmation,
  now,
}: {
  id: ItemId
  item: Item
  checks: (checkId: string) => CheckState
  confirmation?: Confirmation | undefined
  now: number
}): ItemState {
  const required = item.required.map((checkId) => verdictFor(item, checks(checkId), now))
  const supporting = item.supporting.map((checkId) => checks(checkId)).filter((state) => state.meta !== undefined)
  return {
    id,
    state: stateOf(
      required,
      supporting.map((state) => state.verdict),
    ),
    required: [...item.required],
    supporting: supporting.map((state) => state.id),
    waived: item.required.some((checkId) => checks(checkId).waived.some((finding) => finding.verdict === 'fail')),
    proven: required.filter((verdict) => verdict !== 'fail' && verdict !== 'unknown').length,
    ...(confirmation === undefined ? {} : { confirmation }),
    confirmable: confirmations[id] !== undefined && item.required.map(checks).some(takesConfirmation),
  }
}

function statusOf(states: readonly ItemState[]): MustHaveStatus {
  if (states.some((item) => item.state === 'fail')) return 'broken'
  if (states.some((item) => item.state === 'unknown')) return 'not-proven'
  return states.some((item) => item.waived) ? 'at-risk' : 'met'
}

/** The status of one entry of the minimum bar. */
export function mustHaveStateOf(mustHave: MustHave, items: (id: ItemId) => ItemState): MustHaveState {
  return {
    id: mustHave.id,
    text: mustHave.text,
    state: statusOf(mustHave.items.map(items)),
    items: [...mustHave.items],
  }
}
