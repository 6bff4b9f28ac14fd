import type { CacheHeaders } from '../evidence/web-facts'
import check from './html-not-stale'
import { cases, timedOut } from './shared/cases'
import { cacheOf, documentsOf, pageOf } from './shared/documents-given'

const home = (cache: Partial<CacheHeaders>, change: Parameters<typeof pageOf>[1] = {}) =>
  pageOf({}, { cache: cacheOf(cache), ...change })
const control = (value: string): Partial<CacheHeaders> => ({ cacheControl: [value] })
const given = (...pages: ReturnType<typeof pageOf>[]) => ({ documents: documentsOf(pages) })

cases(check, {
  'no-cache': { given: given(home(control('no-cache'))), verdict: 'pass', codes: ['ok'] },
  'max-age=0, must-revalidate': { given: given(home(control('max-age=0, must-revalidate'))), verdict: 'pass' },
  'five minutes': { given: given(home(control('max-age=300'))), verdict: 'pass' },
  'ten minutes': {
    given: given(home(control('max-age=600'))),
    verdict: 'warn',
    codes: ['minutes'],
    says: ['10 minutes'],
  },
  'one year': {
    given: given(home(control('public, max-age=31536000'))),
    verdict: 'fail',
    codes: ['days'],
    says: ['365 days'],
  },
  'one year by Expires': {
    given: given(home({ date: 'Fri, 20 Nov 2026 12:00:00 GMT', expires: 'Sat, 20 Nov 2027 12:00:00 GMT' })),
    verdict: 'fail',
  },
  'no rule, last changed a year ago': {
    given: given(home({ lastModified: 'Thu, 20 Nov 2025 12:00:00 GMT' })),
    verdict: 'warn',
    codes: ['guessed'],
  },
  'only "private", last changed a year ago': {
    given: given(home({ ...control('private'), lastModified: 'Thu, 20 Nov 2025 12:00:00 GMT' })),
    verdict: 'warn',
    codes: ['guessed'],
  },
  'an empty rule, last changed a year ago': {
    given: given(home({ ...control(''), lastModified: 'Thu, 20 Nov 2025 12:00:00 GMT' })),
    verdict: 'warn',
    codes: ['guessed'],
  },
  'must-revalidate alone, last changed a year ago': {
    given: given(home({ ...control('must-revalidate'), lastModified: 'Thu, 20 Nov 2025 12:00:00 GMT' })),
    verdict: 'pass',
  },
  'no rule and no date': { given: given(home({})), verdict: 'pass' },
  's-maxage of a year on Vercel': {
    given: given(home({ ...control('s-maxage=31536000'), status: [['x-vercel-cache', 'HIT']] })),
    verdict: 'pass',
  },
  's-maxage of a year from the cache of Next.js': {
    given: given(
      home({ ...control('s-maxage=31536000, stale-while-revalidate'), status: [['x-nextjs-cache', 'HIT']] }),
    ),
    verdict: 'pass',
  },
  's-maxage of a year on a server of one’s own': {
    given: given(home(control('max-age=0, s-maxage=31536000'))),
    verdict: 'warn',
    codes: ['edge'],
  },
  'a week for the CDN only': {
    given: given(home({ ...control('no-cache'), cdnCacheControl: ['max-age=604800'] })),
    verdict: 'warn',
    codes: ['edge'],
  },
  'a year of stale-while-revalidate': {
    given: given(home(control('max-age=0, s-maxage=60, stale-while-revalidate=31536000'))),
    verdict: 'pass',
  },
  'sign-in page kept for two days, home fine': {
    given: given(
      home(control('no-cache')),
      home(control('max-age=172800'), {
        url: 'https://acme.io/login',
        finalUrl: 'https://acme.io/login',
        purpose: 'login',
      }),
    ),
    verdict: 'fail',
    codes: ['ok', 'days'],
    says: ['https://acme.io/login for 2 days'],
  },
  'home that answers data': {
    given: given(home(control('max-age=31536000'), { outcome: 'other', contentType: 'application/json', facts: null })),
    verdict: 'not-applicable',
    codes: ['none'],
  },
  'home answers 404': {
    given: given(home(control('max-age=31536000'), { status: 404 })),
    verdict: 'not-applicable',
    codes: ['none'],
  },
  'home answers 503': {
    given: given(home(control('max-age=31536000'), { status: 503 })),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'refused as a bot': {
    given: given(home({}, { outcome: 'wall', status: 403, wall: 'cloudflare', facts: null })),
    verdict: 'unknown',
    codes: ['wall'],
  },
  'our time was up': { given: { documents: timedOut() }, verdict: 'unknown' },
})
