import { expect, it } from 'vitest'
import { dateVerdict, dateWords, spanWords } from './certificate-dates'

const DAY = 86_400_000
const NOW = Date.parse('2026-11-20T12:00:00Z')

const iso = (days: number): string => new Date(NOW + days * DAY).toISOString()

it.each([
  [90, 40, 'good'],
  [90, 20, 'soon'],
  [90, 8, 'late'],
  [6.67, 3, 'good'],
  [6.67, 1.5, 'soon'],
  [6.67, 0.5, 'late'],
  [47, 11, 'soon'],
  [47, 4.7, 'late'],
  [398, 31, 'good'],
  [398, 25, 'soon'],
  [398, 9, 'late'],
  [90, -1, 'expired'],
  [90, 0, 'expired'],
  [90, 92, 'notYet'],
])('lifetime %d days, %d left: %s', (lifetimeDays, left, wanted) => {
  expect(dateVerdict({ notBefore: iso(left - lifetimeDays), notAfter: iso(left), lifetimeDays }, NOW)).toBe(wanted)
})

it('writes spans and dates', () => {
  expect([spanWords(12.9), spanWords(1.2), spanWords(0.3), spanWords(0.001)]).toEqual([
    '12 days',
    '1 day',
    '7 hours',
    '1 hour',
  ])
  expect(dateWords('2026-12-01T12:00:00.000Z')).toBe('2026-12-01 12:00 UTC')
  expect(dateWords('soon')).toBe('soon')
})
