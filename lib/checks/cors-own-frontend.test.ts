import { bareTarget, type Target } from '../engine/target'
import type { CorsOwnAnswer, CorsOwnPair, webCorsOwn } from '../evidence/web-cors-own'
import check from './cors-own-frontend'
import { type Case, cases, settled, timedOut } from './shared/cases'

const ORIGIN = 'https://app.acme.io'
const target: Target = {
  ...bareTarget('acme.io'),
  hosts: [
    { name: 'acme.io', role: 'apex' },
    { name: 'app.acme.io', role: 'app' },
    { name: 'api.acme.io', role: 'api' },
  ],
}
const answer = (change: Partial<CorsOwnAnswer> = {}): CorsOwnAnswer => ({
  outcome: 'answer',
  status: 200,
  location: '',
  allowed: ORIGIN,
  credentials: false,
  headers: [],
  ...change,
})
const preflight = (change: Partial<CorsOwnAnswer> = {}) =>
  answer({ status: 204, headers: ['authorization', 'content-type'], ...change })
const pair = (change: Partial<CorsOwnPair> = {}): CorsOwnPair => ({
  origin: ORIGIN,
  url: 'https://api.acme.io/v1/me',
  host: 'api.acme.io',
  declared: true,
  preflight: preflight(),
  get: answer(),
  ...change,
})
const given = (change: Partial<CorsOwnPair> = {}) => ({ own: { pairs: [pair(change)] } })
const rows = (all: Record<string, Case<{ readonly own: typeof webCorsOwn }>>) =>
  Object.fromEntries(Object.entries(all).map(([name, row]) => [name, { target, ...row }]))

cases(
  check,
  rows({
    'everything matches': { given: given(), verdict: 'pass', codes: ['ok'] },
    'every site, without cookies': {
      given: given({ preflight: preflight({ allowed: '*' }), get: answer({ allowed: '*' }) }),
      verdict: 'pass',
    },
    'only localhost:3000 is allowed': {
      given: given({ preflight: preflight({ allowed: 'http://localhost:3000' }) }),
      verdict: 'fail',
      codes: ['notAllowed'],
      says: ['http://localhost:3000'],
    },
    'no site is allowed': {
      given: given({ preflight: preflight({ allowed: '' }) }),
      verdict: 'fail',
      codes: ['unnamed'],
    },
    'first question is redirected': {
      given: given({ preflight: preflight({ status: 301, location: 'https://api.acme.io/v1/me/', allowed: '' }) }),
      verdict: 'fail',
      codes: ['redirected'],
    },
    'first question gets 401': {
      given: given({ preflight: preflight({ status: 401, allowed: '' }) }),
      verdict: 'fail',
      codes: ['refused'],
    },
    'every header, and the app sends Authorization': {
      given: given({ preflight: preflight({ headers: ['*'] }) }),
      verdict: 'fail',
      codes: ['header'],
      says: ['Authorization'],
    },
    'cookies instead of Authorization': {
      given: given({ preflight: preflight({ headers: ['content-type'], credentials: true }) }),
      verdict: 'pass',
    },
    'Content-Type is missing': {
      given: given({ preflight: preflight({ headers: ['authorization'] }) }),
      verdict: 'fail',
      codes: ['header'],
    },
    'the answer itself allows nobody': {
      given: given({ get: answer({ allowed: '' }) }),
      verdict: 'fail',
      codes: ['answerBare'],
    },
    'errors allow nobody': {
      given: given({ get: answer({ status: 401, allowed: '' }) }),
      verdict: 'warn',
      codes: ['errorHidden'],
    },
    'guessed address that is no part of the API': {
      given: given({ declared: false, preflight: preflight({ status: 404, allowed: '', headers: [] }) }),
      verdict: 'unknown',
      codes: ['guessed'],
    },
    'guessed address that allows another site': {
      given: given({ declared: false, preflight: preflight({ allowed: 'https://old.acme.io' }) }),
      verdict: 'fail',
      codes: ['notAllowed'],
    },
    'answers 503 this time': { given: given({ get: answer({ status: 503 }) }), verdict: 'unknown', codes: ['unseen'] },
    'refused as a bot': {
      given: given({ get: answer({ outcome: 'wall', status: 403 }) }),
      verdict: 'unknown',
      codes: ['wall'],
    },
    'not allowed to try': {
      given: { own: settled({ status: 'absent', reason: 'needs-permission' }) },
      verdict: 'unknown',
    },
    'our time was up': { given: { own: timedOut() }, verdict: 'unknown' },
    'app and API on one host': {
      given: { own: { pairs: [] } },
      target: { ...bareTarget('acme.io'), urls: [{ url: 'https://acme.io/api/me', purpose: 'api' }] },
      verdict: 'not-applicable',
      codes: ['sameOrigin'],
    },
  }),
)
