// The server process and the route bundles are separate module graphs; they meet on globalThis.
const shared = globalThis as typeof globalThis & { lrShutdown?: { begun: boolean; listeners: Set<() => void> } }

function state() {
  shared.lrShutdown ??= { begun: false, listeners: new Set() }
  return shared.lrShutdown
}

/** Calls back once when this process begins to stop; returns the way to take that back. */
export function onShutdown(listener: () => void): () => void {
  const { listeners, begun } = state()
  if (begun) queueMicrotask(listener)
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Tells open streams to end: the process is stopping. */
export function beginShutdown(): void {
  const current = state()
  current.begun = true
  for (const listener of [...current.listeners]) listener()
}
