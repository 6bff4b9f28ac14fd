import type { ProjectEventDto } from '@/lib/contracts/events'
import type { ProjectStateDto } from '@/lib/contracts/project'
import type { CheckResultDto } from '@/lib/contracts/result'
import type { EvidenceStepDto, RunDto, RunStatus, RunSummaryDto } from '@/lib/contracts/run'

export type RunEvent = Extract<ProjectEventDto, { type: 'run' }>

const ACTIVE: ReadonlySet<RunStatus> = new Set(['queued', 'running'])

/** Whether a run can still write rows. */
export function isActive(run: Pick<RunSummaryDto, 'status'>): boolean {
  return ACTIVE.has(run.status)
}

function mergeBy<Row>(rows: readonly Row[], fresh: readonly Row[], key: (row: Row) => string): Row[] {
  if (fresh.length === 0) return [...rows]
  const merged = new Map(rows.map((row) => [key(row), row]))
  for (const row of fresh) merged.set(key(row), row)
  return [...merged.values()]
}

function newerSummary(held: RunSummaryDto, fresh: RunSummaryDto): RunSummaryDto {
  const isOlder = fresh.attempt < held.attempt || (fresh.attempt === held.attempt && fresh.seq < held.seq)
  const wouldRevive = !isActive(held) && isActive(fresh)
  return isOlder || wouldRevive ? held : fresh
}

/** The run with the rows of one event laid in. Folding the same event twice changes nothing. */
export function foldRun(run: RunDto, event: RunEvent): RunDto {
  return {
    ...run,
    ...newerSummary(run, event.run),
    planned: event.planned ?? run.planned,
    results: mergeBy<CheckResultDto>(run.results, event.results, (row) => row.checkId),
    evidence: mergeBy<EvidenceStepDto>(run.evidence, event.evidence, (row) => row.key),
  }
}

/** The state of the project after one event: of two results of a check the one judged later stays. */
export function foldState(state: ProjectStateDto, event: RunEvent): ProjectStateDto {
  const held = new Map(state.results.map((row) => [row.checkId, row]))
  const fresh = event.results.filter((row) => {
    const known = held.get(row.checkId)
    return known === undefined || known.judgedAt <= row.judgedAt
  })
  return {
    ...state,
    results: mergeBy(state.results, fresh, (row) => row.checkId),
    activeRun: activeAfter(state.activeRun, event.run),
  }
}

function activeAfter(held: RunSummaryDto | null, run: RunSummaryDto): RunSummaryDto | null {
  if (held === null) return isActive(run) ? run : null
  if (held.id === run.id) {
    const newer = newerSummary(held, run)
    return isActive(newer) ? newer : null
  }
  // A full run is the one a project shows; a re-check beside it does not take its place.
  return isActive(run) && run.kind === 'full' && held.kind !== 'full' ? run : held
}

/**
 * Two views of one run that crossed on their way: an answer that was asked for before an event arrived must
 * not take the event's rows away again. The newer summary stays, and so does every row of either.
 */
export function mergeRun(held: RunDto | undefined, fresh: RunDto): RunDto {
  if (held === undefined || newerSummary(held, fresh) === fresh) return fresh
  return {
    ...held,
    results: mergeBy(fresh.results, held.results, (row) => row.checkId),
    evidence: mergeBy(fresh.evidence, held.evidence, (row) => row.key),
  }
}

/** The fresh state of a project, with the results that were judged after it was read. */
export function mergeState(held: ProjectStateDto | undefined, fresh: ProjectStateDto): ProjectStateDto {
  if (held === undefined) return fresh
  const known = new Map(fresh.results.map((row) => [row.checkId, row]))
  const checks = new Set(fresh.checks.map(({ id }) => id))
  const later = held.results.filter((row) => {
    const other = known.get(row.checkId)
    return checks.has(row.checkId) && (other === undefined || other.judgedAt < row.judgedAt)
  })
  return later.length === 0 ? fresh : { ...fresh, results: mergeBy(fresh.results, later, (row) => row.checkId) }
}
