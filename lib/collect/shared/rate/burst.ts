import { limitSign, type RateAnswer, stopAfter } from '../../../checks/shared/rate/stop'
import type { RateBurst, RateEnd, RateSurface, RateRequest as Row } from '../../../evidence/web-rate'
import type { Exchange, HttpProber } from '../../../net/http-types'
import type { Net } from '../../../net/types'
import { headerValue } from '../answer'
import type { RateRequest } from './prepare'

export type RateRules = {
  /** Between two starts: fewer than five a second. */
  spacingMs: number
  totalMs: number
  /** Between two surfaces of one project. */
  gapMs: number
  /** How long nobody of this run may have asked the host before a burst begins. */
  quietMs: number
  /** Before the one request that shows whether a limit lifts, and before the two that tell a limit from an outage. */
  recoveryMs: number
  busyMs: readonly [number, number]
}

export const RATE_RULES: RateRules = {
  spacingMs: 220,
  totalMs: 20_000,
  gapMs: 60_000,
  quietMs: 2_000,
  recoveryMs: 5_000,
  busyMs: [3_000, 7_000],
}

const REQUEST_MS = 8000
const MAX_BODY = 32 * 1024
const READ = 4000
/** Numbers no other request of the run uses. */
const FIRST_SAMPLE = 1000

type Sending = {
  http: HttpProber
  pause: Net['pause']
  request: RateRequest
  /** How many at most. */
  requests: number
  now: () => number
  softDeadline: AbortSignal
  rules: RateRules
}
type Shot = { row: Row; answer?: RateAnswer; end?: RateEnd; retryAfter: string }

function readAnswer(exchange: Exchange & { ok: true }): RateAnswer {
  const { response } = exchange
  return {
    status: response.status,
    ms: Math.round(exchange.timings.ttfb ?? exchange.timings.total),
    headers: response.headers,
    text: (response.body.text ?? '').slice(0, READ),
    contentType: headerValue(response, 'content-type'),
    wall: response.blocked !== null,
  }
}

function failureEnd(code: string): RateEnd {
  return code === 'HOST_STOPPED' ? 'asked' : code === 'BUDGET' || code === 'ABORTED' ? 'waiting' : 'network'
}

/** Sends one request. Active requests are never repeated: each has a number of its own and no second look. */
async function shoot(index: number, begun: number, { http, request, now }: Sending): Promise<Shot> {
  const at = Math.max(0, now() - begun)
  const { method, url, contentType, body, forged } = request
  const exchange = await http.fetch({
    url,
    method,
    active: true,
    sample: FIRST_SAMPLE + index,
    totalMs: REQUEST_MS,
    maxBody: MAX_BODY,
    declaredPort: (URL.parse(url)?.port ?? '') !== '',
    headers: {
      accept: 'application/json, text/html;q=0.9',
      ...(contentType === '' ? {} : { 'content-type': contentType }),
      ...(forged ? { 'x-probe-signature': 't=0,v1=wrong-on-purpose' } : {}),
    },
    ...(body === undefined ? {} : { body }),
  })
  if (!exchange.ok)
    return { row: { at, ms: 0, status: null, sign: '' }, end: failureEnd(exchange.error.code), retryAfter: '' }
  const answer = readAnswer(exchange)
  const row = { at, ms: answer.ms, status: answer.status, sign: limitSign(answer) }
  return { row, answer, retryAfter: headerValue(exchange.response, 'retry-after').slice(0, 60) }
}

type Volley = { rows: Row[]; end: RateEnd; retryAfter: string }

async function volley(surface: RateSurface, begun: number, sending: Sending): Promise<Volley> {
  const { rules, requests, now, pause, softDeadline } = sending
  const rows: Row[] = []
  const answers: RateAnswer[] = []
  while (rows.length < requests) {
    if (now() - begun > rules.totalMs || softDeadline.aborted) return { rows, end: 'time', retryAfter: '' }
    const shot = await shoot(rows.length, begun, sending)
    // What never left is no request.
    if (shot.answer === undefined) {
      if (shot.end === 'network') rows.push(shot.row)
      return { rows, end: shot.end ?? 'network', retryAfter: '' }
    }
    rows.push(shot.row)
    answers.push(shot.answer)
    const end = stopAfter(answers, surface)
    if (end !== undefined) return { rows, end, retryAfter: shot.retryAfter }
    await pause(Math.max(0, begun + shot.row.at + rules.spacingMs - now()), softDeadline)
  }
  return { rows, end: 'all', retryAfter: '' }
}

const isBusy = ({ status }: Row): boolean => status === null || status >= 500

/** A 503 that is over soon was a limit; one that stays is an outage. At most two requests, each after a pause. */
async function askLater(begun: number, first: number, sending: Sending): Promise<{ rows: Row[]; end: RateEnd }> {
  const rows: Row[] = []
  for (const ms of sending.rules.busyMs) {
    await sending.pause(ms, sending.softDeadline)
    const { row, answer } = await shoot(first + rows.length, begun, sending)
    if (answer === undefined) break
    rows.push(row)
    if (!isBusy(row)) return { rows, end: 'busy' }
  }
  return { rows, end: 'outage' }
}

const LIFTS: readonly RateEnd[] = ['limit', 'sign', 'message', 'remaining']

/**
 * Sends one burst to one surface: in turn, at most five a second, never more than the rules allow, ended by the first
 * sign of a limit or of trouble. Afterwards it asks once more where the host did not say how long to wait.
 */
export async function sendBurst(surface: RateSurface, sending: Sending): Promise<RateBurst> {
  const { request, now, pause, rules, softDeadline } = sending
  const begun = now()
  const { rows, end, retryAfter } = await volley(surface, begun, sending)
  const base = {
    surface,
    method: request.method,
    target: request.url.slice(0, 2048),
    startedAt: begun,
    reused: false,
    retryAfter,
    requests: rows,
  }
  if (end === 'busy') {
    const later = await askLater(begun, rows.length, sending)
    return { ...base, end: later.end, recovery: later.rows }
  }
  if (!LIFTS.includes(end) || retryAfter !== '' || softDeadline.aborted) return { ...base, end, recovery: [] }
  await pause(rules.recoveryMs, softDeadline)
  const { row, answer } = await shoot(rows.length, begun, sending)
  return { ...base, end, recovery: answer === undefined ? [] : [row] }
}
