const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const EXACT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
})
const DAY_ONLY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const DAY_AND_YEAR = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

function unit(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'} ago`
}

/** How long ago a moment was, in words; both in milliseconds. A moment in the future reads "just now". */
export function formatRelative({ at, now }: { at: number; now: number }): string {
  const passed = now - at
  if (passed < 10 * SECOND) return 'just now'
  if (passed < 2 * MINUTE) return unit(Math.floor(passed / (10 * SECOND)) * 10, 'second')
  if (passed < HOUR) return unit(Math.floor(passed / MINUTE), 'minute')
  if (passed < DAY) return unit(Math.floor(passed / HOUR), 'hour')
  if (passed < 14 * DAY) return unit(Math.floor(passed / DAY), 'day')
  return `on ${formatDay({ at, now })}`
}

/** How long until a moment in the future, in words; a moment that passed reads "now". Milliseconds. */
export function formatUntil({ at, now }: { at: number; now: number }): string {
  const left = at - now
  if (left <= 0) return 'now'
  if (left < 2 * MINUTE) return `in ${Math.ceil(left / SECOND)} s`
  if (left < 2 * HOUR) return `in ${Math.round(left / MINUTE)} minutes`
  if (left < 2 * DAY) return `in ${Math.round(left / HOUR)} hours`
  if (left < 14 * DAY) return `in ${Math.round(left / DAY)} days`
  return `on ${formatDay({ at, now })}`
}

/** The moment itself, time zone included: "12 Mar 2026, 14:02 UTC". Milliseconds. */
export function formatExact(at: number): string {
  return `${EXACT.format(at)} UTC`
}

/** The day of a moment, with the year only when it is another one than that of `now`. Milliseconds. */
export function formatDay({ at, now }: { at: number; now: number }): string {
  const sameYear = new Date(at).getUTCFullYear() === new Date(now).getUTCFullYear()
  return sameYear ? DAY_ONLY.format(at) : DAY_AND_YEAR.format(at)
}

/** A span in words; seconds below two minutes. Milliseconds. */
export function formatDuration(ms: number): string {
  if (ms < SECOND) return `${Math.max(0, Math.round(ms))} ms`
  if (ms < 10 * SECOND) return `${Math.round(ms / 100) / 10} s`
  if (ms < 2 * MINUTE) return `${Math.round(ms / SECOND)} s`
  return formatMinutes(ms / MINUTE)
}

/** Minutes in words: "45 min", "2 h 20 min". */
export function formatMinutes(minutes: number): string {
  const whole = Math.round(minutes)
  if (whole < 60) return `${whole} min`
  const rest = whole % 60
  return rest === 0 ? `${Math.floor(whole / 60)} h` : `${Math.floor(whole / 60)} h ${rest} min`
}

/** A running clock: "0:41", "12:05". Milliseconds. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
