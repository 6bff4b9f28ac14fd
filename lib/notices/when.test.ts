import { describe, expect, test } from 'vitest'
import { GIVE_UP_MS, nextTry, sendAt, USUAL_PACE } from './when'

const iso = (text: string) => Date.parse(text)
const shown = (moment: number) => new Date(moment).toISOString()

describe('the day of a person', () => {
  const lisbon = { ...USUAL_PACE, timeZone: 'Europe/Lisbon' }
  test.each([
    ['at once without quiet hours', '2026-03-10T23:10:00Z', USUAL_PACE, '2026-03-10T23:10:00.000Z'],
    [
      'at once outside of them',
      '2026-03-10T12:00:00Z',
      { ...lisbon, quietFrom: 22, quietTo: 7 },
      '2026-03-10T12:00:00.000Z',
    ],
    ['after the night', '2026-03-10T23:10:00Z', { ...lisbon, quietFrom: 22, quietTo: 7 }, '2026-03-11T07:00:00.000Z'],
    [
      'after the night, in the small hours',
      '2026-03-11T03:10:00Z',
      { ...lisbon, quietFrom: 22, quietTo: 7 },
      '2026-03-11T07:00:00.000Z',
    ],
    [
      'after quiet hours by day',
      '2026-03-10T13:10:00Z',
      { ...lisbon, quietFrom: 13, quietTo: 15 },
      '2026-03-10T15:00:00.000Z',
    ],
    [
      'with the mail of the day',
      '2026-03-10T06:10:00Z',
      { ...lisbon, pace: 'daily' as const },
      '2026-03-10T08:00:00.000Z',
    ],
    [
      'with the mail of the next day',
      '2026-03-10T08:10:00Z',
      { ...lisbon, pace: 'daily' as const },
      '2026-03-11T08:00:00.000Z',
    ],
    ['in summer time', '2026-07-10T08:10:00Z', { ...lisbon, pace: 'daily' as const }, '2026-07-11T07:00:00.000Z'],
    [
      'on the day an hour is missing',
      '2026-03-28T12:00:00Z',
      { ...lisbon, pace: 'daily' as const, dailyHour: 1 },
      '2026-03-30T00:00:00.000Z',
    ],
    [
      'where the clock stands at half past',
      '2026-03-10T02:00:00Z',
      { ...USUAL_PACE, timeZone: 'Asia/Kolkata', pace: 'daily' as const },
      '2026-03-10T02:30:00.000Z',
    ],
    [
      'in a zone nobody knows',
      '2026-03-10T06:10:00Z',
      { ...USUAL_PACE, timeZone: 'Mars/Olympus', pace: 'daily' as const },
      '2026-03-10T08:00:00.000Z',
    ],
  ])('%s', (_, at, pace, expected) => {
    expect(shown(sendAt(iso(at), pace))).toBe(expected)
  })
})

describe('trying again', () => {
  test('waits twice as long each time and an hour at most, for a day', () => {
    let at = 0
    const pauses: number[] = []
    for (let attempts = 1; ; attempts += 1) {
      const next = nextTry({ attempts, at, giveUpAt: GIVE_UP_MS })
      if (next === undefined) break
      pauses.push((next - at) / 1000)
      at = next
    }
    expect(pauses.slice(0, 9)).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600])
    expect(at).toBeGreaterThan(22 * 3_600_000)
    expect(at).toBeLessThanOrEqual(GIVE_UP_MS)
    expect(pauses.length).toBeGreaterThan(25)
  })

  test('a server that was away for an hour gets the message in the hour after', () => {
    let at = 0
    for (let attempts = 1; at < 3_600_000; attempts += 1)
      at = nextTry({ attempts, at, giveUpAt: GIVE_UP_MS }) ?? Infinity
    expect(at).toBeLessThan(2 * 3_600_000 + 1)
  })

  test('does what the far end asks for, within the hour', () => {
    expect(nextTry({ attempts: 1, at: 0, giveUpAt: GIVE_UP_MS, waitMs: 90_000 })).toBe(90_000)
    expect(nextTry({ attempts: 1, at: 0, giveUpAt: GIVE_UP_MS, waitMs: 9e9 })).toBe(3_600_000)
  })
})
