import type { HealthRow, WebHealth } from '../evidence/web-health'
import check from './health-endpoint'
import { cases, timedOut } from './shared/cases'
import { cacheOf } from './shared/documents-given'

const link = 'https://api.acme.io/api/health'

function row(change: Partial<HealthRow> = {}): HealthRow {
  return {
    url: link,
    host: 'api.acme.io',
    declared: true,
    outcome: 'answer',
    status: 200,
    error: null,
    contentType: 'application/json',
    html: false,
    sameAsCanary: false,
    healthy: true,
    location: '',
    ms: 40,
    cache: cacheOf({ cacheControl: ['no-store'] }),
    leaks: [],
    names: [],
    ...change,
  }
}
const declared = (change: Partial<HealthRow> = {}): { health: WebHealth } => ({
  health: { hosts: [], dynamic: true, urls: [row(change)] },
})
const searched = (...rows: Partial<HealthRow>[]): { health: WebHealth } => ({
  health: { hosts: ['api.acme.io'], dynamic: true, urls: rows.map((change) => row({ declared: false, ...change })) },
})
const shell: Partial<HealthRow> = { contentType: 'text/html', html: true, sameAsCanary: true, healthy: false }

cases(check, {
  'JSON, not stored': { given: declared(), verdict: 'pass', codes: ['ok'] },
  'declared, says so without a body': {
    given: declared({ status: 204, contentType: '' }),
    verdict: 'pass',
    codes: ['ok'],
  },
  'declared, answers 202': { given: declared({ status: 202 }), verdict: 'fail', codes: ['down'] },
  'plain OK': { given: declared({ contentType: 'text/plain' }), verdict: 'pass' },
  'found on a usual path after two misses': {
    given: searched({ status: 404, healthy: false }, shell, { url: 'https://api.acme.io/healthz' }),
    verdict: 'pass',
    says: ['/healthz'],
  },
  'the page of the application on every path': { given: searched(shell, shell), verdict: 'warn', codes: ['missing'] },
  'an error in JSON on every path': {
    given: searched({ status: 404, healthy: false, sameAsCanary: true }),
    verdict: 'warn',
    codes: ['missing'],
  },
  'usual path that wants a token, nothing else': {
    given: searched({ status: 401 }, { status: 404, healthy: false }),
    verdict: 'warn',
    codes: ['missing'],
  },
  'usual path wants a token, another one answers': {
    given: searched({ status: 401 }, { url: 'https://api.acme.io/healthz' }),
    verdict: 'pass',
    says: ['/healthz'],
  },
  'found on a usual path, database is down': { given: searched({ status: 503 }), verdict: 'fail', codes: ['down'] },
  'found on a usual path, sends to the login page': {
    given: searched({ status: 302, location: '/login' }),
    verdict: 'fail',
    codes: ['login'],
  },
  'declared URL wants a token': { given: declared({ status: 401 }), verdict: 'fail', codes: ['down'] },
  'declared URL is the page of the application': { given: declared(shell), verdict: 'fail', codes: ['page'] },
  'from a cache, 300 seconds old': {
    given: declared({ cache: cacheOf({ age: '300', status: [['cf-cache-status', 'HIT']] }) }),
    verdict: 'warn',
    codes: ['cached'],
  },
  'database is down': { given: declared({ status: 503 }), verdict: 'fail', codes: ['down'] },
  'sends to the login page': {
    given: declared({ status: 302, location: 'https://api.acme.io/login' }),
    verdict: 'fail',
    codes: ['login'],
  },
  'prints the database address': {
    given: declared({ leaks: ['secrets', 'variables'], names: ['DATABASE_URL'] }),
    verdict: 'fail',
    codes: ['secrets'],
  },
  'prints versions': { given: declared({ leaks: ['versions'] }), verdict: 'warn', codes: ['talks'] },
  'takes two seconds': { given: declared({ ms: 2100 }), verdict: 'warn', codes: ['slow'] },
  'refused as a bot': { given: declared({ outcome: 'wall', status: 403 }), verdict: 'unknown', codes: ['wall'] },
  'refused as a bot while searching': { given: searched({ outcome: 'wall', status: 403 }), verdict: 'unknown' },
  'no answer in time': { given: declared({ outcome: 'failed', status: null }), verdict: 'unknown', codes: ['failed'] },
  'app host that does not answer': {
    given: { health: { hosts: [], dynamic: true, urls: [] } },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'our time was up': { given: { health: timedOut() }, verdict: 'unknown' },
  'site without app, API and login': {
    given: { health: { hosts: [], dynamic: false, urls: [] } },
    verdict: 'not-applicable',
  },
})
