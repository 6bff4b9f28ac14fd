'use client'

import { Card } from '@/components/ui/card'
import { Fold } from '@/components/ui/fold'
import { Section, SectionTitle } from '@/components/ui/section'
import { count } from '@/lib/format/count'
import type { ItemState, ProjectState } from '@/lib/roadmaps/state'
import { checkCount } from './groups'
import { ItemRow } from './item-row'

type GroupProps = { title: string; items: readonly ItemState[]; state: ProjectState }

function Rows({ items, state, startsOpen }: Omit<GroupProps, 'title'> & { startsOpen: boolean }) {
  return (
    <Card className="p-0">
      <ul>
        {items.map((item) => (
          <ItemRow key={item.id} item={item} state={state} startsOpen={startsOpen} />
        ))}
      </ul>
    </Card>
  )
}

/** A group that is read at once. Nothing is shown where it is empty. */
export function OpenGroup({ title, items, state, startsOpen = false }: GroupProps & { startsOpen?: boolean }) {
  if (items.length === 0) return null
  return (
    <Section>
      <SectionTitle>
        {title} ({items.length})
      </SectionTitle>
      <Rows items={items} state={state} startsOpen={startsOpen} />
    </Section>
  )
}

/** A group that is folded away until somebody wants it. */
export function FoldedGroup({ title, items, state }: GroupProps) {
  if (items.length === 0) {
    return <p className="px-1 text-muted-foreground">{title} (0)</p>
  }
  return (
    <Fold title={`${title} (${count(items.length, 'item')}, ${count(checkCount(items), 'check')})`}>
      <Rows items={items} state={state} startsOpen={false} />
    </Fold>
  )
}
