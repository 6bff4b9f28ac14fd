'use client'

import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'

const RenderedAt = createContext(0)

/** The moment the server rendered the page: what the first paint in the browser counts from, so both agree. */
export function ClockProvider({ renderedAt, children }: { renderedAt: number; children: ReactNode }) {
  return <RenderedAt value={renderedAt}>{children}</RenderedAt>
}

function ticker(everyMs: number) {
  const listeners = new Set<() => void>()
  let now = 0
  let timer: ReturnType<typeof setInterval> | undefined
  function tick() {
    now = Date.now()
    for (const listener of listeners) listener()
  }
  return {
    subscribe(listener: () => void) {
      listeners.add(listener)
      timer ??= setInterval(tick, everyMs)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
    read() {
      // A store that nobody ticks is old; a snapshot must not change between two reads of one render.
      if (Date.now() - now >= everyMs) now = Date.now()
      return now
    },
  }
}

const seconds = ticker(1_000)
const coarse = ticker(20_000)

/** The time in milliseconds: every second, or about three times a minute. */
export function useNow(pace: 'second' | 'coarse' = 'coarse'): number {
  const renderedAt = useContext(RenderedAt)
  const store = pace === 'second' ? seconds : coarse
  return useSyncExternalStore(store.subscribe, store.read, () => renderedAt)
}

let offset: number | undefined

/**
 * How far the server's clock is ahead of this computer's: the page was rendered just before its first byte came
 * in, so the error is one way through the network.
 */
function serverOffset(renderedAt: number): number {
  if (typeof window === 'undefined') return 0
  if (offset === undefined) {
    const [navigation] = performance.getEntriesByType('navigation')
    const begun = navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : 0
    offset = begun === 0 ? 0 : renderedAt - (performance.timeOrigin + begun)
  }
  return offset
}

/** The server's time in milliseconds: the same second for everybody who looks. */
export function useServerNow(pace: 'second' | 'coarse' = 'coarse'): number {
  const renderedAt = useContext(RenderedAt)
  const now = useNow(pace)
  return now === renderedAt ? now : now + serverOffset(renderedAt)
}
