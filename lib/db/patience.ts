import { setTimeout as sleep } from 'node:timers/promises'
import { logger } from '../log'
import { isUnavailable } from './problems'

/** How long work waits for a database that is away before it is given up. */
const PATIENCE_MS = 45_000
const RETRY_MS = 500

/**
 * Repeats work that failed because the database was away, for up to 45 seconds. The work must be safe to
 * repeat: one transaction whose rows are replaced by key. `enough` ends the waiting early.
 */
export async function patiently<Result>(
  work: () => Promise<Result>,
  { what, enough = () => false }: { what: string; enough?: () => boolean },
): Promise<Result> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isUnavailable(error) || performance.now() > until || enough()) throw error
      logger('database').warn({ what, err: String(error) }, 'the database is away; trying again')
      await sleep(RETRY_MS)
    }
  }
}
