export type LinkedSignal = {
  signal: AbortSignal
  /** Whether the time limit, not the parent, ended it. */
  timedOut(): boolean
  /** Removes listener and timer. Must be called in `finally`. */
  release(): void
}

/**
 * A signal that ends with its parent (or the first of several) or after `ms`, whichever comes first. Used instead of
 * `AbortSignal.any`, which keeps memory alive for as long as a long-lived parent exists.
 */
export function linkSignal(parent: AbortSignal | readonly AbortSignal[] | undefined, ms?: number): LinkedSignal {
  const parents = parent === undefined ? [] : [parent].flat()
  const controller = new AbortController()
  let late = false
  const onParent = () => controller.abort(parents.find((signal) => signal.aborted)?.reason)
  const timer =
    ms === undefined
      ? undefined
      : setTimeout(() => {
          late = true
          controller.abort(new DOMException('The time limit was reached', 'TimeoutError'))
        }, ms)
  for (const signal of parents) signal.addEventListener('abort', onParent, { once: true })
  if (parents.some((signal) => signal.aborted)) onParent()
  return {
    signal: controller.signal,
    timedOut: () => late,
    release: () => {
      clearTimeout(timer)
      for (const signal of parents) signal.removeEventListener('abort', onParent)
    },
  }
}
