import { database } from './client'

const STEP = 500
/** What is left of a long pause waits for the next round. */
const MOST_STEPS = 20

/**
 * Seals the events of the activity that are not sealed yet, each with the one before it in its workspace. Answers how
 * many; none where another process is at it.
 */
export async function sealEvents(): Promise<number> {
  let done = 0
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const rows = await database('app').$queryRaw<{ count: number }[]>`select lr_seal_events(${STEP}::int) as count`
    const count = rows[0]?.count ?? 0
    done += count
    if (count < STEP) break
  }
  return done
}
