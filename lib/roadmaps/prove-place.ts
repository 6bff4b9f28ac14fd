import { confirmations } from './confirmations'
import type { ItemId } from './ids'
import { items } from './items'
import type { CheckState, ProjectState } from './state'

/** The fragment of a question or a statement on the page where people prove things. */
export function proveId(place: { question: string } | { itemId: string }): string {
  return 'question' in place ? place.question : `confirm-${place.itemId}`
}

export type ProvePlace = { id: string; word: 'Answer' | 'Confirm' }

function askOf({ verdict, result, meta }: CheckState): string | undefined {
  return verdict === 'unknown' ? (result?.ask ?? meta?.ask?.id) : undefined
}

/** Where people answer what a check asks; undefined where it asks nothing. */
export function placeOfCheck(check: CheckState): ProvePlace | undefined {
  const ask = askOf(check)
  return ask === undefined ? undefined : { id: proveId({ question: ask }), word: 'Answer' }
}

/** Where people can do something about an item that is not proven: the question a check of it asks, or its statement. */
export function placeOfItem(itemId: ItemId, state: ProjectState): ProvePlace | undefined {
  const item = state.items[itemId]
  if (item === undefined || (item.state !== 'unknown' && item.state !== 'fail')) return undefined
  if (item.state === 'unknown') {
    for (const checkId of item.required) {
      const check = state.checks[checkId]
      const place = check === undefined ? undefined : placeOfCheck(check)
      if (place !== undefined) return place
    }
  }
  const isOpen = item.confirmable && confirmations[itemId] !== undefined && item.confirmation === undefined
  return isOpen ? { id: proveId({ itemId }), word: 'Confirm' } : undefined
}

/** How an item stands on somebody's word: undefined where nothing of it does. */
export function wordOfPerson(itemId: ItemId, state: ProjectState): 'confirmed' | 'claimed' | undefined {
  const carried = (state.items[itemId]?.required ?? [])
    .flatMap((id) => state.checks[id] ?? [])
    .filter(({ confirmed }) => confirmed !== undefined)
  if (carried.length === 0) return undefined
  const isClaimed = items[itemId].kind !== 'attested' && carried.some(({ meta }) => meta === undefined)
  return isClaimed ? 'claimed' : 'confirmed'
}
