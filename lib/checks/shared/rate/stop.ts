import type { RateEnd, RateSurface } from '../../../evidence/web-rate'

/** One answer of a burst as the stop rules see it. */
export type RateAnswer = {
  status: number
  ms: number
  headers: readonly (readonly [name: string, value: string])[]
  /** The first characters of the body. */
  text: string
  contentType: string
  /** A wall that answered instead of the site. */
  wall: boolean
}

const NORMAL_LIMIT = 500
const UNFOUND = 3
const WORDS = /\btoo many\b|\brate.?limit|\bslow down\b|\btry again (?:later|in \d)|error code: 1015\b/i
const CAPTCHA = /g-recaptcha|h-captcha|cf-turnstile|data-sitekey|captcha-widget/i
const SIGN_HEADERS = ['retry-after', 'cf-mitigated', 'x-vercel-mitigated', 'x-amzn-waf-action']

function headerOf({ headers }: RateAnswer, name: string): string {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? ''
}

/** Headers that announce a limit (draft-ietf-httpapi-ratelimit-headers and its forerunners). */
export const LIMIT_HEADERS: readonly string[] = [
  'ratelimit',
  'ratelimit-policy',
  'ratelimit-limit',
  'ratelimit-remaining',
  'ratelimit-reset',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-rate-limit-limit',
  'x-rate-limit-remaining',
]

/** How many requests are left by the headers of an answer; null where it does not say. */
export function remainingOf(answer: Pick<RateAnswer, 'headers'>): number | null {
  const find = (name: string): string => answer.headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? ''
  const combined = /(?:^|[;,\s])r(?:emaining)?=(\d+)/i.exec(find('ratelimit'))?.[1]
  const single = [find('ratelimit-remaining'), find('x-ratelimit-remaining'), find('x-rate-limit-remaining')]
  const text = combined ?? single.find((value) => /^\s*\d+\s*$/.test(value))
  return text === undefined ? null : Number(text)
}

/** What in an answer speaks of a limit: a header or words; empty when nothing does. */
export function limitSign(answer: RateAnswer): string {
  const header = SIGN_HEADERS.find((name) => headerOf(answer, name) !== '')
  if (header !== undefined) return `${header}: ${headerOf(answer, header)}`.slice(0, 120)
  return WORDS.exec(answer.text)?.[0]?.slice(0, 120) ?? ''
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function isSlowing(answers: readonly RateAnswer[]): boolean {
  if (answers.length < 4) return false
  const times = answers.map(({ ms }) => ms)
  const last = median(times.slice(-3))
  return last > 2000 && last > 4 * median(times.slice(0, 3))
}

function isAccepted({ status, contentType }: RateAnswer): boolean {
  // A form that is shown again with its mistakes is an ordinary 200.
  return status === 201 || status === 202 || status === 204 || (status === 200 && !/html/i.test(contentType))
}

/** Why the very first answers cannot be judged. */
function unusable(answers: readonly RateAnswer[], surface: RateSurface): RateEnd | undefined {
  const [first] = answers
  if (first === undefined) return undefined
  if (answers.length === 1 && (first.wall || first.status === 429 || first.status === 503)) return 'refused'
  if (answers.length !== UNFOUND) return undefined
  if (answers.every(({ status }) => status === 404 || status === 405 || status === 410)) return 'missing'
  const isForgery = ({ status }: RateAnswer): boolean => status === 419 || status === 403
  return surface !== 'webhook' && answers.every(isForgery) ? 'csrf' : undefined
}

function refusal(answers: readonly RateAnswer[], last: RateAnswer): RateEnd | undefined {
  if (last.status === 429) return 'limit'
  const before = answers.slice(0, -1)
  if (before.length === 0) return undefined
  const wasNormal = before.some(({ status, wall }) => status < NORMAL_LIMIT && !wall)
  const isRefusal = last.wall || last.status === 503 || last.status === 403
  if (wasNormal && isRefusal && (last.wall || limitSign(last) !== '')) return 'sign'
  const first = before[0]
  const isNew = (pattern: RegExp): boolean => pattern.test(last.text) && !pattern.test(first?.text ?? '')
  if (isNew(WORDS)) return 'message'
  return isNew(CAPTCHA) ? 'captcha' : undefined
}

/**
 * Whether a burst has to stop after these answers, and why; undefined to go on. `busy` stands for a 503 that says
 * nothing: only what is asked later tells a limit from an outage.
 */
export function stopAfter(answers: readonly RateAnswer[], surface: RateSurface): RateEnd | undefined {
  const last = answers.at(-1)
  if (last === undefined) return undefined
  if (/^\s*stop\s*$/i.test(headerOf(last, 'x-launch-ready'))) return 'asked'
  const early = unusable(answers, surface) ?? refusal(answers, last)
  if (early !== undefined) return early
  if (remainingOf(last) === 0) return 'remaining'
  if (last.status === 503) return 'busy'
  if (answers.filter(({ status }) => status >= NORMAL_LIMIT).length >= 2) return 'errors'
  if (isSlowing(answers)) return 'slow'
  if (surface !== 'signup') return undefined
  if (isAccepted(last)) return 'accepted'
  return last.status >= 300 && last.status < 400 ? 'redirected' : undefined
}
