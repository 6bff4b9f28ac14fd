'use client'

import { ChevronRight } from 'lucide-react'
import { CheckRow } from '@/components/findings/check-row'
import { KIND_WORDS, statusOfItem, whyUnproven } from '@/components/findings/words'
import { Badge } from '@/components/ui/badge'
import { ForeignText } from '@/components/ui/foreign-text'
import { StatusBadge } from '@/components/ui/status-badge'
import { items } from '@/lib/roadmaps/items'
import type { ItemState, ProjectState } from '@/lib/roadmaps/state'
import { checksOf, itemText } from './groups'
import { PersonLine } from './person-line'

/** One requirement in the founder's words; opens to the checks that prove it, or is its only check. */
export function ItemRow({ item, state, startsOpen }: { item: ItemState; state: ProjectState; startsOpen: boolean }) {
  const checks = checksOf(item, state)
  const { kind: itemKind } = items[item.id]
  // Whether a person has spoken is said below, with who it was.
  const kind = itemKind === 'attested' ? undefined : KIND_WORDS[itemKind]
  const [only] = checks
  if (checks.length === 1 && only?.meta !== undefined) {
    return (
      <CheckRow check={only} context={itemText(item.id)}>
        <PersonLine itemId={item.id} state={state} />
      </CheckRow>
    )
  }
  const unbuilt = checks.every((check) => check.meta === undefined)
  const why = unbuilt && only !== undefined ? whyUnproven(only) : undefined
  return (
    <li className="border-t first:border-t-0">
      <details open={startsOpen && !unbuilt} className="group">
        <summary
          data-row
          className="focus-ring flex list-none items-start gap-3 rounded-card px-4 py-3 hover:bg-muted/60"
        >
          <span className="flex min-w-0 flex-1 gap-x-3 gap-y-1 max-sm:flex-col">
            <span className="mt-px shrink-0 sm:w-28">
              <StatusBadge status={statusOfItem(item)} />
            </span>
            <span className="flex min-w-0 flex-1 flex-col gap-1">
              <span className="font-medium">{itemText(item.id)}</span>
              {why === undefined ? null : (
                <span className="text-muted-foreground text-xs">
                  <ForeignText text={why} />
                </span>
              )}
            </span>
          </span>
          {kind === undefined ? null : <Badge className="max-sm:hidden">{kind}</Badge>}
          <span className="shrink-0 pt-0.5 text-muted-foreground text-xs tabular-nums">
            {item.proven} of {item.required.length}
            <span className="max-sm:sr-only"> proven</span>
          </span>
          <ChevronRight
            aria-hidden
            className="mt-0.5 size-4 shrink-0 text-muted-foreground transition-transform duration-100 group-open:rotate-90"
          />
        </summary>
        <ul className="ml-4 border-t border-l bg-background/60 sm:ml-8">
          {checks.map((check) => (
            <CheckRow key={check.id} check={check} />
          ))}
        </ul>
      </details>
      <PersonLine itemId={item.id} state={state} className="px-4 pb-3 sm:pl-35" />
    </li>
  )
}
