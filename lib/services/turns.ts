import { AppError } from '../errors'

type Limits = {
  /** Pieces of work under way at the same time. */
  atOnce: number
  /** Further ones that wait; beyond that everybody is refused with `unavailable`. */
  waiting: number
}

/** Lets work of one kind run a few at a time, in the order it came. */
export function turns({ atOnce, waiting }: Limits): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let running = 0
  const line: (() => void)[] = []
  return async (work) => {
    if (running >= atOnce) {
      if (line.length >= waiting) throw new AppError('unavailable', { retryAfterSeconds: 5 })
      await new Promise<void>((resolve) => line.push(resolve))
    } else {
      running += 1
    }
    try {
      return await work()
    } finally {
      const next = line.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
