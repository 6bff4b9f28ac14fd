'use client'

import { TriangleAlert } from 'lucide-react'
import { derivedOf } from '@/components/data/derived'
import { useProjectState } from '@/components/data/hooks'
import { CheckRow } from '@/components/findings/check-row'
import { usePlace } from '@/components/frame/place'
import { StageBar } from '@/components/overview/stage-bar'
import { STAGE_LOOK } from '@/components/overview/stage-look'
import { StageRail } from '@/components/overview/stage-rail'
import { stageProgress } from '@/components/overview/stage-words'
import { RunOrProgress } from '@/components/run/run-or-progress'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Fold } from '@/components/ui/fold'
import { PageHeader, Section, SectionTitle } from '@/components/ui/section'
import { decisionsForDerivation } from '@/lib/contracts/derivable'
import type { RunSummaryDto } from '@/lib/contracts/run'
import type { Stage } from '@/lib/roadmaps/define'
import { roadmaps } from '@/lib/roadmaps/roadmap'
import { signals } from '@/lib/roadmaps/signals'
import type { ProjectState, StageState } from '@/lib/roadmaps/state'
import { STAGE_WORDS } from '@/lib/roadmaps/words'
import { Deliverables } from './deliverables'
import { groupItems } from './groups'
import { FoldedGroup, OpenGroup } from './item-group'
import { Signals } from './signals'

/** One stage: what is open first, what is not proven and why, then everything that holds. */
export function StageView({ stageId }: { stageId: string }) {
  const place = usePlace()
  const data = useProjectState(place.project)
  const state = derivedOf(data)
  const roadmap = roadmaps[data.project.roadmap]
  const index = roadmap.stages.findIndex(({ id }) => id === stageId)
  const stage = roadmap.stages[index]
  const stageState = state.stages[index]
  if (stage === undefined || stageState === undefined) {
    return <p>This stage belongs to the other roadmap. Open the overview to see the stages of this one.</p>
  }
  const groups = groupItems(stageState, state)
  return (
    <div className="flex flex-col gap-6">
      <StageHead
        stage={stage}
        state={stageState}
        number={index + 1}
        total={roadmap.stages.length}
        run={data.activeRun}
      />
      <SeenStrip stage={stageState} />
      <OpenGroup title="Open" items={groups.open} state={state} startsOpen />
      <OpenGroup title="Not proven" items={groups.unproven} state={state} />
      <div className="flex flex-col gap-2">
        <FoldedGroup title="Passed" items={groups.passed} state={state} />
        <FoldedGroup title="Not applicable" items={groups.absent} state={state} />
        <GoodToHave ids={stageState.goodToHave} state={state} />
      </div>
      <Deliverables ids={stage.deliverables} />
      <Signals list={stageState.signals} answers={decisionsForDerivation(data.decisions).signalAnswers} state={state} />
      <Reading stage={stage} />
      <StageRail stages={state.stages} label="All stages" />
    </div>
  )
}

type StageHeadProps = { stage: Stage; state: StageState; number: number; total: number; run: RunSummaryDto | null }

function StageHead({ stage, state, number, total, run }: StageHeadProps) {
  const [from, to] = stage.hours
  const { icon: Icon, text } = STAGE_LOOK[state.state]
  return (
    <div className="flex flex-col gap-1">
      <p className="text-muted-foreground text-xs">
        Stage {number} of {total}, hours {from} to {to} of a 48-hour sprint
      </p>
      <PageHeader title={stage.title}>
        <RunOrProgress
          run={run}
          scope={{ kind: 'stage', stage: stage.id }}
          label="Re-check this stage"
          variant="secondary"
        />
      </PageHeader>
      <p>{stage.goal}</p>
      <div className="mt-2 flex max-w-document flex-col gap-2">
        <p className={cn('flex items-center gap-1.5 font-medium', text)}>
          <Icon aria-hidden className="size-4 shrink-0" />
          {STAGE_WORDS[state.state]}
          <span className="font-normal text-muted-foreground tabular-nums">{stageProgress(state)}</span>
        </p>
        <StageBar counts={state.counts} />
      </div>
    </div>
  )
}

/** A symptom that was seen warns even where all checks of the stage pass. */
function SeenStrip({ stage }: { stage: StageState }) {
  const seen = stage.signals.filter(({ state }) => state === 'present')
  if (seen.length === 0) return null
  return (
    <ul className="flex flex-col gap-1 rounded-card border border-warn-fill bg-warn-soft px-4 py-3 text-warn">
      {seen.map(({ id }) => (
        <li key={id} className="flex items-start gap-2">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>Signal seen: {signals[id].text}</span>
        </li>
      ))}
    </ul>
  )
}

function GoodToHave({ ids, state }: { ids: readonly string[]; state: ProjectState }) {
  const checks = ids.flatMap((id) => state.checks[id] ?? [])
  if (checks.length === 0) return null
  return (
    <Fold title={`Good to have (${checks.length})`}>
      <Card className="p-0">
        <ul>
          {checks.map((check) => (
            <CheckRow key={check.id} check={check} />
          ))}
        </ul>
      </Card>
    </Fold>
  )
}

function Reading({ stage }: { stage: Stage }) {
  return (
    <Section>
      <SectionTitle>Further reading</SectionTitle>
      <ul className="flex flex-col gap-1">
        {stage.reading.map(({ label, url }) => (
          <li key={url}>
            <a
              href={url}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="link focus-ring rounded-sm py-1 underline"
            >
              {label}
              <span className="sr-only"> (opens in a new tab)</span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
