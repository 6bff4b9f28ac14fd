'use client'

import { Card } from '@/components/ui/card'
import { Section, SectionHeader, SectionTitle } from '@/components/ui/section'
import { formatEffortSum } from '@/lib/format/effort'
import type { ProjectState } from '@/lib/roadmaps/state'
import { BlockerRow } from './blocker-row'

/** What keeps the answer at NO-GO because it is broken, in the order in which to repair it. */
export function BlockerList({ state }: { state: ProjectState }) {
  const { blockers } = state
  if (blockers.length === 0) return null
  return (
    <Section id="blockers" tabIndex={-1} aria-labelledby="blockers-title" className="focus:outline-none">
      <SectionHeader>
        <SectionTitle id="blockers-title">Launch blockers, in fix order</SectionTitle>
        <p className="text-muted-foreground text-xs">{formatEffortSum(blockers.map(({ effort }) => effort))}</p>
      </SectionHeader>
      <Card className="p-0">
        <ol>
          {blockers.map((blocker, index) => (
            <BlockerRow
              key={blocker.checkId}
              blocker={blocker}
              state={state}
              number={index + 1}
              startsOpen={index === 0}
            />
          ))}
        </ol>
      </Card>
    </Section>
  )
}
