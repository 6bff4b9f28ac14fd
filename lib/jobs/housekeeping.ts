import { sweepPermits } from '../db/rate-limit'
import { sweepSessions } from '../db/sessions'
import { logger } from '../log'

const EVERY_MS = 60 * 60_000

/** Forgets what has no use any more: full rate-limit buckets, sessions that ended a month ago. */
async function tidy(): Promise<void> {
  await sweepPermits()
  await sweepSessions()
}

/** Tidies once an hour until the returned function is called. */
export function startHousekeeping(): () => void {
  const timer = setInterval(() => {
    tidy().catch((error: unknown) => logger('housekeeping').warn({ err: String(error) }, 'could not tidy up'))
  }, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
