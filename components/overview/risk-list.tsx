'use client'

import { Card } from '@/components/ui/card'
import { Section, SectionHeader, SectionTitle } from '@/components/ui/section'
import type { ParkedDto } from '@/lib/contracts/sprint'
import { count } from '@/lib/format/count'
import type { Blocker, ProjectState } from '@/lib/roadmaps/state'
import { BlockerRow } from './blocker-row'

/** Whether every open finding of a check waits until after the launch. */
function isParked(
  risk: Blocker,
  { state, later }: { state: ProjectState; later: ReadonlySet<string | null> },
): boolean {
  const open = state.checks[risk.checkId]?.open ?? []
  return open.length > 0 && open.every(({ fingerprint }) => later.has(fingerprint))
}

/** Everything open that does not block and does not wait for later: a GO never hides it. */
export function RiskList({ state, parked }: { state: ProjectState; parked: readonly ParkedDto[] }) {
  const later = new Set(parked.map(({ fingerprint }) => fingerprint))
  const risks = state.risks.filter((risk) => !isParked(risk, { state, later }))
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
