import type { DynamicUrl, Visit, WebCache } from '../evidence/web-cache'
import type { CacheHeaders } from '../evidence/web-facts'
import { cases, timedOut } from './shared/cases'
import { cacheOf } from './shared/documents-given'
import check from './shared-cache-safety'

function visit(cache: Partial<CacheHeaders>, change: Partial<Visit> = {}): Visit {
  return {
    outcome: 'answer',
    status: 200,
    error: null,
    contentType: 'text/html',
    cache: cacheOf(cache),
    cookies: [],
    tokens: [],
    ...change,
  }
}
function given(visits: Visit[], change: Partial<DynamicUrl> = {}): { cache: WebCache } {
  return { cache: { urls: [{ url: 'https://acme.io/login', purpose: 'login', declared: true, visits, ...change }] } }
}
const twice = (cache: Partial<CacheHeaders>, ...cookies: string[]): Visit[] =>
  ['1', '2'].map((value) => visit(cache, { cookies: cookies.map((name) => ({ name, fingerprint: value })) }))
const control = (...cacheControl: string[]): Partial<CacheHeaders> => ({ cacheControl })
const hit: Partial<CacheHeaders> = { status: [['cf-cache-status', 'HIT']] }
const token = (fingerprint: string): Partial<Visit> => ({ tokens: [{ name: 'csrf_token', fingerprint }] })

cases(check, {
  'session cookie, stored for ten minutes': {
    given: given(twice(control('public, s-maxage=600'), 'session')),
    verdict: 'fail',
    codes: ['cookie'],
  },
  'session cookie on a prerendered page that came from a cache': {
    given: given(twice({ ...control('s-maxage=31536000'), status: [['x-nextjs-cache', 'HIT']] }, 'session')),
    verdict: 'fail',
    codes: ['served'],
  },
  'any cookie of the app on an answer from a cache': {
    given: given(twice({ ...control('public, max-age=60'), age: '12' }, 'cart')),
    verdict: 'fail',
    codes: ['served'],
  },
  'language cookie on an answer from a cache': {
    given: given(twice({ ...control('public, max-age=60'), age: '12' }, 'NEXT_LOCALE')),
    verdict: 'pass',
  },
  'cookie of the bot protection': { given: given(twice(control('public, max-age=60'), '__cf_bm')), verdict: 'pass' },
  'session cookie, private': { given: given(twice(control('private, no-store'), 'session')), verdict: 'pass' },
  'session cookie without Cache-Control': { given: given(twice({}, 'session')), verdict: 'warn', codes: ['unsaid'] },
  'static login page from a cache': { given: given(twice(hit)), verdict: 'pass' },
  'static page of the framework, stored for a year': {
    given: given(twice({ ...control('s-maxage=31536000'), status: [['x-nextjs-cache', 'HIT']] })),
    verdict: 'pass',
  },
  'same form token twice from a cache': {
    given: given([visit(hit, token('a')), visit(hit, token('a'))]),
    verdict: 'fail',
    codes: ['token'],
  },
  'same form token twice, no cache seen': {
    given: given([visit({}, token('a')), visit({}, token('a'))]),
    verdict: 'warn',
    codes: ['constant'],
  },
  'different form tokens': {
    given: given([visit(control('no-cache'), token('a')), visit(control('no-cache'), token('b'))]),
    verdict: 'pass',
  },
  'session question that may be kept': {
    given: given(
      twice(control('max-age=300')).map((one) => ({ ...one, contentType: 'application/json' })),
      { url: 'https://acme.io/api/auth/session', purpose: 'session' },
    ),
    verdict: 'warn',
    codes: ['api'],
  },
  'no-store wins over s-maxage': { given: given(twice(control('no-store, s-maxage=60'), 'session')), verdict: 'pass' },
  'private, but the CDN stores it': {
    given: given(twice({ ...control('private'), cdnCacheControl: ['max-age=600'] }, 'session')),
    verdict: 'fail',
  },
  'kept apart by the cookie only': {
    given: given(twice({ ...control('public, max-age=300'), vary: 'Cookie' }, 'session')),
    verdict: 'warn',
    codes: ['vary'],
  },
  'second visit got no answer': {
    given: given([visit({}), visit({}, { outcome: 'not-looked', status: null })]),
    verdict: 'unknown',
    codes: ['once'],
  },
  'refused as a bot': {
    given: given([visit({}, { outcome: 'wall', status: 403 })]),
    verdict: 'unknown',
    codes: ['wall'],
  },
  'host that is down': {
    given: given([visit({}, { outcome: 'failed', status: null })]),
    verdict: 'unknown',
    codes: ['failed'],
  },
  'our time was up': { given: { cache: timedOut() }, verdict: 'unknown' },
  'no page': { given: { cache: { urls: [] } }, verdict: 'not-applicable' },
})
