import { sealEvents } from '../db/seals'
import { logger } from '../log'

const EVERY_MS = 30_000

/** Seals new events of the activity now and then, until the returned function is called. */
export function startSealing(): () => void {
  let timer: NodeJS.Timeout
  const later = (): void => {
    timer = setTimeout(() => {
      sealEvents()
        .catch((error: unknown) => logger('activity').warn({ err: String(error) }, 'could not seal events'))
        .finally(later)
    }, EVERY_MS)
    timer.unref()
  }
  later()
  return () => clearTimeout(timer)
}
