'use client'

import Link from 'next/link'
import { usePlace } from '@/components/frame/place'
import { Card } from '@/components/ui/card'
import { useNow } from '@/components/ui/clock'
import { ForeignText } from '@/components/ui/foreign-text'
import { Section, SectionTitle } from '@/components/ui/section'
import { formatDay } from '@/lib/format/time'
import type { ProjectState } from '@/lib/roadmaps/state'
import { routes } from '@/lib/routes'

/** What people accepted for now, and until when: it stays visible. */
export function AcceptedList({ state }: { state: ProjectState }) {
  const place = usePlace()
  const now = useNow()
  if (state.accepted.length === 0) return null
  return (
    <Section aria-labelledby="accepted-title">
      <SectionTitle id="accepted-title">Accepted risks</SectionTitle>
      <Card className="p-0">
        <ul>
          {state.accepted.map((risk) => (
            <li
              key={risk.fingerprint}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t px-4 py-3 first:border-t-0"
            >
              <Link
                href={routes.check({ ...place, check: risk.checkId })}
                className="link focus-ring min-w-0 rounded-sm underline"
              >
                <ForeignText text={risk.title} />
              </Link>
              <span className="text-muted-foreground text-xs">until {formatDay({ at: risk.until, now })}</span>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  )
}
