'use client'

import Link from 'next/link'
import { derivedOf } from '@/components/data/derived'
import { useProjectState } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { MapSection } from '@/components/map/map-section'
import { RunOrProgress } from '@/components/run/run-or-progress'
import { HostStrip } from '@/components/suggestions/host-strip'
import { EmptyState } from '@/components/ui/empty-state'
import { ForeignText } from '@/components/ui/foreign-text'
import { PageHeader } from '@/components/ui/section'
import { Ago } from '@/components/ui/time'
import type { ProjectStateDto } from '@/lib/contracts/project'
import type { RunSummaryDto } from '@/lib/contracts/run'
import { formatDay } from '@/lib/format/time'
import type { ProjectState } from '@/lib/roadmaps/state'
import { answerWords, reasonSentence } from '@/lib/roadmaps/words'
import { routes } from '@/lib/routes'
import { AcceptedList } from './accepted-list'
import { BlockerList } from './blocker-list'
import { changesSince, changesText } from './changes'
import { Later, SprintSection } from './later'
import { MustHaves } from './must-haves'
import { whatWouldChange } from './next-answer'
import { RiskList } from './risk-list'
import { StageRail } from './stage-rail'
import { TrendSection } from './trend-section'
import { UnprovenList } from './unproven-list'
import { VerdictCard } from './verdict-card'

/** A project in one page: the answer, what changed, what to do first, and where everything stands. */
export function Overview() {
  const place = usePlace()
  const data = useProjectState(place.project)
  const state = derivedOf(data)
  // What is first to be done stands first.
  const isBlocked = state.blockers.length > 0 || state.checkedAt === undefined
  const unproven = <UnprovenList state={state} roadmap={data.project.roadmap} />
  return (
    <div className="flex flex-col gap-4 sm:gap-6">
      <PageHeader title={<ForeignText text={data.project.name} />}>
        {state.checkedAt === undefined ? null : (
          <RunOrProgress
            run={data.activeRun}
            className="max-sm:fixed max-sm:inset-x-0 max-sm:bottom-14 max-sm:z-10 max-sm:border-t max-sm:bg-background max-sm:px-4 max-sm:py-1.5"
          />
        )}
      </PageHeader>
      {state.checkedAt === undefined ? (
        <NeverChecked run={data.activeRun} />
      ) : (
        <Answer data={data} state={state} checkedAt={state.checkedAt} />
      )}
      <StageRail stages={state.stages} label="Stages" className="max-sm:hidden" />
      <BlockerList state={state} />
      {isBlocked ? null : unproven}
      <StageRail stages={state.stages} label="Stages" className="sm:hidden" />
      <SprintSection />
      <HostStrip />
      <MustHaves state={state} />
      {state.checkedAt === undefined ? null : <MapSection projectId={place.project} />}
      {isBlocked ? unproven : null}
      <AcceptedList state={state} />
      <RiskList state={state} parked={data.parked} />
      <Later />
      <TrendSection projectId={place.project} />
    </div>
  )
}

function NeverChecked({ run }: { run: RunSummaryDto | null }) {
  return (
    <EmptyState line={run === null ? 'First audit not run.' : 'The first audit is running.'}>
      <p className="text-muted-foreground">The first results show within seconds.</p>
      <RunOrProgress run={run} />
    </EmptyState>
  )
}

function Answer({ data, state, checkedAt }: { data: ProjectStateDto; state: ProjectState; checkedAt: number }) {
  const snapshot = data.previousRun?.snapshot
  const before = data.previousRun?.finishedAt
  const place = usePlace()
  const target = state.blockers.length > 0 ? 'blockers' : 'unproven'
  const hasWhy = state.blockers.length > 0 || state.unproven.length > 0
  return (
    <VerdictCard
      reason={state.verdict.reason}
      answer={answerWords(state)}
      sentence={reasonSentence(state)}
      side={<LaunchDate launchAt={data.project.target.profile.launchAt} now={Date.parse(data.now)} />}
    >
      <p className="text-muted-foreground">
        Checked <Ago at={checkedAt} />. {whatWouldChange(state)}{' '}
        {hasWhy ? (
          <a href={`#${target}`} className="link focus-ring whitespace-nowrap rounded-sm py-1 underline">
            Why {answerWords(state)}?
          </a>
        ) : null}
      </p>
      {snapshot === null || snapshot === undefined || before === null || before === undefined ? null : (
        <p className="text-muted-foreground">
          Since the audit <Ago at={before} />: {changesText(changesSince(snapshot, state))}.{' '}
          <Link href={routes.compare(place)} className="link focus-ring rounded-sm underline">
            Before and after
          </Link>
        </p>
      )}
    </VerdictCard>
  )
}

function LaunchDate({ launchAt, now }: { launchAt: string | undefined; now: number }) {
  const place = usePlace()
  if (launchAt === undefined) {
    return (
      <Link href={routes.projectSettings(place)} className="link focus-ring rounded-sm py-1 underline">
        Set a launch date
      </Link>
    )
  }
  return (
    <p>
      Launch
      <span className="block font-medium text-foreground text-sm">{formatDay({ at: Date.parse(launchAt), now })}</span>
    </p>
  )
}
