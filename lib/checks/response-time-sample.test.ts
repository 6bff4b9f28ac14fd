import type { RefreshSample } from '../evidence/web-refresh'
import type { TimedUrl } from '../evidence/web-timings'
import check from './response-time-sample'
import { cases, timedOut } from './shared/cases'
import { cacheOf } from './shared/documents-given'

function sample(ttfb: number | null, change: Partial<RefreshSample> = {}): RefreshSample {
  return {
    address: null,
    reload: false,
    outcome: ttfb === null ? 'failed' : 'answer',
    status: ttfb === null ? null : 200,
    error: null,
    location: '',
    contentType: 'text/html',
    title: 'Acme',
    sha256: 'aa',
    encoding: 'br',
    cookies: [],
    files: [],
    cache: cacheOf(),
    timings: { dns: 5, tcp: 20, tls: 30, ttfb },
    ...change,
  }
}
const loads = (...times: (number | null)[]) => ({
  refresh: { pages: [{ url: 'https://acme.io/', host: 'acme.io', samples: times.map((time) => sample(time)) }] },
  timings: { urls: [] },
})
const timed = (url: string, purpose: TimedUrl['purpose'], planned: number, ...times: (number | null)[]): TimedUrl => ({
  url,
  purpose,
  planned,
  loads: times.map((ttfb) => ({
    outcome: ttfb === null ? 'not-looked' : 'answer',
    status: ttfb === null ? null : 200,
    timings: { dns: 5, tcp: 20, tls: 30, ttfb },
  })),
})
const more = (...urls: TimedUrl[]) => ({ ...loads(120, 120, 120, 120, 120, 120), timings: { urls } })
const times = (count: number, ms: number): number[] => Array.from({ length: count }, () => ms)
const home = 'https://acme.io/'

cases(check, {
  'five times 120 ms': { given: loads(120, 120, 120, 120, 120), verdict: 'pass', codes: ['ok'], says: ['120 ms'] },
  'exactly at the target': { given: loads(800, 800, 800, 800, 800), verdict: 'pass' },
  'median 900 ms': { given: loads(900, 850, 950, 900, 900), verdict: 'warn', codes: ['slow'] },
  'median 2 s': { given: loads(2000, 1900, 2100, 2000, 2000), verdict: 'fail', codes: ['verySlow'] },
  'cold 4 s, then 90 ms': { given: loads(4000, 90, 90, 90, 90), verdict: 'pass', codes: ['cold'], says: ['4000 ms'] },
  'one slow load in between': { given: loads(100, 3000, 100, 100, 100), verdict: 'pass', codes: ['ok'] },
  'one time-out': { given: loads(100, null, 100, 100, 100), verdict: 'pass' },
  'two time-outs': { given: loads(100, null, 100, null, 100), verdict: 'unknown', codes: ['unproven'] },
  'a single look': { given: loads(100), verdict: 'unknown' },
  'bot protection answers': {
    given: {
      refresh: {
        pages: [
          {
            url: 'https://acme.io/',
            host: 'acme.io',
            samples: [1, 2, 3, 4].map(() => sample(30, { outcome: 'wall', status: 403 })),
          },
        ],
      },
      timings: { urls: [] },
    },
    verdict: 'unknown',
  },
  'no page': { given: { refresh: { pages: [] }, timings: { urls: [] } }, verdict: 'not-applicable', codes: ['none'] },
  'key URLs beside the homepage': {
    given: more(
      timed('https://api.acme.io/v1', 'api', 5, ...times(5, 700)),
      timed('https://app.acme.io/', 'dashboard', 5, ...times(5, 1500)),
      timed('https://app.acme.io/login', 'login', 5, ...times(5, 300)),
    ),
    verdict: 'warn',
    codes: ['ok', 'ok', 'ok', 'slow'],
    says: ['https://api.acme.io/v1 answers in 700 ms, more than the 500 ms'],
  },
  '20 loads: the p95 is the 19th of them': {
    given: more(timed(home, 'homepage', 20, ...times(12, 130), 700, 5000)),
    verdict: 'pass',
    codes: ['ok95'],
    says: ['is 700 ms (20 loads)'],
  },
  '20 loads, two of them slow': {
    given: more(timed(home, 'homepage', 20, ...times(12, 130), 900, 5000)),
    verdict: 'warn',
    codes: ['slow95'],
  },
  '20 loads, two of them very slow': {
    given: more(timed(home, 'homepage', 20, ...times(12, 130), 2000, 5000)),
    verdict: 'fail',
    codes: ['verySlow95'],
  },
  'only 13 of 20 loads fitted': {
    given: more(timed(home, 'homepage', 20, ...times(7, 130), null)),
    verdict: 'pass',
    codes: ['ok'],
    says: ['the middle of 13 loads'],
  },
  'the key URLs timed out': { given: { ...loads(...times(6, 120)), timings: timedOut() }, verdict: 'pass' },
  'evidence timed out': { given: { refresh: timedOut(), timings: timedOut() }, verdict: 'unknown' },
})
