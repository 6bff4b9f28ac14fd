import type { CorsAnswer, CorsSender, CorsUrl } from '../evidence/web-cors'
import check from './cors-unsafe'
import { cases, settled, timedOut } from './shared/cases'

const answer = (sender: CorsSender, change: Partial<CorsAnswer> = {}): CorsAnswer => ({
  sender,
  outcome: 'answer',
  status: 200,
  allow: 'none',
  allowed: '',
  credentials: 'no',
  variesByOrigin: false,
  cacheable: false,
  session: false,
  ...change,
})
const reflected: Partial<CorsAnswer> = { allow: 'reflected', allowed: '<that site>' }
const any: Partial<CorsAnswer> = { allow: 'any', allowed: '*' }
const url = (stranger: Partial<CorsAnswer>, change: Partial<CorsUrl> = {}): CorsUrl => ({
  url: 'https://api.acme.io/v1/plans',
  host: 'api.acme.io',
  personal: false,
  answers: [answer('nobody', stranger.allow === 'any' ? any : {}), answer('stranger', stranger)],
  ...change,
})
const me: Partial<CorsUrl> = { url: 'https://api.acme.io/api/me', personal: true }
const off = settled({ status: 'absent', reason: 'needs-permission' })
const passive = (...urls: CorsUrl[]) => ({ cors: { urls }, probe: off })
const active = (one: CorsUrl, ...answers: CorsAnswer[]) => ({
  cors: { urls: [one] },
  probe: { urls: [{ ...one, answers }] },
})

cases(check, {
  'says nothing about other sites': { given: passive(url({})), verdict: 'pass', codes: ['ok'] },
  'public data for everyone': { given: passive(url(any)), verdict: 'pass' },
  'data of one visitor for everyone': { given: passive(url(any, me)), verdict: 'warn', codes: ['open'] },
  'data behind a sign-in for everyone': {
    given: passive(url({ ...any, status: 401 })),
    verdict: 'warn',
    codes: ['open'],
  },
  'answer with a session cookie for everyone': {
    given: passive(url({ ...reflected, session: true, variesByOrigin: true })),
    verdict: 'warn',
    codes: ['open'],
  },
  'any site, with cookies': {
    given: passive(url({ ...reflected, credentials: 'yes' })),
    verdict: 'fail',
    codes: ['reflected'],
  },
  'any site only when a browser asks first': {
    given: active(url({}), answer('preflight', { ...reflected, credentials: 'yes', status: 204 })),
    verdict: 'fail',
    codes: ['actions'],
  },
  'public data, the site repeated, Vary: Origin': {
    given: passive(url({ ...reflected, variesByOrigin: true, cacheable: true })),
    verdict: 'pass',
  },
  'public data, the site repeated, cacheable, no Vary': {
    given: passive(url({ ...reflected, cacheable: true })),
    verdict: 'warn',
    codes: ['varyless'],
  },
  'null with cookies': {
    given: active(url({}), answer('null', { allow: 'null', allowed: 'null', credentials: 'yes' })),
    verdict: 'fail',
    codes: ['nullOrigin'],
  },
  'any site and null, with cookies': {
    given: active(
      url({ ...reflected, credentials: 'yes' }),
      answer('null', { allow: 'null', allowed: 'null', credentials: 'yes' }),
    ),
    verdict: 'fail',
    codes: ['reflected', 'nullOrigin'],
  },
  'name that begins like the own one, with cookies': {
    given: active(url({}), answer('suffix', { ...reflected, credentials: 'yes' })),
    verdict: 'fail',
    codes: ['lookAlike'],
  },
  'name that ends like the own one, with cookies': {
    given: active(url({}), answer('prefix', { ...reflected, credentials: 'yes' })),
    verdict: 'fail',
    codes: ['lookAlike'],
  },
  'own host over http, with cookies': {
    given: active(url({}), answer('plain', { ...reflected, credentials: 'yes' })),
    verdict: 'warn',
    codes: ['plainOwn'],
  },
  'every site and cookies at once': {
    given: passive(url({ ...any, credentials: 'yes' })),
    verdict: 'warn',
    codes: ['anyWithCookies'],
  },
  'one own site, fixed, with cookies': {
    given: passive(url({ allow: 'other', allowed: 'https://app.acme.io', credentials: 'yes' })),
    verdict: 'pass',
  },
  'two values': {
    given: passive(url({ allow: 'invalid', allowed: '*, https://a' })),
    verdict: 'warn',
    codes: ['invalid'],
  },
  'True instead of true': {
    given: passive(url({ ...reflected, credentials: 'other', variesByOrigin: true })),
    verdict: 'warn',
    codes: ['misspelled'],
  },
  'refused as a bot': {
    given: passive(url({ outcome: 'wall', status: 403 })),
    verdict: 'unknown',
    codes: ['wall'],
  },
  'answers 503 this time': { given: passive(url({ status: 503 })), verdict: 'unknown', codes: ['unseen'] },
  'no answer': { given: passive(url({ outcome: 'failed', status: null })), verdict: 'unknown', codes: ['unseen'] },
  'our time was up': { given: { cors: timedOut(), probe: off }, verdict: 'unknown' },
  'nothing answers yet': { given: passive(), verdict: 'not-applicable', codes: ['none'] },
})
