import { statusOfItem } from '@/components/findings/words'
import type { Status } from '@/components/ui/status'
import type { Verdict } from '@/lib/engine/finding'
import type { ItemId } from '@/lib/roadmaps/ids'
import { items } from '@/lib/roadmaps/items'
import type { CheckState, ItemState, ProjectState, StageState } from '@/lib/roadmaps/state'

export type StageGroups = { open: ItemState[]; unproven: ItemState[]; passed: ItemState[]; absent: ItemState[] }

const WORST_FIRST: readonly Verdict[] = ['fail', 'unknown', 'warn', 'pass', 'not-applicable']

/** The items of a stage, open ones first; within a group the failing before the weak. */
export function groupItems(stage: StageState, state: ProjectState): StageGroups {
  const all = stage.items.flatMap((id) => state.items[id] ?? [])
  const of = (status: Status) => all.filter((item) => statusOfItem(item) === status)
  return {
    open: [...of('fail'), ...of('waived'), ...of('warn')],
    unproven: of('unknown'),
    passed: of('pass'),
    absent: of('not-applicable'),
  }
}

/** The checks of an item, the required ones first, each group worst first. */
export function checksOf(item: ItemState, state: ProjectState): CheckState[] {
  const sorted = (ids: readonly string[]) =>
    ids
      .flatMap((id) => state.checks[id] ?? [])
      .sort((left, right) => WORST_FIRST.indexOf(left.verdict) - WORST_FIRST.indexOf(right.verdict))
  return [...sorted(item.required), ...sorted(item.supporting)]
}

/** How many checks stand behind some items, each counted once. */
export function checkCount(group: readonly ItemState[]): number {
  return new Set(group.flatMap(({ required, supporting }) => [...required, ...supporting])).size
}

export function itemText(id: ItemId): string {
  return items[id].text
}
