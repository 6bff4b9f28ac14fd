import { type Bucket, takePermit } from '../db/rate-limit'
import { AppError } from '../errors'

/** Takes one permit of a limit or throws `limit` with the seconds to wait. */
export async function spend(bucket: Bucket): Promise<void> {
  const wait = await takePermit(bucket)
  if (wait > 0) throw new AppError('limit', { retryAfterSeconds: Math.ceil(wait) })
}
