'use client'

import dynamic from 'next/dynamic'
import { useProjectState } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { Card } from '@/components/ui/card'
import { Section, SectionHeader, SectionTitle } from '@/components/ui/section'
import { formatEffortSum } from '@/lib/format/effort'
import type { ProjectState } from '@/lib/roadmaps/state'
import { BlockerRow } from './blocker-row'

// The list is there to be read first; people, places and buttons follow.
const RowControls = dynamic(() => import('@/components/triage/blocker-controls'), { ssr: false })
const SuggestedOrder = dynamic(
  () => import('@/components/triage/blocker-controls').then((module) => module.SuggestedOrder),
  { ssr: false },
)

/** What keeps the answer at NO-GO because it is broken, in the order in which to repair it. */
export function BlockerList({ state }: { state: ProjectState }) {
  const { blockers } = state
  const place = usePlace()
  const { triage } = useProjectState(place.project).decisions
  const isArranged = triage.some(({ order }) => order !== null)
  if (blockers.length === 0) return null
  return (
    <Section id="blockers" tabIndex={-1} aria-labelledby="blockers-title" className="focus:outline-none">
      <SectionHeader>
        <SectionTitle id="blockers-title">Launch blockers, in fix order</SectionTitle>
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-muted-foreground text-xs">{formatEffortSum(blockers.map(({ effort }) => effort))}</p>
          {isArranged ? <SuggestedOrder /> : null}
        </div>
      </SectionHeader>
      <Card className="p-0">
        <ol>
          {blockers.map((blocker, index) => (
            <BlockerRow
              key={blocker.checkId}
              controls={<RowControls blockers={blockers} index={index} />}
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
