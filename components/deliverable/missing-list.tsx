'use client'

import Link from 'next/link'
import { type Place, usePlace } from '@/components/frame/place'
import { Card } from '@/components/ui/card'
import { Fold } from '@/components/ui/fold'
import { ForeignText } from '@/components/ui/foreign-text'
import type { Missing, Where } from '@/lib/deliverables/doc'
import { deliverables } from '@/lib/roadmaps/deliverables'
import { routes } from '@/lib/routes'

/** Rows shown before the rest is folded. */
const SHOWN = 6

type Route = ReturnType<typeof routes.home>
type Target = { href: Route; word: string }

function targetOf(at: Exclude<Where, { kind: 'part' }>, place: Place): Target {
  switch (at.kind) {
    case 'run':
      return { href: routes.project(place), word: 'Open the overview' }
    case 'blockers':
      return { href: routes.blockers(place), word: 'Assign owners' }
    case 'settings':
      return { href: routes.projectSettings(place), word: 'Open settings' }
    case 'check':
      return { href: routes.check({ ...place, check: at.id }), word: 'Open the check' }
    case 'question':
      return { href: routes.proveAt(place, at.id), word: 'Answer' }
    case 'document':
      return { href: routes.document({ ...place, deliverable: at.id }), word: `Open ${deliverables[at.id].title}` }
    case 'handover':
      return { href: routes.handover(place), word: 'Open the checklist' }
  }
}

/** What would complete a document, each with the way to where it is answered. */
export function MissingList({ missing }: { missing: readonly Missing[] }) {
  if (missing.length === 0) return null
  const [first, rest] = [missing.slice(0, SHOWN), missing.slice(SHOWN)]
  return (
    <Card className="flex flex-col gap-1">
      <h2 className="font-medium">Still missing</h2>
      <Rows missing={first} />
      {rest.length === 0 ? null : (
        <Fold title={`${rest.length} more`}>
          <Rows missing={rest} />
        </Fold>
      )}
    </Card>
  )
}

function Rows({ missing }: { missing: readonly Missing[] }) {
  return (
    <ul>
      {missing.map((row) => (
        <li
          key={row.text}
          className="flex flex-wrap items-baseline justify-between gap-x-4 border-t py-2 first:border-t-0"
        >
          <span className="min-w-0 flex-1 basis-60">
            <ForeignText text={row.text} />
          </span>
          <Way row={row} />
        </li>
      ))}
    </ul>
  )
}

const LINK = 'link focus-ring inline-flex min-h-6 items-center rounded-sm underline'

function Way({ row: { text, at } }: { row: Missing }) {
  const place = usePlace()
  if (at.kind === 'part') {
    return (
      <a data-slot="chrome" href={`#part-${at.id}`} className={LINK}>
        Write it<span className="sr-only">: {text}</span>
      </a>
    )
  }
  const { href, word } = targetOf(at, place)
  return (
    <Link data-slot="chrome" href={href} className={LINK}>
      {word}
      <span className="sr-only">: {text}</span>
    </Link>
  )
}
