import type { WebEntryRow } from '../evidence/web-entry'
import check from './https-redirect'
import { cases, timedOut } from './shared/cases'
import { circle, deadHop, entryRow, walk, webChain, webError, webHop } from './shared/web-test-kit'

const HTTP = 'http://acme.io/'
const HTTPS = 'https://acme.io/'
const WWW = 'https://www.acme.io/'

const given = (part: Partial<WebEntryRow> = {}) => ({ entry: { hosts: [entryRow('acme.io', part)] } })
const refused = webChain([deadHop(HTTP, webError('ECONNREFUSED'))])

cases(check, {
  '301 same host': { given: given(), verdict: 'pass', codes: ['ok'] },
  '308': { given: given({ http: walk([HTTP, HTTPS], { status: 308 }) }), verdict: 'pass', codes: ['ok'] },
  '302': { given: given({ http: walk([HTTP, HTTPS], { status: 302 }) }), verdict: 'warn', codes: ['temporary'] },
  'http -> http www -> https www': {
    given: given({ http: walk([HTTP, 'http://www.acme.io/', WWW]) }),
    verdict: 'warn',
    codes: ['detour'],
  },
  'http -> https www directly': {
    given: given({ http: walk([HTTP, WWW]) }),
    verdict: 'pass',
    codes: ['elsewhere'],
    says: ['www.acme.io'],
  },
  '200 on http': { given: given({ http: walk([HTTP]) }), verdict: 'fail', codes: ['plain'] },
  'http only, 443 closed': {
    given: given({ http: walk([HTTP]), https: webChain([deadHop(HTTPS, webError('ECONNREFUSED'))]) }),
    verdict: 'fail',
    codes: ['plain'],
  },
  'redirect that stays on http': {
    given: given({ http: walk([HTTP, 'http://acme.io/home']) }),
    verdict: 'fail',
    codes: ['endsOnHttp'],
  },
  'closed 80': { given: given({ http: refused }), verdict: 'pass', codes: ['closed'] },
  'closed 80 and closed 443': {
    given: given({ http: refused, https: webChain([deadHop(HTTPS, webError('ECONNREFUSED'))]) }),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'https -> http downgrade later': {
    given: given({ http: walk([HTTP, HTTPS, 'http://acme.io/home', 'https://acme.io/home']) }),
    verdict: 'fail',
    codes: ['downgrade'],
  },
  'https and http send to each other': {
    given: given({ http: circle([HTTP, HTTPS]), https: circle([HTTPS, HTTP], { status: 302 }) }),
    verdict: 'fail',
    codes: ['downgrade'],
  },
  '426 on http, https fine': {
    given: given({ http: webChain([webHop(HTTP, { status: 426 })]) }),
    verdict: 'warn',
    codes: ['deadEnd'],
  },
  '403 on http, https fine': {
    given: given({ http: webChain([webHop(HTTP, { status: 403 })]) }),
    verdict: 'warn',
    codes: ['deadEnd'],
    says: ['403'],
  },
  'Location that is no address': {
    given: given({ http: webChain([webHop(HTTP, { location: 'http://[' })], { end: 'bad-location' }) }),
    verdict: 'warn',
    codes: ['deadEnd'],
  },
  'loop on http': {
    given: given({ http: circle([HTTP, 'http://www.acme.io/']) }),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'refused as a bot': {
    given: given({ http: webChain([webHop(HTTP, { status: 403, wall: { by: 'cloudflare', sign: 'challenge' } })]) }),
    verdict: 'unknown',
    codes: ['unseen'],
    says: ['403'],
  },
  '429 at the first request': { given: given({ http: webChain([webHop(HTTP, { status: 429 })]) }), verdict: 'unknown' },
  'timeouts only on 80': {
    given: given({ http: webChain([deadHop(HTTP, webError('TIMEOUT'))]) }),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'our time was up': { given: given({ http: null }), verdict: 'unknown' },
  'DNS failed': { given: given({ state: 'dns-failed', http: null, https: null }), verdict: 'unknown' },
  'no address': {
    given: given({ state: 'no-address', http: null, https: null }),
    verdict: 'not-applicable',
    codes: ['noAddress'],
  },
  'evidence timed out': { given: { entry: timedOut() }, verdict: 'unknown' },
})
