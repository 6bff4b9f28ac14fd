'use client'

import Link from 'next/link'
import { usePlace } from '@/components/frame/place'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { ForeignText } from '@/components/ui/foreign-text'
import { formatDay } from '@/lib/format/time'
import type { ItemId } from '@/lib/roadmaps/ids'
import { placeOfItem, proveId, wordOfPerson } from '@/lib/roadmaps/prove-place'
import type { Confirmation, ProjectState } from '@/lib/roadmaps/state'
import { routes } from '@/lib/routes'

const WORDS = { confirmed: 'Confirmed by a person', claimed: 'Claimed, not measured' } as const

function untilWords({ at, expiresAt }: Confirmation): string {
  return expiresAt === undefined ? 'until it is taken back' : `until ${formatDay({ at: expiresAt, now: at })}`
}

/** What a person said about an item, or the way to say it; nothing where nobody is asked. */
export function PersonLine({ itemId, state, className }: { itemId: ItemId; state: ProjectState; className?: string }) {
  const place = usePlace()
  const confirmation = state.items[itemId]?.confirmation
  const open = placeOfItem(itemId, state)
  const word = wordOfPerson(itemId, state)
  if (confirmation === undefined && open === undefined) return null
  const link = (id: string, text: string) => (
    <Link
      href={routes.proveAt(place, id)}
      className="link focus-ring inline-flex min-h-6 items-center rounded-sm underline"
    >
      {text}
    </Link>
  )
  return (
    <div className={cn('flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground text-xs', className)}>
      {confirmation === undefined ? null : (
        <>
          {word === undefined ? null : <Badge>{WORDS[word]}</Badge>}
          <span>
            <ForeignText text={confirmation.by} />, {formatDay({ at: confirmation.at, now: confirmation.at })},{' '}
            {untilWords(confirmation)}
          </span>
          {link(proveId({ itemId }), 'See proof')}
          {state.items[itemId]?.state === 'fail' ? <span>A check sees the opposite, and it decides.</span> : null}
        </>
      )}
      {open === undefined ? null : link(open.id, open.word === 'Answer' ? 'Answer a question' : 'Confirm it yourself')}
    </div>
  )
}
