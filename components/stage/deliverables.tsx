'use client'

import Link from 'next/link'
import { filledWords, useDocument } from '@/components/deliverable/view'
import { usePlace } from '@/components/frame/place'
import { Card } from '@/components/ui/card'
import { Section, SectionTitle } from '@/components/ui/section'
import { deliverables } from '@/lib/roadmaps/deliverables'
import type { DeliverableId } from '@/lib/roadmaps/ids'
import { routes } from '@/lib/routes'

/** What the stage must leave behind, and whether this version can make it. */
export function Deliverables({ ids }: { ids: readonly DeliverableId[] }) {
  return (
    <Section>
      <SectionTitle>{ids.length === 1 ? 'Deliverable' : 'Deliverables'}</SectionTitle>
      <Card className="p-0">
        <ul>
          {ids.map((id) => (
            <li
              key={id}
              className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-t px-4 py-3 first:border-t-0"
            >
              <div className="min-w-0">
                <p className="font-medium">{deliverables[id].title}</p>
                <p className="text-muted-foreground text-xs">{deliverables[id].text}</p>
              </div>
              <Completeness id={id} />
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  )
}

/** How far a document has come, and the way to it. */
function Completeness({ id }: { id: DeliverableId }) {
  const place = usePlace()
  const { doc, isKnown } = useDocument(id)
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 text-muted-foreground text-xs">
      {isKnown ? filledWords(doc) : null}
      <Link
        href={routes.document({ ...place, deliverable: id })}
        className="link focus-ring rounded-sm text-sm underline"
      >
        Open
        <span className="sr-only"> {deliverables[id].title}</span>
      </Link>
    </p>
  )
}
