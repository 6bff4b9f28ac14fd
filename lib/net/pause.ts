/** Waits for `ms` milliseconds, or until the signal aborts; never rejects. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>

/** The pauses of a run. `pace` is the share of them that is really waited: 1 in the product, less in a laboratory. */
export function createPause(pace: number): Pause {
  return (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const done = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms * pace)
      signal.addEventListener('abort', done, { once: true })
    })
}
