import type { RateSurface } from '../../../../lib/evidence/web-rate'
import { appHost, domainOf, goodHandler, labSite } from '../baseline'
import { HTML, html, JSON_TYPE, loginForm, PRIVATE } from '../content'
import type { Expectation, Handler, LabPage, LabReply, LabSite } from '../types'

/** What a surface answers to one request after another; `now` in milliseconds. */
type Answers = (count: number, now: number) => LabPage

const answer = (status: number, body: string, headers: [string, string][] = []): LabPage => ({
  status,
  headers: [['content-type', JSON_TYPE], ['cache-control', 'no-store'], ...headers],
  body,
})
const wrong = (status = 401): LabPage => answer(status, '{"error":"wrong email or password"}')

/** Counts what was posted itself: visits to the page do not count. */
function posting(answers: Answers, page: LabReply | Handler): Handler {
  let count = 0
  return (request) => {
    if (request.method !== 'POST') return typeof page === 'function' ? page(request) : page
    count += 1
    return answers(count - 1, Date.now())
  }
}

const formPage = (action: string): LabPage => ({
  headers: [
    ['content-type', HTML],
    ['cache-control', PRIVATE],
  ],
  body: html({ title: 'Sign in', body: loginForm('5e1fa7c09b', action) }),
})

type Order = {
  id: string
  about: string
  expect: Expectation
  surface?: RateSurface
  answers: Answers
  /** What a visitor sees at the address, where it is not a form. */
  page?: LabPage
}

const PATHS: Readonly<Record<RateSurface, string>> = {
  login: '/login',
  signup: '/signup',
  'password-reset': '/reset',
  webhook: '/hooks/pay',
  'public-api': '/v1/products',
}
const PURPOSES = {
  login: 'login',
  signup: 'signup',
  'password-reset': 'password-reset',
  webhook: 'webhook',
  'public-api': 'api',
} as const

export type RateSite = LabSite & { surface: RateSurface; path: string }

function rateSite({ id, about, surface = 'login', answers, page, expect }: Order): RateSite {
  const domain = domainOf(id)
  const path = PATHS[surface]
  const isPage = surface !== 'webhook' && surface !== 'public-api'
  const pages = { [path]: posting(answers, isPage ? (page ?? formPage(path)) : answer(405, '{"error":"POST only"}')) }
  const asked: Handler =
    surface === 'public-api' ? ({ count }) => answers(count, Date.now()) : posting(answers, page ?? formPage(path))
  const site = labSite({
    id,
    about,
    more: [
      {
        role: 'app',
        host: appHost(domain, {
          https: goodHandler(domain, surface === 'public-api' ? { [path]: asked } : pages),
        }),
      },
    ],
    urls: [{ url: `https://app.${domain}${path}`, purpose: PURPOSES[surface] }],
    expect: { [`rate-limit-${surface}`]: expect },
  })
  return { ...site, surface, path }
}

const SLOWER = [80, 400, 1500, 4000]

export const rateGood = rateSite({
  id: 'rlgood',
  about: '429 after five, with Retry-After',
  answers: (count) => (count < 5 ? wrong() : answer(429, '{"error":"slow down"}', [['retry-after', '60']])),
  expect: { verdict: 'pass', code: 'limited' },
})

export const rateNone = rateSite({
  id: 'rlnone',
  about: 'never anything but 401',
  answers: () => wrong(),
  expect: { verdict: 'fail', code: 'unlimited' },
})

/** As Debian's nginx limits out of the box: 503 without a word, and normal again soon after. */
function nginxDefault(): Answers {
  let last = 0
  let burst = 0
  return (_, now) => {
    burst = now - last > 400 ? 1 : burst + 1
    last = now
    return burst <= 4
      ? wrong()
      : { status: 503, headers: [['content-type', 'text/html']], body: '<h1>503 Service Temporarily Unavailable</h1>' }
  }
}

export const rateBusy = rateSite({
  id: 'rlbusy',
  about: '503 as nginx limits out of the box',
  answers: nginxDefault(),
  expect: { verdict: 'warn', code: 'busy' },
})

export const rateSoft = rateSite({
  id: 'rlsoft',
  about: '200 and "too many attempts" from the fourth',
  answers: (count) => answer(200, count < 3 ? '{"ok":false}' : '{"ok":false,"error":"Too many attempts"}'),
  expect: { verdict: 'pass', code: 'message' },
})

export const rateSlow = rateSite({
  id: 'rlslow',
  about: 'slower with every request',
  answers: (count) => ({ ...wrong(), delayMs: SLOWER[Math.min(count, SLOWER.length - 1)] ?? 0 }),
  expect: { verdict: 'unknown', code: 'slow' },
})

export const rateErrors = rateSite({
  id: 'rl500',
  about: '500 from the third',
  answers: (count) => (count < 2 ? wrong() : answer(500, '{"error":"oops"}')),
  expect: { verdict: 'unknown', code: 'errors' },
})

export const rateOutage = rateSite({
  id: 'rloutage',
  about: '503 from the fifth, for good',
  answers: (count) => (count < 4 ? wrong() : answer(503, '')),
  expect: { verdict: 'unknown', code: 'outage' },
})

export const rateSignup = rateSite({
  id: 'rlsignup',
  about: 'signing up refuses the form and limits nothing',
  surface: 'signup',
  answers: () => answer(400, '{"error":"not an email address"}'),
  expect: { verdict: 'warn', code: 'validation' },
})

export const rateCreated = rateSite({
  id: 'rlcreated',
  about: 'signing up accepts what is no address',
  surface: 'signup',
  answers: () => answer(201, '{"id":7}'),
  expect: { verdict: 'fail', code: 'accepted' },
})

export const rateForged = rateSite({
  id: 'rlcsrf',
  about: 'forms from outside are refused',
  answers: () => answer(419, '{"error":"page expired"}'),
  expect: { verdict: 'unknown', code: 'csrf' },
})

export const rateRemaining = rateSite({
  id: 'rlremaining',
  about: 'headers count down to nothing',
  surface: 'password-reset',
  answers: (count) => answer(200, '{"ok":true}', [['ratelimit', `"default";r=${Math.max(0, 3 - count)};t=60`]]),
  expect: { verdict: 'pass', code: 'limited' },
})

export const rateHook = rateSite({
  id: 'rlhook',
  about: 'the webhook refuses wrong signatures without a limit',
  surface: 'webhook',
  answers: () => answer(401, '{"error":"bad signature"}'),
  expect: { verdict: 'warn', code: 'unlimited' },
})

export const rateApi = rateSite({
  id: 'rlapi',
  about: 'the public API takes everything',
  surface: 'public-api',
  answers: () => answer(200, '[]'),
  expect: { verdict: 'fail', code: 'unlimited' },
})

export const rateStop = rateSite({
  id: 'rlstop',
  about: 'the host asks to be left alone',
  answers: (count) => answer(401, '{}', count < 2 ? [] : [['x-launch-ready', 'stop']]),
  expect: { verdict: 'unknown', code: 'asked' },
})

/** Its scripts send the form: only the owner can say what goes where. */
export const rateScripted = rateSite({
  id: 'rlscripted',
  about: 'the page has no form, its scripts send it',
  page: {
    headers: [
      ['content-type', HTML],
      ['cache-control', PRIVATE],
    ],
    body: html({ title: 'Sign in', body: '<main><h1>Sign in</h1><div id="form"></div></main>' }),
  },
  answers: (count) => (count < 5 ? wrong() : answer(429, '{"error":"slow down"}', [['retry-after', '60']])),
  expect: { verdict: 'unknown', code: 'noForm' },
})

export const rateSites: readonly RateSite[] = [
  rateGood,
  rateNone,
  rateBusy,
  rateSoft,
  rateSlow,
  rateErrors,
  rateOutage,
  rateSignup,
  rateCreated,
  rateForged,
  rateRemaining,
  rateHook,
  rateApi,
  rateStop,
  rateScripted,
]
