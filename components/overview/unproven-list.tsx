'use client'

import Link from 'next/link'
import { usePlace } from '@/components/frame/place'
import { Card } from '@/components/ui/card'
import { ForeignText } from '@/components/ui/foreign-text'
import { Section, SectionHeader, SectionTitle } from '@/components/ui/section'
import { StatusBadge } from '@/components/ui/status-badge'
import { count } from '@/lib/format/count'
import type { RoadmapId } from '@/lib/roadmaps/ids'
import { items } from '@/lib/roadmaps/items'
import { roadmaps } from '@/lib/roadmaps/roadmap'
import type { CheckState, ProjectState, Unproven } from '@/lib/roadmaps/state'
import { reasonWords } from '@/lib/roadmaps/words'
import { routes } from '@/lib/routes'

type UnprovenListProps = { state: ProjectState; roadmap: RoadmapId }

function reasonOf(entry: Unproven, checks: Readonly<Record<string, CheckState>>): string {
  // What a person can do something about comes before what this version cannot do at all.
  const told = entry.checks.find(({ reason }) => reason !== 'not-built') ?? entry.checks[0]
  if (told === undefined) return 'Not checked yet.'
  const check = checks[told.id]
  const finding = check?.result?.findings.find(({ verdict }) => verdict === 'unknown')
  if (told.reason === 'findings' && finding !== undefined) return finding.text
  return check?.result?.detail ?? `${reasonWords(told.reason)}.`
}

/** What keeps the answer from GO although nothing about it is broken. */
export function UnprovenList({ state, roadmap }: UnprovenListProps) {
  const place = usePlace()
  if (state.unproven.length === 0) return null
  const stageOf = (id: string) => roadmaps[roadmap].stages.find((stage) => stage.items.some((item) => item === id))
  return (
    <Section id="unproven" aria-labelledby="unproven-title">
      <SectionHeader>
        <SectionTitle id="unproven-title">Not proven yet</SectionTitle>
        <p className="text-muted-foreground text-xs">{count(state.unproven.length, 'requirement')} of the must-haves</p>
      </SectionHeader>
      <Card className="p-0">
        <ul>
          {state.unproven.map((entry) => {
            const stage = stageOf(entry.itemId)
            const text = items[entry.itemId].text
            return (
              <li
                key={entry.itemId}
                data-row
                className="relative flex items-start gap-3 border-t px-4 py-3 first:border-t-0 has-[a:hover]:bg-muted/60"
              >
                <StatusBadge status="unknown" />
                <div className="flex min-w-0 flex-1 flex-col gap-1">
                  {stage === undefined ? (
                    <span>{text}</span>
                  ) : (
                    <Link
                      href={routes.stage({ ...place, stage: stage.id })}
                      className="focus-ring rounded-sm after:absolute after:inset-0"
                    >
                      {text}
                    </Link>
                  )}
                  <span className="text-muted-foreground text-xs">
                    <ForeignText text={reasonOf(entry, state.checks)} />
                  </span>
                </div>
              </li>
            )
          })}
        </ul>
      </Card>
    </Section>
  )
}
