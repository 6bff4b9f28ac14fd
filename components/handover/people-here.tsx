'use client'

import { Users } from 'lucide-react'
import { ForeignText } from '@/components/ui/foreign-text'
import { count } from '@/lib/format/count'
import { useDesk } from './checklist-context'

/** Names shown; the others are counted. */
const SHOWN = 4

/** Who looks at the list right now, and how many of them write. */
export function PeopleHere() {
  const { people, selfId } = useDesk()
  const others = people.here.filter(({ userId }) => userId !== selfId)
  const writing = people.here.filter(({ editing }) => editing !== null).length
  if (others.length === 0) return null
  const more = others.length - SHOWN
  return (
    <p className="flex min-w-0 flex-wrap items-center gap-x-2 text-muted-foreground print:hidden">
      <Users aria-hidden className="size-4 shrink-0" />
      <span>
        You
        {others.slice(0, SHOWN).map(({ userId, name }) => (
          <span key={userId}>
            , <ForeignText text={name} />
          </span>
        ))}
        {more > 0 ? ` and ${more} more` : ''} here
      </span>
      {writing > 1 ? (
        <span className="font-medium text-foreground">{count(writing, 'person', 'people')} editing</span>
      ) : null}
    </p>
  )
}
