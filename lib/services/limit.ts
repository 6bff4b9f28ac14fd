import { type Bucket, returnPermit, takePermit } from '../db/rate-limit'
import { AppError } from '../errors'

/**
 * Takes one permit of each limit for something that may turn out not to be needed, and gives them back then.
 * Throws `limit` with the longest wait; nothing was taken then.
 */
export async function spendAll(buckets: readonly Bucket[]): Promise<{ giveBack: () => Promise<void> }> {
  const waits = await Promise.all(buckets.map(async (bucket) => ({ bucket, wait: await takePermit(bucket) })))
  const taken = waits.filter(({ wait }) => wait === 0).map(({ bucket }) => bucket)
  const giveBack = async (): Promise<void> => {
    await Promise.all(taken.map(returnPermit))
  }
  const longest = Math.max(0, ...waits.map(({ wait }) => wait))
  if (longest === 0) return { giveBack }
  await giveBack()
  throw new AppError('limit', { retryAfterSeconds: Math.ceil(longest) })
}

/** Takes one permit of a limit or throws `limit` with the seconds to wait. */
export async function spend(bucket: Bucket): Promise<void> {
  const wait = await takePermit(bucket)
  if (wait > 0) throw new AppError('limit', { retryAfterSeconds: Math.ceil(wait) })
}
