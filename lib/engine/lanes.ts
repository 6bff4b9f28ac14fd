import { LANES, type Lane } from './collector'

/** Runs work in lanes of bounded width; waiting work starts in the order it came. */
export function createLanes(
  widths: Partial<Record<Lane, number>> = {},
): <T>(lane: Lane, work: () => Promise<T>) => Promise<T> {
  const free = new Map<Lane, number>()
  const waiting = new Map<Lane, (() => void)[]>()
  const room = (lane: Lane): number => free.get(lane) ?? widths[lane] ?? LANES[lane]

  const enter = (lane: Lane): Promise<void> => {
    if (room(lane) > 0) {
      free.set(lane, room(lane) - 1)
      return Promise.resolve()
    }
    return new Promise((resolve) => {
      const queue = waiting.get(lane) ?? []
      queue.push(resolve)
      waiting.set(lane, queue)
    })
  }
  const leave = (lane: Lane): void => {
    const next = waiting.get(lane)?.shift()
    if (next === undefined) free.set(lane, room(lane) + 1)
    else next()
  }

  return async (lane, work) => {
    await enter(lane)
    try {
      return await work()
    } finally {
      leave(lane)
    }
  }
}
