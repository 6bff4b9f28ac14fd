import type { RateBurst } from '../../../evidence/web-rate'

const SURFACE_MS = 15 * 60_000
const MAX_KEPT = 500

const bursts = new Map<string, { at: number; burst: RateBurst }>()
const starts = new Map<string, number>()

function forget(now: number): void {
  for (const [key, { at }] of bursts) if (now - at > SURFACE_MS) bursts.delete(key)
  for (const [key, at] of starts) if (now - at > SURFACE_MS) starts.delete(key)
}

/** The burst this process sent to the same address less than 15 minutes ago; it is not repeated. */
export function recentBurst(key: string, now: number): RateBurst | undefined {
  forget(now)
  return bursts.get(key)?.burst
}

/** Remembers a burst, and that the project of this domain was asked. */
export function rememberBurst(key: string, burst: RateBurst, now: number): void {
  forget(now)
  if (bursts.size < MAX_KEPT) bursts.set(key, { at: now, burst })
}

/** Milliseconds until a further surface of a domain may be tried; claims the turn where that is now. */
export function claimTurn(domain: string, now: number, gapMs: number): number {
  forget(now)
  const wait = (starts.get(domain) ?? Number.NEGATIVE_INFINITY) + gapMs - now
  if (wait > 0) return wait
  starts.set(domain, now)
  return 0
}

/** For tests, which begin with an empty memory. */
export function forgetBursts(): void {
  bursts.clear()
  starts.clear()
}
