import type { Question } from '@/lib/engine/check'
import { formatDay, formatMinutes } from '@/lib/format/time'
import type { Confirmation } from '@/lib/roadmaps/state'

export const WHO_WORDS: Readonly<Record<Question['who'], string>> = {
  founder: 'You (founder)',
  developer: 'A developer',
  anyone: 'Anyone on the team',
}

/** "30 s", "2 min", "1 h 40 min". */
export function minutesWords(minutes: number): string {
  return minutes < 1 ? `${Math.round(minutes * 60)} s` : formatMinutes(Math.ceil(minutes))
}

/** "until 3 May 2027" or "until it is taken back". */
export function untilWords({ at, expiresAt }: Pick<Confirmation, 'at' | 'expiresAt'>): string {
  return expiresAt === undefined ? 'until it is taken back' : `until ${formatDay({ at: expiresAt, now: at })}`
}
