import { confirmations } from './confirmations'
import type { ItemId } from './ids'
import type { Item } from './items'
import type { Confirmation } from './state'

/** The statements people signed, as they count now. */
export type Signed = {
  /** The newest valid statement about an item. */
  ofItem(id: ItemId): Confirmation | undefined
  /** A valid statement about an item the check is required for; the one that lasts longest. */
  valid(checkId: string): Confirmation | undefined
  /** What is missing where only a person can prove an item the check is required for. */
  missing(checkId: string): 'unconfirmed' | 'confirmation-expired' | undefined
}

function lasts({ expiresAt }: Confirmation): number {
  return expiresAt ?? Number.POSITIVE_INFINITY
}

/** Sorts statements by what they count for at `now` (milliseconds). A former wording counts for nothing. */
export function readConfirmations(
  items: ReadonlyMap<ItemId, Item>,
  given: readonly Confirmation[],
  now: number,
): Signed {
  const newest = new Map<string, Confirmation>()
  for (const entry of given) {
    const known = newest.get(entry.itemId)
    if (known === undefined || known.at <= entry.at) newest.set(entry.itemId, entry)
  }
  const valid = new Map<string, Confirmation>()
  const missing = new Map<string, 'unconfirmed' | 'confirmation-expired'>()
  const ofItem = (id: ItemId): Confirmation | undefined => {
    const entry = newest.get(id)
    const counts = entry !== undefined && entry.statementVersion === confirmations[id]?.version && lasts(entry) > now
    return counts ? entry : undefined
  }
  for (const [id, item] of items) {
    if (confirmations[id] === undefined) continue
    const entry = ofItem(id)
    for (const checkId of item.required) {
      const known = valid.get(checkId)
      if (entry !== undefined && (known === undefined || lasts(known) < lasts(entry))) valid.set(checkId, entry)
      if (entry === undefined && newest.has(id)) missing.set(checkId, 'confirmation-expired')
      else if (entry === undefined && item.kind === 'attested' && !missing.has(checkId))
        missing.set(checkId, 'unconfirmed')
    }
  }
  return { ofItem, valid: (checkId) => valid.get(checkId), missing: (checkId) => missing.get(checkId) }
}
