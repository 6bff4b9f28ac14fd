import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NO_DECISIONS } from '@/lib/contracts/derivable'
import type { ProjectStateDto } from '@/lib/contracts/project'
import { nextExpiry, watchExpiry } from './next-expiry'

const NOW = '2026-11-20T12:00:00.000Z'
const at = (ms: number) => new Date(Date.parse(NOW) + ms).toISOString()

function confirmed(expiresAt: string | null): ProjectStateDto['decisions']['confirmations'][number] {
  return { id: crypto.randomUUID(), itemId: 'x', statementVersion: 1, by: 'Ana', at: NOW, expiresAt }
}

type Timed = Pick<ProjectStateDto, 'now' | 'decisions'>

function stateWith(...ends: (string | null)[]): Timed {
  return { now: NOW, decisions: { ...NO_DECISIONS, confirmations: ends.map(confirmed) } }
}

beforeEach(() => {
  // This machine is two days behind the server.
  vi.useFakeTimers({ now: Date.parse(NOW) - 172_800_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the next expiry', () => {
  it.each([
    ['nothing confirmed', [], undefined],
    ['what never expires', [null], undefined],
    ['what has expired already', [at(-1), at(0)], undefined],
    ['the first of several', [at(9000), null, at(5000)], 5000],
  ])('%s', (_, ends, expected) => {
    const next = nextExpiry(stateWith(...ends))
    expect(next === undefined ? undefined : next - Date.parse(NOW)).toBe(expected)
  })

  it('moves the clock of an open page on, by the time of the server', () => {
    const seen = vi.fn<(state: Timed) => void>()
    watchExpiry({ seenAt: Date.now(), state: stateWith(at(5000)), onExpiry: seen })
    vi.advanceTimersByTime(4999)
    expect(seen).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(seen.mock.calls[0]?.[0].now).toBe(at(5000))
  })

  it('comes no later because results came in between', () => {
    const seen = vi.fn<(state: Timed) => void>()
    const seenAt = Date.now()
    vi.advanceTimersByTime(3000)
    watchExpiry({ seenAt, state: stateWith(at(5000)), onExpiry: seen })
    vi.advanceTimersByTime(2000)
    expect(seen.mock.calls[0]?.[0].now).toBe(at(5000))
  })

  it('months away is waited for in steps a timer can hold', () => {
    const seen = vi.fn<(state: Timed) => void>()
    watchExpiry({ seenAt: Date.now(), state: stateWith(at(90 * 86_400_000)), onExpiry: seen })
    vi.advanceTimersByTime(2_147_000_000)
    expect(seen.mock.calls[0]?.[0].now).toBe(at(2_147_000_000))
  })

  it('is not waited for any more once that was taken back', () => {
    const seen = vi.fn<(state: Timed) => void>()
    const stop = watchExpiry({ seenAt: Date.now(), state: stateWith(at(5000)), onExpiry: seen })
    stop()
    vi.advanceTimersByTime(10_000)
    expect(seen).not.toHaveBeenCalled()
  })
})
