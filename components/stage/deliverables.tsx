'use client'

import Link from 'next/link'
import { usePlace } from '@/components/frame/place'
import { Card } from '@/components/ui/card'
import { Section, SectionTitle } from '@/components/ui/section'
import { deliverables } from '@/lib/roadmaps/deliverables'
import type { DeliverableId } from '@/lib/roadmaps/ids'
import { routes } from '@/lib/routes'

/** These two are the overview itself: its blocker list and everything below it. */
const ON_OVERVIEW: ReadonlySet<DeliverableId> = new Set(['risk-list', 'blocker-list'])

/** What the stage must leave behind, and whether this version can make it. */
export function Deliverables({ ids }: { ids: readonly DeliverableId[] }) {
  const place = usePlace()
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
              {ON_OVERVIEW.has(id) ? (
                <Link href={routes.project(place)} className="link focus-ring rounded-sm underline">
                  See it on the overview
                </Link>
              ) : (
                <p className="text-muted-foreground text-xs">Empty: this version cannot generate it yet</p>
              )}
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  )
}
