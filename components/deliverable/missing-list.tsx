'use client'

import Link from 'next/link'
import { type Place, usePlace } from '@/components/frame/place'
import { Card } from '@/components/ui/card'
import { Fold } from '@/components/ui/fold'
import { ForeignText } from '@/components/ui/foreign-text'
import type { Missing, Where } from '@/lib/deliverables/doc'
import { deliverables } from '@/lib/roadmaps/deliverables'
import type { DeliverableId } from '@/lib/roadmaps/ids'
import { routes } from '@/lib/routes'

/** Rows shown before the rest is folded. */
const SHOWN = 6

type Route = ReturnType<typeof routes.home>
type Target = { href: Route; word: string }

function targetOf(at: Where, place: Place & { deliverable: DeliverableId }): Target {
  switch (at.kind) {
    // Never a plain link: going back to a place the router does not know would load the page anew.
    case 'part':
      return { href: routes.documentPart({ ...place, part: at.id }), word: 'Write it' }
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

type MissingListProps = { deliverable: DeliverableId; missing: readonly Missing[] }

/** What would complete a document, each with the way to where it is answered. */
export function MissingList({ deliverable, missing }: MissingListProps) {
  if (missing.length === 0) return null
  const [first, rest] = [missing.slice(0, SHOWN), missing.slice(SHOWN)]
  return (
    <Card className="flex flex-col gap-1">
      <h2 className="font-medium">Still missing</h2>
      <Rows deliverable={deliverable} missing={first} />
      {rest.length === 0 ? null : (
        <Fold title={`${rest.length} more`}>
          <Rows deliverable={deliverable} missing={rest} />
        </Fold>
      )}
    </Card>
  )
}

function Rows({ deliverable, missing }: MissingListProps) {
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
          <Way deliverable={deliverable} row={row} />
        </li>
      ))}
    </ul>
  )
}

const LINK = 'link focus-ring inline-block rounded-sm py-0.5 underline'

function Way({ deliverable, row: { text, at } }: { deliverable: DeliverableId; row: Missing }) {
  const place = usePlace()
  const { href, word } = targetOf(at, { ...place, deliverable })
  return (
    <Link data-slot="chrome" href={href} className={LINK}>
      {word}
      <span className="sr-only"> {text}</span>
    </Link>
  )
}
