/**
 * The value of `work`, or `late` when the signal aborts first. Used to return what there is when the
 * soft deadline comes; the work itself is ended by the network of the run.
 */
export async function byDeadline<Value, Late>(
  signal: AbortSignal,
  work: Promise<Value>,
  late: Late,
): Promise<Value | Late> {
  if (signal.aborted) return late
  let stop = (): void => undefined
  const deadline = new Promise<Late>((resolve) => {
    stop = (): void => resolve(late)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([work, deadline])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
