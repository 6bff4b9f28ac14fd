import type { RateBurst } from '../../../evidence/web-rate'
import type { Turns } from '../ports'

export const SURFACE_MS = 15 * 60_000
const MAX_KEPT = 500

const bursts = new Map<string, { at: number; burst: RateBurst }>()
const taken = new Map<string, number>()

function forget(now: number): void {
  for (const [key, { at }] of bursts) if (now - at > SURFACE_MS) bursts.delete(key)
  for (const [key, at] of taken) if (now - at > SURFACE_MS) taken.delete(key)
}

/** The burst this process sent to the same address less than 15 minutes ago; it is not repeated. */
export function recentBurst(key: string, now: number): RateBurst | undefined {
  forget(now)
  return bursts.get(key)?.burst
}

/** Remembers a burst for the further runs of this process. */
export function rememberBurst(key: string, burst: RateBurst, now: number): void {
  forget(now)
  if (bursts.size < MAX_KEPT) bursts.set(key, { at: now, burst })
}

/** Turns of this process alone, for where nothing is shared: one command, one test. `gapMs` lies between two surfaces. */
export function ownTurns({ gapMs, now }: { gapMs: number; now: () => number }): Turns {
  return {
    take: async (kind, key) => {
      forget(now())
      const place = `${kind} ${key}`
      const wait = (taken.get(place) ?? Number.NEGATIVE_INFINITY) + (kind === 'surface' ? SURFACE_MS : gapMs) - now()
      if (wait > 0) return wait
      taken.set(place, now())
      return 0
    },
    giveBack: async (kind, key) => {
      taken.delete(`${kind} ${key}`)
    },
  }
}

/** For tests, which begin with an empty memory. */
export function forgetBursts(): void {
  bursts.clear()
  taken.clear()
}
