const QUARTER_MS = 15 * 60_000
/** Long enough for a day with a clock change in it, whatever the hour. */
const FARTHEST_MS = 50 * 3_600_000

export type Pace = {
  pace: 'now' | 'daily'
  /** Hour of the day's one mail. */
  dailyHour: number
  /** IANA name; one that is not known counts as UTC. */
  timeZone: string
  /** Hours between which nothing is sent; both or neither. */
  quietFrom: number | null
  quietTo: number | null
}

export const USUAL_PACE: Pace = { pace: 'now', dailyHour: 8, timeZone: 'UTC', quietFrom: null, quietTo: null }

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const options = { hour: 'numeric', hourCycle: 'h23' } as const
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' })
  }
}

function isWithin(hour: number, from: number, to: number): boolean {
  return from < to ? hour >= from && hour < to : hour >= from || hour < to
}

/** The first quarter of an hour after a moment for which the test holds. Zones differ by whole quarters. */
function firstAfter(at: number, test: (quarter: number) => boolean): number {
  const start = Math.floor(at / QUARTER_MS) * QUARTER_MS
  for (let quarter = start + QUARTER_MS; quarter < start + FARTHEST_MS; quarter += QUARTER_MS) {
    if (test(quarter)) return quarter
  }
  return at
}

/** When a message of this moment (milliseconds) may go to a person: at once, after the quiet hours, or with the day's mail. */
export function sendAt(at: number, { pace, dailyHour, timeZone, quietFrom, quietTo }: Pace): number {
  const clock = clockOf(timeZone)
  const hourAt = (moment: number): number => Number(clock.format(moment))
  if (pace === 'daily') {
    return firstAfter(at, (quarter) => hourAt(quarter) === dailyHour && hourAt(quarter - QUARTER_MS) !== dailyHour)
  }
  if (quietFrom === null || quietTo === null) return at
  const isQuiet = (moment: number): boolean => isWithin(hourAt(moment), quietFrom, quietTo)
  return isQuiet(at) ? firstAfter(at, (quarter) => !isQuiet(quarter)) : at
}

const FIRST_RETRY_MS = 30_000
const LONGEST_RETRY_MS = 3_600_000
/** How long a message is tried for before it is given up. */
export const GIVE_UP_MS = 24 * 3_600_000

/**
 * When to try again after a failed attempt (the first is 1), or undefined when it is time to give up. Half a minute,
 * then twice as long each time, an hour at most; never sooner than the far end asked for. Milliseconds.
 */
export function nextTry({
  attempts,
  at,
  giveUpAt,
  waitMs = 0,
}: {
  attempts: number
  at: number
  giveUpAt: number
  waitMs?: number | undefined
}): number | undefined {
  const pause = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 20))
  const next = at + Math.max(pause, Math.min(waitMs, LONGEST_RETRY_MS))
  return next > giveUpAt ? undefined : next
}
