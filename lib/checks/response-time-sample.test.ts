import type { RefreshSample } from '../evidence/web-refresh'
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
})

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
    },
    verdict: 'unknown',
  },
  'no page': { given: { refresh: { pages: [] } }, verdict: 'not-applicable', codes: ['none'] },
  'evidence timed out': { given: { refresh: timedOut() }, verdict: 'unknown' },
})
