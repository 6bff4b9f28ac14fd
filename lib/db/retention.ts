import { database } from './client'

/** Rows one step removes at most, so no step holds locks for long. */
const STEP = 2000
/** Enough for a long pause of housekeeping; what is left waits for the next round. */
const MOST_STEPS = 100

type Forgotten = { evidence: number; runs: number; events: number }

/** Removes who opened shared pages more than 90 days ago. Answers how many rows went. */
export async function forgetShareViews(): Promise<number> {
  let gone = 0
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const rows = await database('app').$queryRaw<{ removed: number }[]>`
      select lr_forget_share_views(${STEP}::int) as removed`
    const removed = rows[0]?.removed ?? 0
    gone += removed
    if (removed === 0) break
  }
  return gone
}

/** Removes the PDFs of shared pages nobody asked for in a week. Answers how many rows went. */
export async function forgetSharedPdfs(): Promise<number> {
  let gone = 0
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const rows = await database('app').$queryRaw<{ removed: number }[]>`
      select lr_forget_shared_pdfs(${STEP}::int) as removed`
    const removed = rows[0]?.removed ?? 0
    gone += removed
    if (removed === 0) break
  }
  return gone
}

/**
 * Removes what is older than we promise to keep: raw evidence after 90 days, runs with their results and the
 * activity log after 400. Pinned runs, runs under way and the last run of a project stay. The periods live in the
 * database function, which the working roles may call and not change. Answers how many rows went.
 */
export async function forgetOld(): Promise<Forgotten> {
  const gone = { evidence: 0, runs: 0, events: 0 }
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const rows = await database('app').$queryRaw<
      Forgotten[]
    >`select evidence, runs, events from lr_forget_old(${STEP}::int)`
    const { evidence, runs, events } = rows[0] ?? { evidence: 0, runs: 0, events: 0 }
    gone.evidence += evidence
    gone.runs += runs
    gone.events += events
    if (evidence + runs + events === 0) break
  }
  return gone
}

/** Removes messages two weeks after they were settled and events nothing can announce again. Answers how many rows went. */
export async function forgetNotices(): Promise<number> {
  let gone = 0
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const rows = await database('app').$queryRaw<{ count: number }[]>`select lr_forget_notices(${STEP}::int) as count`
    const count = rows[0]?.count ?? 0
    gone += count
    if (count === 0) break
  }
  return gone
}
