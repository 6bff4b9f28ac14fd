'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { messageOf } from '@/components/data/api-error'
import { isActive } from '@/components/data/fold-run'
import { useCancelRun } from '@/components/data/hooks'
import { useStreamState } from '@/components/data/project-events'
import { usePlace } from '@/components/frame/place'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { useNow } from '@/components/ui/clock'
import type { RunDto } from '@/lib/contracts/run'
import { formatClock } from '@/lib/format/time'
import type { ProjectState } from '@/lib/roadmaps/state'
import { routes } from '@/lib/routes'
import { ProgressBar } from './progress-bar'
import { RunButton } from './run-button'
import { answerSoFar, endSentence, progressWords } from './run-words'
import { useSlowText } from './use-slow-text'

type RunHeadProps = { run: RunDto; state: ProjectState; title: ReactNode }

const TELL_EVERY_MS = 5_000
/** Trying again alone settles none of these. */
const WAITS_FOR_PEOPLE: ReadonlySet<string> = new Set(['needs-input', 'needs-permission'])

/** The top of a run: how far, how long, the answer so far, and the one live region of the page. */
export function RunHead({ run, state, title }: RunHeadProps) {
  const isLive = isActive(run)
  const words = isLive ? progressWords(run, state) : endSentence(run, state)
  const told = useSlowText(words, { everyMs: TELL_EVERY_MS, isFinal: !isLive })
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        {title}
        <div className="flex min-h-8 items-center gap-3 tabular-nums pointer-coarse:min-h-11">
          <span aria-hidden>
            {run.progress.done} of {run.progress.planned} checked
          </span>
          <Clock run={run} />
          {isLive ? <CancelButton run={run} /> : null}
        </div>
      </div>
      <ProgressBar done={run.progress.done} planned={run.progress.planned} isLive={isLive} />
      <p className="min-h-6 font-medium text-base max-sm:min-h-12">
        {isLive ? answerSoFar(state, run) : endSentence(run, state)}
      </p>
      <p role="status" className="sr-only">
        {told}
      </p>
      {/* The same height while it runs and after, so nothing moves when it ends. */}
      <div className="flex min-h-9 flex-wrap content-start items-center gap-2 max-sm:min-h-24 pointer-coarse:min-h-11 max-sm:pointer-coarse:min-h-24">
        {isLive ? <Connection /> : <Next run={run} state={state} />}
      </div>
    </Card>
  )
}

function Clock({ run }: { run: RunDto }) {
  const now = useNow('second')
  const started = Date.parse(run.startedAt ?? run.createdAt)
  const ended = run.finishedAt === null ? now : Date.parse(run.finishedAt)
  return (
    <span role="timer" aria-label="Time taken" className="w-12 text-right">
      {formatClock(ended - started)}
    </span>
  )
}

function Connection() {
  if (useStreamState() === 'lost') {
    return <p className="text-warn">Connection lost, retrying. What has arrived stays here.</p>
  }
  return <p className="text-muted-foreground">You can leave this page. The audit goes on and is kept.</p>
}

function CancelButton({ run }: { run: RunDto }) {
  const cancel = useCancelRun()
  if (!usePlace().canRun) return null
  return (
    <span className="flex items-center gap-2">
      <Button
        size="compact"
        pending={cancel.isPending || run.cancelRequested}
        pendingLabel="Stopping"
        onClick={() => cancel.mutate(run.id)}
      >
        Cancel
      </Button>
      {cancel.error === null ? null : (
        <span role="alert" className="text-fail text-xs">
          {messageOf(cancel.error)}
        </span>
      )}
    </span>
  )
}

function Next({ run, state }: { run: RunDto; state: ProjectState }) {
  const place = usePlace()
  const canRetry = run.results.some(
    ({ verdict, reason }) => verdict === 'unknown' && !WAITS_FOR_PEOPLE.has(reason ?? ''),
  )
  // What was cut short is first of all run again.
  if (run.status === 'interrupted' || run.status === 'cancelled') {
    return (
      <>
        <RunButton scope={run.scope} label="Run it again" />
        <Button asChild>
          <Link href={routes.project(place)}>Open project</Link>
        </Button>
      </>
    )
  }
  return (
    <>
      <Button asChild variant="primary">
        <Link href={routes.project(place)}>{state.blockers.length > 0 ? 'See what to fix first' : 'Open project'}</Link>
      </Button>
      {canRetry ? (
        <RunButton scope={{ kind: 'not-proven' }} label="Retry what is not proven" variant="secondary" />
      ) : null}
    </>
  )
}
