import type { RunSummaryDto } from '@/lib/contracts/run'
import { count } from '@/lib/format/count'

/** How many runs the trend shows at most. */
export const TREND_RUNS = 30

export type TrendPoint = {
  runId: string
  /** When the run ended, milliseconds. */
  at: number
  blockers: number
  /** Open findings, blockers included. */
  open: number
}

/** Finished full audits, oldest first, as they were judged then. */
export function trendOf(runs: readonly RunSummaryDto[]): TrendPoint[] {
  return runs
    .flatMap((run) =>
      run.kind === 'full' && run.snapshot !== null && run.finishedAt !== null
        ? [
            {
              runId: run.id,
              at: Date.parse(run.finishedAt),
              blockers: run.snapshot.blockers,
              open: run.snapshot.open.length,
            },
          ]
        : [],
    )
    .reverse()
}

/** The finding of the chart as one sentence. */
export function trendSentence(points: readonly TrendPoint[]): string {
  const first = points[0]?.blockers ?? 0
  const last = points.at(-1)?.blockers ?? 0
  const now = `${last} now`
  if (last === first) return `${count(last, 'launch blocker')}, as in the first of these audits.`
  return `${count(first, 'launch blocker')} ${last < first ? 'fell' : 'rose'} to ${now}.`
}
