import { logger } from '../log'
import { recheckProofs } from '../services/ownership/recheck-proofs'

const FIRST_MS = 90_000
const EVERY_MS = 5 * 60_000

/** Looks every five minutes for proofs of ownership whose daily look is due, until the returned function is called. */
export function startOwnershipRechecks(): () => void {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout
  const later = (ms: number): void => {
    timer = setTimeout(() => {
      recheckProofs(stopping.signal)
        .catch((error: unknown) => logger('ownership').warn({ err: String(error) }, 'could not look at proofs'))
        .finally(() => {
          if (!stopping.signal.aborted) later(EVERY_MS)
        })
    }, ms)
    timer.unref()
  }
  later(FIRST_MS)
  return () => {
    stopping.abort()
    clearTimeout(timer)
  }
}
