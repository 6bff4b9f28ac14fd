'use client'

import type { ReactNode } from 'react'
import { derivedOfRun } from '@/components/data/derived'
import { isActive } from '@/components/data/fold-run'
import { useRun } from '@/components/data/hooks'
import { Card } from '@/components/ui/card'
import { Fold } from '@/components/ui/fold'
import { ForeignText } from '@/components/ui/foreign-text'
import { Skeleton } from '@/components/ui/skeleton'
import { StatusBadge } from '@/components/ui/status-badge'
import { Ago } from '@/components/ui/time'
import type { RunDto } from '@/lib/contracts/run'
import { formatDuration } from '@/lib/format/time'
import { familyProgress } from './families'
import { ResultList } from './result-list'
import { RunHead } from './run-head'
import { runTitle } from './run-words'

/** A run, live or over: the same page. `heading` is the level its title has where it is shown. */
export function RunView({ runId, heading: Heading = 'h1' }: { runId: string; heading?: 'h1' | 'h2' }) {
  const run = useRun(runId)
  return (
    <RunBody
      run={run}
      title={
        <div className="min-w-0">
          <Heading className="font-semibold text-title">
            {runTitle(run)} of <ForeignText text={run.target.domain} />
          </Heading>
          <p className="text-muted-foreground text-xs">
            Started <Ago at={run.createdAt} />
          </p>
        </div>
      }
    />
  )
}

function RunBody({ run, title }: { run: RunDto; title: ReactNode }) {
  const isLive = isActive(run)
  return (
    <div className="flex flex-col gap-6">
      <RunHead run={run} state={derivedOfRun(run)} title={title} />
      <Families run={run} isLive={isLive} />
      <ResultList run={run} isLive={isLive} />
      <LiveLog run={run} />
    </div>
  )
}

function Families({ run, isLive }: { run: RunDto; isLive: boolean }) {
  const families = familyProgress(run)
  if (families.length === 0) return isLive ? <FamiliesToCome /> : null
  return (
    <ul aria-label="Progress by area" className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-6">
      {families.map(({ name, planned, done, passed, worst }) => (
        <li key={name}>
          <Card className="flex h-full flex-col gap-1.5 p-3">
            <span className="font-medium">{name}</span>
            <StatusBadge status={isLive && done < planned ? 'running' : (worst ?? 'unknown')} className="self-start" />
            <span className="text-muted-foreground text-xs tabular-nums">
              {isLive && done < planned ? `${done} of ${planned} checked` : `${passed} of ${planned} fine`}
            </span>
          </Card>
        </li>
      ))}
    </ul>
  )
}

/** Holds the place until the plan of the run is known. */
function FamiliesToCome() {
  return (
    <div aria-hidden className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-6">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((place) => (
        <Skeleton key={place} className="h-[98px]" />
      ))}
    </div>
  )
}

const STEP_WORDS = { ok: 'done', absent: 'left out', error: 'could not look' } as const

/** What was looked at, in the order it came in. */
function LiveLog({ run }: { run: RunDto }) {
  if (run.evidence.length === 0) return null
  return (
    <Fold title={`Log (${run.evidence.length})`}>
      <ol className="flex flex-col gap-1 rounded-card border p-3 font-mono text-code">
        {run.evidence
          .toSorted((left, right) => left.seq - right.seq)
          .map((step) => (
            <li key={step.key} className="flex flex-wrap gap-x-3">
              <span className="min-w-0 flex-1">{step.title}</span>
              <span className="text-muted-foreground">
                {STEP_WORDS[step.status]}
                {step.reason === null ? '' : ` (${step.reason})`}, {formatDuration(step.ms)}
              </span>
            </li>
          ))}
      </ol>
    </Fold>
  )
}
