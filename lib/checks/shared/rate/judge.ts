import type { Exhibit, Finding, Fix } from '../../../engine/finding'
import type { Immutable } from '../../../engine/immutable'
import type { At, Say } from '../../../engine/say'
import { url as urlSubject } from '../../../engine/subject'
import type { RateBurst, RatePlan, RateSurface } from '../../../evidence/web-rate'
import { throttleVariants } from '../config/throttle'
import { failureText } from './failure-text'
import { type rateMessages, SURFACE_WORDS } from './messages'

type Plan = Immutable<RatePlan>
type Burst = Immutable<RateBurst>
type Speak = Say<typeof rateMessages>

/** What became of the burst: its value, or why there is none. */
export type BurstOutcome =
  | { status: 'ok'; value: Burst }
  | { status: 'absent'; reason: string }
  | { status: 'error'; error: { code: string } }

const LATE = 20
const ENOUGH = 20
const VALIDATION = [400, 415, 422]
const SHOWN = 12

const LIMITS: Readonly<Record<RateSurface, { limit: number; windowSeconds: number }>> = {
  login: { limit: 5, windowSeconds: 60 },
  signup: { limit: 5, windowSeconds: 60 },
  'password-reset': { limit: 5, windowSeconds: 60 },
  webhook: { limit: 60, windowSeconds: 60 },
  'public-api': { limit: 60, windowSeconds: 60 },
}

function fixFor({ surface, target, method }: Plan): Fix {
  const { limit, windowSeconds } = LIMITS[surface]
  const parsed = URL.parse(target)
  const rule = {
    host: parsed?.hostname ?? '',
    path: parsed?.pathname ?? '/',
    method,
    limit,
    windowSeconds,
    name: surface,
  }
  return {
    effort: 'M',
    steps: [
      `Answer more than ${limit} requests a minute from one address to ${rule.path} with status 429 and "Retry-After".`,
      'Count per account as well: one address may try many accounts, and many addresses one account.',
      "Behind a proxy read the visitor's address from its header and trust that proxy only, or everybody is limited together.",
    ],
    snippet: { lang: 'http', code: 'HTTP/1.1 429 Too Many Requests\nRetry-After: 60' },
    variants: throttleVariants(rule),
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

function rowsOf(burst: Burst): string[][] {
  const { requests } = burst
  const cut = requests.length > SHOWN ? requests.length - SHOWN : 0
  const shown = cut === 0 ? requests : [...requests.slice(0, SHOWN / 2), ...requests.slice(-SHOWN / 2)]
  return shown.map((row) => [
    String(requests.indexOf(row) + 1),
    seconds(row.at),
    row.status === null ? 'no answer' : String(row.status),
    `${row.ms} ms`,
    row.sign,
  ])
}

function exhibitsOf(plan: Plan, burst: Burst): Exhibit[] {
  const sent = plan.fields.length === 0 ? '' : `, fields ${plan.fields.join(', ')}`
  return [
    {
      kind: 'table',
      title: `${burst.requests.length} times ${burst.method} ${burst.target}`,
      columns: ['Request', 'After', 'Status', 'Took', 'Speaks of a limit'],
      rows: rowsOf(burst),
    },
    {
      kind: 'text',
      title: 'What was sent',
      text: `${burst.method} ${burst.target}${sent}. A made-up account that belongs to nobody, one request after the other, at most five a second, at most ${plan.requests}.${plan.body === '' ? '' : `\n${plan.body}`}`,
    },
    ...(burst.recovery.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            title: 'Asked once more afterwards',
            columns: ['After', 'Status'],
            rows: burst.recovery.map(({ at, status }) => [seconds(at), status === null ? 'no answer' : String(status)]),
          },
        ]),
  ]
}

function announcedExhibit(plan: Plan): Exhibit {
  return {
    kind: 'http',
    title: 'Announced by an ordinary answer',
    request: { method: 'GET', url: plan.url },
    headers: plan.announced.map(([name = '', value = '']): [string, string] => [name, value]),
  }
}

type Judging = { plan: Plan; burst: Burst; at: At; say: Speak; fix: Fix }

/** How many requests were answered in the ordinary way before the last one, and how long that took. */
function measured({ requests }: Burst): { count: number; time: string } {
  const last = requests.at(-1)
  return { count: Math.max(0, requests.length - 1), time: seconds(last?.at ?? 0) }
}

function judgeLimited({ plan, burst, at, say, fix }: Judging): Finding | undefined {
  const { url, surface } = plan
  const { count, time } = measured(burst)
  const status = burst.requests.at(-1)?.status ?? 0
  const guardsAccounts = surface === 'login' || surface === 'password-reset'
  if (burst.end === 'captcha') return say.warn('captcha', { url, count }, { ...at, fix, impact: 'medium' })
  if (burst.end === 'busy' || (burst.end === 'sign' && status === 503))
    return say.warn('busy', { url, count }, { ...at, fix, impact: 'low' })
  if (burst.end === 'message') return say.pass('message', { url, count, status }, at)
  if (burst.end !== 'limit' && burst.end !== 'sign' && burst.end !== 'remaining') return undefined
  if (count > LATE && guardsAccounts) return say.warn('limited', { url, count, time }, { ...at, fix, impact: 'medium' })
  return say.pass('limited', { url, count, time }, at)
}

function judgeUnlimited({ plan, burst, at, say, fix }: Judging): Finding {
  const { url, surface } = plan
  const { requests } = burst
  const count = requests.length
  const isSoft = surface === 'signup' || surface === 'webhook'
  if (burst.end === 'time' && count < ENOUGH) return say.unknown('slow', { url, count }, at)
  if (requests.every(({ status }) => status !== null && VALIDATION.includes(status))) {
    return isSoft
      ? say.warn('validation', { url, count }, { ...at, fix, impact: 'medium' })
      : say.unknown('validation', { url, count }, at)
  }
  const params = { url, count, time: seconds(requests.at(-1)?.at ?? 0) }
  if (isSoft) return say.warn('unlimited', params, { ...at, fix, impact: 'medium' })
  return say.fail('unlimited', params, { ...at, fix })
}

function judgeBurst(judging: Judging): Finding {
  const { plan, burst, at, say } = judging
  const { url } = plan
  const limited = judgeLimited(judging)
  if (limited !== undefined) return limited
  const count = burst.requests.length
  const status = burst.requests.at(-1)?.status ?? 0
  switch (burst.end) {
    case 'all':
    case 'time':
      return judgeUnlimited(judging)
    case 'accepted':
      return say.fail('accepted', { url, status }, { ...at, fix: acceptFix(plan) })
    case 'redirected':
      return say.unknown('redirected', { url, status }, at)
    case 'slow':
      return say.unknown('slow', { url, count }, at)
    case 'outage':
      return say.unknown('outage', { url, count }, at)
    case 'errors':
      return say.unknown('errors', { url, count }, at)
    case 'missing':
      return say.unknown('missing', { url, status }, at)
    case 'csrf':
      return say.unknown('csrf', { url, status }, at)
    case 'asked':
      return say.unknown('asked', { url }, at)
    case 'waiting':
      return say.unknown('waiting', { url }, at)
    default:
      return say.unknown('refused', { url }, at)
  }
}

function acceptFix({ url }: Plan): Fix {
  return {
    effort: 'S',
    steps: [
      `Refuse at ${url} what is no email address, on the server, with status 400 or 422.`,
      'Delete the account our probe may have created: its name starts with lr-probe-.',
    ],
  }
}

/** Judges one surface by what is planned and what became of the burst. */
export function judgeRate(
  surface: RateSurface,
  { plan, burst, place }: { plan: Plan | undefined; burst: BurstOutcome; place: number },
  say: Speak,
): Finding {
  const what = SURFACE_WORDS[surface]
  const address = plan?.url === undefined || plan.url === '' ? surface : plan.url
  const at: At = { subject: urlSubject(address), refs: [`web.rate-plan#/surfaces/${Math.max(0, place)}`] }
  if (plan === undefined || plan.state === 'absent') return say.notApplicable('absent', { what }, at)
  const { url } = plan
  if (plan.state === 'handover') return say.notApplicable('handover', { what, service: plan.service }, at)
  if (burst.status === 'ok') {
    const refs = [...(at.refs ?? []), `web.rate-${surface}`]
    const shown = { ...at, refs, exhibits: exhibitsOf(plan, burst.value) }
    const isTried = burst.value.end !== 'waiting'
    if (isTried || plan.announced.length === 0)
      return judgeBurst({ plan, burst: burst.value, at: shown, say, fix: fixFor(plan) })
  }
  if (plan.announced.length > 0) return say.pass('announced', { url }, { ...at, exhibits: [announcedExhibit(plan)] })
  if (plan.state === 'no-form') return say.unknown('noForm', { url }, at)
  if (plan.state === 'unseen') return say.unknown('unseen', { url }, at)
  if (burst.status === 'error') return say.unknown('failed', { url, reason: failureText(burst.error.code) }, at)
  return say.unknown('notAllowed', { url }, at)
}
