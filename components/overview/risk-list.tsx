'use client'

import { Card } from '@/components/ui/card'
import { Section, SectionHeader, SectionTitle } from '@/components/ui/section'
import { count } from '@/lib/format/count'
import type { ProjectState } from '@/lib/roadmaps/state'
import { BlockerRow } from './blocker-row'

/** Everything open that does not block: a GO never hides it. */
export function RiskList({ state }: { state: ProjectState }) {
  const { risks } = state
  if (risks.length === 0) return null
  return (
    <Section aria-labelledby="risks-title">
      <SectionHeader>
        <SectionTitle id="risks-title">Weaknesses that do not block</SectionTitle>
        <p className="text-muted-foreground text-xs">{count(risks.length, 'check')}</p>
      </SectionHeader>
      <Card className="p-0">
        <ul>
          {risks.map((risk) => (
            <BlockerRow key={risk.checkId} blocker={risk} state={state} />
          ))}
        </ul>
      </Card>
    </Section>
  )
}
