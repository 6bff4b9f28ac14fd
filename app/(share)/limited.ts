import { sourceKey } from '@/lib/auth/source'
import { isUnavailable } from '@/lib/db/problems'
import { type LimitName, takePermit } from '@/lib/db/rate-limit'
import { AppError } from '@/lib/errors'
import { logger } from '@/lib/log'

/** Seconds somebody has to wait; 0 when this may go on. Counted per source. */
export function waitFor(limit: LimitName, request: Request): Promise<number> {
  return takePermit({ limit, key: sourceKey(request.headers) })
}

/** Which of our own failures an error is. The token in the address is never written down. */
export function statusOf(error: unknown): 500 | 503 {
  const isAway = isUnavailable(error) || (error instanceof AppError && error.code === 'unavailable')
  logger('share').error({ err: isAway ? 'database unavailable' : error }, 'a shared page could not be shown')
  return isAway ? 503 : 500
}
