import { sweepPermits } from '../db/rate-limit'
import { forgetNotices, forgetOld, forgetSharedPdfs, forgetShareViews } from '../db/retention'
import { sweepSessions } from '../db/sessions'
import { logger } from '../log'

/** Soon after the start too: an installation that is stopped every evening must not keep things for ever. */
const FIRST_MS = 60_000
const EVERY_MS = 60 * 60_000

/** Forgets what has no use any more, and what is older than we promise to keep. */
async function tidy(): Promise<void> {
  await sweepPermits()
  await sweepSessions()
  await forgetShareViews()
  await forgetSharedPdfs()
  await forgetNotices()
  const gone = await forgetOld()
  if (gone.evidence + gone.runs + gone.events > 0) logger('housekeeping').info(gone, 'removed what is old')
}

/** Tidies a minute after the start and then once an hour, until the returned function is called. */
export function startHousekeeping(): () => void {
  let timer: NodeJS.Timeout
  const later = (ms: number): void => {
    timer = setTimeout(() => {
      tidy()
        .catch((error: unknown) => logger('housekeeping').warn({ err: String(error) }, 'could not tidy up'))
        .finally(() => later(EVERY_MS))
    }, ms)
    timer.unref()
  }
  later(FIRST_MS)
  return () => clearTimeout(timer)
}
