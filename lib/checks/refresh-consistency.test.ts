import type { CacheHeaders } from '../evidence/web-facts'
import type { RefreshSample, WebRefresh } from '../evidence/web-refresh'
import check from './refresh-consistency'
import { cases, timedOut } from './shared/cases'
import { cacheOf } from './shared/documents-given'

function sample(cache: Partial<CacheHeaders>, change: Partial<RefreshSample> = {}): RefreshSample {
  return {
    address: '203.0.113.7',
    reload: false,
    outcome: 'answer',
    status: 200,
    error: null,
    location: '',
    contentType: 'text/html; charset=utf-8',
    title: 'Acme',
    sha256: 'aaaa',
    encoding: 'br',
    cookies: [],
    files: ['/assets/index-4f2a9b1c.js'],
    cache: cacheOf(cache),
    timings: { dns: 5, tcp: 20, tls: 30, ttfb: 40 },
    ...change,
  }
}
const given = (samples: RefreshSample[]): { refresh: WebRefresh } => ({
  refresh: { pages: [{ url: 'https://acme.io/', host: 'acme.io', samples }] },
})
const six = (make: (index: number) => RefreshSample) => given([0, 1, 2, 3, 4, 5].map(make))
const control = (value: string): Partial<CacheHeaders> => ({ cacheControl: [value] })
const steady = control('public, max-age=0, must-revalidate')

cases(check, {
  'six equal loads': { given: six(() => sample(steady)), verdict: 'pass' },
  'five public, one private': {
    given: six((index) => sample(control(index === 3 ? 'private' : 'public, max-age=60'))),
    verdict: 'fail',
    codes: ['storing'],
  },
  'names of two builds alternate': {
    given: six((index) => sample(steady, { files: [`/assets/index-${index % 2 ? '4f2a9b1c' : '9c1d2e3f'}.js`] })),
    verdict: 'warn',
    codes: ['releases'],
  },
  'max-age counts down while Age counts up': {
    given: six((index) => sample({ ...control(`max-age=${600 - index * 10}`), age: String(index * 10) })),
    verdict: 'pass',
  },
  'max-age jumps': {
    given: six((index) => sample(control(`max-age=${index % 2 ? 60 : 600}`))),
    verdict: 'warn',
    codes: ['headers'],
    says: ['lifetime'],
  },
  'second address answers 502': {
    given: six((index) => sample(steady, index % 2 ? { address: '203.0.113.8', status: 502 } : {})),
    verdict: 'fail',
    codes: ['page'],
    says: ['status'],
  },
  'entity tag differs per address, same page': {
    given: six((index) => sample({ ...steady, etag: `"${index % 2}"` }, { address: `203.0.113.${index % 2}` })),
    verdict: 'warn',
    codes: ['headers'],
  },
  'entity tag differs by compression only': {
    given: six((index) => sample({ ...steady, etag: index % 2 ? 'W/"a"' : '"a"' })),
    verdict: 'pass',
  },
  'page and redirect alternate': {
    given: six((index) => sample(steady, index % 2 ? { status: 302, location: 'https://acme.io/en' } : {})),
    verdict: 'fail',
  },
  'redirect target alternates': {
    given: six((index) => sample(steady, { status: 302, location: `https://acme.io/${index % 2 ? 'en' : 'de'}` })),
    verdict: 'fail',
    says: ['redirect target'],
  },
  'title alternates': {
    given: six((index) => sample(steady, { title: index % 2 ? 'Acme' : 'Acme beta' })),
    verdict: 'fail',
  },
  'title alternates in an experiment': {
    given: six((index) => sample(steady, { title: index % 2 ? 'Acme' : 'Acme beta', cookies: ['ab_home'] })),
    verdict: 'warn',
  },
  'miss, then hits': {
    given: six((index) => sample({ ...steady, status: [['cf-cache-status', index === 0 ? 'MISS' : 'HIT']] })),
    verdict: 'pass',
  },
  'cookie set only on the first load': {
    given: six((index) => sample(steady, { cookies: index === 0 ? ['visitor'] : [] })),
    verdict: 'warn',
    says: ['cookies'],
  },
  'bot cookie set only sometimes': {
    given: six((index) => sample(steady, { cookies: index % 2 ? ['__cf_bm'] : [] })),
    verdict: 'pass',
  },
  'one address stumbles now and then': {
    given: six((index) => sample(steady, index % 3 === 2 ? { status: 503 } : {})),
    verdict: 'unknown',
    codes: ['outages'],
  },
  'three of six loads answered': {
    given: six((index) => sample(steady, index % 2 ? { outcome: 'failed', status: null } : {})),
    verdict: 'unknown',
    codes: ['few'],
  },
  'refused as a bot': {
    given: six(() => sample({}, { outcome: 'wall', status: 403 })),
    verdict: 'unknown',
    codes: ['wall'],
  },
  'our time was up': { given: { refresh: timedOut() }, verdict: 'unknown' },
  'no home page': { given: { refresh: { pages: [] } }, verdict: 'not-applicable' },
})
