import type { RunDto, RunSummaryDto } from '@/lib/contracts/run'
import { count } from '@/lib/format/count'
import { formatDuration } from '@/lib/format/time'
import type { ProjectState } from '@/lib/roadmaps/state'

/** What a run is about: "Audit", "Audit of one stage", "Re-check". */
export function runTitle(run: Pick<RunSummaryDto, 'scope'>): string {
  switch (run.scope.kind) {
    case 'full':
      return 'Audit'
    case 'stage':
      return 'Audit of one stage'
    case 'not-proven':
      return 'Retry of what is not proven'
    case 'checks':
      return run.scope.checks.length === 1 ? 'Re-check' : `Re-check of ${run.scope.checks.length} checks`
  }
}

/** The answer while it is still forming. */
export function answerSoFar(state: ProjectState, run: Pick<RunDto, 'results'>): string {
  if (run.results.length === 0) return 'Starting. The first results show within seconds.'
  if (state.blockers.length === 0) return 'No launch blocker so far.'
  return `NO-GO so far: ${count(state.blockers.length, 'launch blocker')}.`
}

/** How a run ended, in one sentence. */
export function endSentence(run: RunDto, state: ProjectState): string {
  if (run.status === 'cancelled') return 'Cancelled. What was checked by then is kept.'
  if (run.status === 'interrupted') return run.error ?? 'Interrupted on our side. What was checked by then is kept.'
  const took =
    run.finishedAt === null
      ? ''
      : ` in ${formatDuration(Date.parse(run.finishedAt) - Date.parse(run.startedAt ?? run.createdAt))}`
  if (run.kind !== 'full') return `Done${took}.`
  const open = state.mustHaves.filter((mustHave) => mustHave.state === 'not-proven').length
  const blockers = state.blockers.length === 0 ? 'No blocker' : count(state.blockers.length, 'blocker')
  return open === 0
    ? `Done${took}. ${blockers}.`
    : `Done${took}. ${blockers}, ${count(open, 'must-have')} not proven yet.`
}

/** "41 of 52 checked, 2 blockers": what a screen reader hears while a run goes on. */
export function progressWords(run: RunDto, state: ProjectState): string {
  const { done, planned } = run.progress
  const checked = planned === 0 ? 'About to start' : `${done} of ${planned} checked`
  return state.blockers.length === 0 ? checked : `${checked}, ${count(state.blockers.length, 'blocker')}`
}
