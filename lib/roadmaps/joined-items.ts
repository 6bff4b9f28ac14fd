import type { CheckMeta } from '../engine/check'
import type { ItemId } from './ids'
import { type Item, items } from './items'

/** What has to be known of a check to place it. */
export type Covering = Pick<CheckMeta, 'id' | 'covers'>

/**
 * Items with every check that proves them: those their own lists name, whether this version contains them
 * or not, and those of `checks` that say they cover one. So a new check joins by its own file alone.
 */
export function joinedItems(ids: readonly ItemId[], checks: readonly Covering[]): Map<ItemId, Item> {
  const joined = new Map<string, Item>(ids.map((id) => [id, items[id]]))
  for (const { id: checkId, covers } of checks) {
    for (const [id, role] of Object.entries(covers)) {
      const item = joined.get(id)
      if (item === undefined || role === undefined) continue
      if (item.required.includes(checkId) || item.supporting.includes(checkId)) continue
      joined.set(id, { ...item, [role]: [...item[role], checkId] })
    }
  }
  return new Map(ids.map((id) => [id, joined.get(id) ?? items[id]]))
}
