import { describe, expect, it } from 'vitest'
import { count } from './count'
import { formatEffort, formatEffortSum } from './effort'
import { formatClock, formatDay, formatDuration, formatExact, formatMinutes, formatRelative, formatUntil } from './time'
import { visibleText } from './visible-text'

const NOW = Date.UTC(2026, 10, 20, 14, 2, 0)
const MINUTE = 60_000

describe('times', () => {
  it.each([
    ['a moment ago', 3_000, 'just now'],
    ['a clock slightly ahead', -5_000, 'just now'],
    ['under two minutes stays in seconds', 95_000, '90 seconds ago'],
    ['two minutes', 2 * MINUTE, '2 minutes ago'],
    ['one hour', 60 * MINUTE, '1 hour ago'],
    ['yesterday', 30 * 60 * MINUTE, '1 day ago'],
    ['long ago is a date', 30 * 24 * 60 * MINUTE, 'on 21 Oct'],
    ['another year is named', 400 * 24 * 60 * MINUTE, 'on 16 Oct 2025'],
  ])('%s', (_name, passed, expected) => {
    expect(formatRelative({ at: NOW - passed, now: NOW })).toBe(expected)
  })

  it.each([
    ['a moment that passed', -1, 'now'],
    ['under two minutes stays in seconds', 95_000, 'in 95 s'],
    ['half an hour', 30 * MINUTE, 'in 30 minutes'],
    ['a week', 7 * 24 * 60 * MINUTE, 'in 7 days'],
    ['long is a date', 30 * 24 * 60 * MINUTE, 'on 20 Dec'],
  ])('%s, ahead', (_name, left, expected) => {
    expect(formatUntil({ at: NOW + left, now: NOW })).toBe(expected)
  })

  it('names the zone beside an exact time', () => {
    expect(formatExact(NOW)).toBe('20 Nov 2026, 14:02 UTC')
    expect(formatDay({ at: NOW, now: NOW })).toBe('20 Nov')
  })

  it.each([
    [0, '0 ms'],
    [840, '840 ms'],
    [2_340, '2.3 s'],
    [34_000, '34 s'],
    [119_000, '119 s'],
    [180_000, '3 min'],
    [8_400_000, '2 h 20 min'],
    [7_200_000, '2 h'],
  ])('%d ms reads %s', (ms, expected) => {
    expect(formatDuration(ms)).toBe(expected)
  })

  it('runs as a clock', () => {
    expect(formatClock(41_900)).toBe('0:41')
    expect(formatClock(725_000)).toBe('12:05')
    expect(formatMinutes(59.6)).toBe('1 h')
  })
})

describe('effort', () => {
  it('adds up to the upper bounds', () => {
    expect(formatEffort('S')).toBe('up to 15 min')
    expect(formatEffortSum(['S', 'M', 'M'])).toBe('about 2 h 15 min')
    expect(formatEffortSum([])).toBeUndefined()
  })
})

describe('foreign text', () => {
  it('writes out what would hide or reorder', () => {
    expect(visibleText('v=spf1\u202e lla-\u0000\u001b[2J')).toBe('v=spf1⟨U+202E⟩ lla-␀␛[2J')
    expect(visibleText('a\u200bb\ufeff')).toBe('a⟨U+200B⟩b⟨U+FEFF⟩')
  })

  it('keeps lines, tabs and every script', () => {
    expect(visibleText('Zürich\n\t北京 שלום 🙂')).toBe('Zürich\n\t北京 שלום 🙂')
  })
})

it('counts with a noun', () => {
  expect(count(1, 'blocker')).toBe('1 blocker')
  expect(count(2, 'reply', 'replies')).toBe('2 replies')
})
