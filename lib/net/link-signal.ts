export type LinkedSignal = {
  signal: AbortSignal
  /** Whether the time limit, not the parent, ended it. */
  timedOut(): boolean
  /** Removes listener and timer. Must be called in `finally`. */
  release(): void
}

/**
 * A signal that ends with its parent or after `ms`, whichever comes first. Used instead of
 * `AbortSignal.any`, which keeps memory alive for as long as a long-lived parent exists.
 */
export function linkSignal(parent: AbortSignal | undefined, ms?: number): LinkedSignal {
  const controller = new AbortController()
  let late = false
  const onParent = () => controller.abort(parent?.reason)
  const timer =
    ms === undefined
      ? undefined
      : setTimeout(() => {
          late = true
          controller.abort(new DOMException('The time limit was reached', 'TimeoutError'))
        }, ms)
  if (parent?.aborted) onParent()
  else parent?.addEventListener('abort', onParent, { once: true })
  return {
    signal: controller.signal,
    timedOut: () => late,
    release: () => {
      clearTimeout(timer)
      parent?.removeEventListener('abort', onParent)
    },
  }
}
