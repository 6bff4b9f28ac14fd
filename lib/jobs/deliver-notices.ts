import { logger } from '../log'
import { foldDaily } from '../notices/daily'
import { deliverDue } from '../notices/deliver'
import { spreadEvents } from '../notices/spread'
import { announceEndings } from '../services/notice/announce-endings'
import { reviewVerdicts } from '../services/notice/review-verdicts'

const EVERY_MS = 2000
/** After a failure of ours: the database is away. */
const TROUBLED_MS = 10_000
/** Rounds behind one another while there is work, so that a flood does not wait for the clock. */
const MOST_ROUNDS = 50

/** How often the calendar is looked at for what ends soon. */
const CALENDAR_MS = 15 * 60_000

/** One round: changed answers become events, events become messages, messages go out. Answers whether there was work. */
export async function noticesRound(): Promise<boolean> {
  const worked = [await reviewVerdicts(), await spreadEvents(), await foldDaily(), await deliverDue()]
  return worked.some((count) => count > 0)
}

/** Works through what is to be told every two seconds, until the returned function is called; it waits for the round under way. */
export function startNotices(): () => Promise<void> {
  let stopped = false
  let calendarAt = 0
  let timer: NodeJS.Timeout
  let round: Promise<void> = Promise.resolve()
  const turn = async (): Promise<void> => {
    let pause = EVERY_MS
    try {
      if (performance.now() >= calendarAt) {
        await announceEndings()
        calendarAt = performance.now() + CALENDAR_MS
      }
      for (let rounds = 0; !stopped && rounds < MOST_ROUNDS && (await noticesRound()); rounds += 1);
    } catch (error) {
      logger('notices').warn({ err: String(error) }, 'notices could not be worked on')
      pause = TROUBLED_MS
    }
    if (!stopped) later(pause)
  }
  const later = (ms: number): void => {
    timer = setTimeout(() => {
      round = turn()
    }, ms)
    timer.unref()
  }
  later(EVERY_MS)
  return async () => {
    stopped = true
    clearTimeout(timer)
    await round
  }
}
