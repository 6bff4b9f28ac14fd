import type {
  RateBurst,
  RatePlan,
  RateRequest,
  RateSurface,
  WebRatePlan,
  webRateLogin,
  webRatePlan,
} from '../../../evidence/web-rate'
import { type Case, settled } from '../cases'

const AT = Date.parse('2026-11-20T12:00:00Z')

/** Requests 200 ms apart that got these statuses. */
function requests(...statuses: number[]): RateRequest[] {
  return statuses.map((status, index) => ({ at: index * 200, ms: 40, status, sign: '' }))
}

const many = (count: number, status: number): number[] => Array.from({ length: count }, () => status)

type Rows = Record<string, Case<{ readonly plan: typeof webRatePlan; readonly burst: BurstNeed }>>
type BurstNeed = { readonly mode: 'outcome'; readonly token: typeof webRateLogin }

/** The table of cases of a surface: the same for all, with the verdicts that differ. */
export function rateCases(surface: RateSurface): Rows {
  const url = `https://app.acme.io/${surface}`
  const planOf = (change: Partial<RatePlan> = {}): WebRatePlan => ({
    surfaces: [
      {
        surface,
        state: 'ready',
        url,
        service: '',
        method: surface === 'public-api' ? 'GET' : 'POST',
        target: url,
        contentType: 'application/json',
        body: '{"email":"{{email}}","password":"{{password}}"}',
        requests: 30,
        fields: ['email', 'password'],
        announced: [],
        ...change,
      },
    ],
  })
  const burst = (end: RateBurst['end'], statuses: number[], change: Partial<RateBurst> = {}): RateBurst => ({
    surface,
    method: 'POST',
    target: url,
    startedAt: AT,
    reused: false,
    end,
    retryAfter: '',
    requests: requests(...statuses),
    recovery: [],
    ...change,
  })
  const given = (end: RateBurst['end'], statuses: number[], change: Partial<RateBurst> = {}) => ({
    plan: planOf(),
    burst: burst(end, statuses, change),
  })
  const off = settled({ status: 'absent', reason: 'needs-permission' })
  const isSoft = surface === 'signup' || surface === 'webhook'
  const guardsAccounts = surface === 'login' || surface === 'password-reset'
  const announced: [string, string][] = [['ratelimit', '"default";r=49;t=60']]
  return {
    '429 after five': {
      given: given('limit', [...many(5, 401), 429], { retryAfter: '60' }),
      verdict: 'pass',
      codes: ['limited'],
      says: ['after 5 requests in 1.0 s'],
    },
    'nothing remains by the headers': { given: given('remaining', many(4, 401)), verdict: 'pass', codes: ['limited'] },
    '429 after 25': {
      given: given('limit', [...many(25, 401), 429]),
      verdict: guardsAccounts ? 'warn' : 'pass',
      codes: ['limited'],
    },
    '30 times 401': {
      given: given('all', many(30, 401)),
      verdict: isSoft ? 'warn' : 'fail',
      codes: ['unlimited'],
    },
    '30 times 400': {
      given: given('all', many(30, 400)),
      verdict: isSoft ? 'warn' : 'unknown',
      codes: ['validation'],
    },
    '24 in 20 seconds, nothing stopped them': {
      given: given('time', many(24, 401)),
      verdict: isSoft ? 'warn' : 'fail',
    },
    '6 in 20 seconds': { given: given('time', many(6, 401)), verdict: 'unknown', codes: ['slow'] },
    '503, normal again after 3 s': {
      given: given('busy', [...many(4, 401), 503], { recovery: requests(401) }),
      verdict: 'warn',
      codes: ['busy'],
    },
    '503 with Retry-After': {
      given: given('sign', [...many(4, 401), 503], { retryAfter: '30' }),
      verdict: 'warn',
      codes: ['busy'],
    },
    '403 of a firewall after four': {
      given: given('sign', [...many(4, 401), 403]),
      verdict: 'pass',
      codes: ['limited'],
    },
    '503, still 503 after 10 s': {
      given: given('outage', [...many(4, 401), 503], { recovery: requests(503, 503) }),
      verdict: 'unknown',
      codes: ['outage'],
    },
    '403 at the first request': { given: given('refused', [403]), verdict: 'unknown', codes: ['refused'] },
    '419 for every form': { given: given('csrf', many(3, 419)), verdict: 'unknown', codes: ['csrf'] },
    '"too many" with status 200': {
      given: given('message', many(8, 200)),
      verdict: 'pass',
      codes: ['message'],
      says: ['status 200'],
    },
    'captcha after six': { given: given('captcha', many(7, 200)), verdict: 'warn', codes: ['captcha'] },
    'slower and slower': { given: given('slow', many(5, 401)), verdict: 'unknown', codes: ['slow'] },
    'two errors': { given: given('errors', [401, 500, 500]), verdict: 'unknown', codes: ['errors'] },
    'the connection breaks': { given: given('network', [401]), verdict: 'unknown', codes: ['refused'] },
    'nothing is there': { given: given('missing', many(3, 404)), verdict: 'unknown', codes: ['missing'] },
    'what is no address is accepted': { given: given('accepted', [201]), verdict: 'fail', codes: ['accepted'] },
    'the form sends us on': {
      given: given('redirected', [302]),
      verdict: 'unknown',
      codes: ['redirected'],
      says: ['(302)'],
    },
    'the host says stop': { given: given('asked', [401]), verdict: 'unknown', codes: ['asked'] },
    'no turn in this run': { given: given('waiting', []), verdict: 'unknown', codes: ['waiting'] },
    'announced by headers, not tried': {
      given: { plan: planOf({ announced }), burst: off },
      verdict: 'pass',
      codes: ['announced'],
    },
    'announced by headers, tried without effect': {
      given: { plan: planOf({ announced }), burst: burst('all', many(30, 401)) },
      verdict: isSoft ? 'warn' : 'fail',
    },
    'not allowed to try': { given: { plan: planOf(), burst: off }, verdict: 'unknown', codes: ['notAllowed'] },
    'our time was up': {
      given: { plan: planOf(), burst: settled({ status: 'error', error: { code: 'timeout' } }) },
      verdict: 'unknown',
      codes: ['failed'],
    },
    'form hidden in scripts': {
      given: { plan: planOf({ state: 'no-form' }), burst: settled({ status: 'absent', reason: 'not-relevant' }) },
      verdict: 'unknown',
      codes: ['noForm'],
    },
    'page refused us as a bot': {
      given: { plan: planOf({ state: 'unseen' }), burst: settled({ status: 'absent', reason: 'not-relevant' }) },
      verdict: 'unknown',
      codes: ['unseen'],
    },
    'another service does it': {
      given: { plan: planOf({ state: 'handover', service: 'acme.eu.auth0.com' }), burst: off },
      verdict: 'not-applicable',
      codes: ['handover'],
    },
    'there is none': {
      given: { plan: planOf({ state: 'absent', url: '', target: '' }), burst: off },
      verdict: 'not-applicable',
      codes: ['absent'],
    },
  }
}
