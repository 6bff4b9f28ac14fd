import type { WebChain } from '../evidence/web-chain'
import type { WebEntryRow } from '../evidence/web-entry'
import { PROBE_PATH } from '../evidence/web-probes'
import check from './redirect-loop'
import { cases, settled, timedOut } from './shared/cases'
import { circle, deadHop, entryRow, walk, webChain, webError, webHop } from './shared/web-test-kit'

const HTTP = 'http://acme.io/'
const HTTPS = 'https://acme.io/'
const WWW = 'https://www.acme.io/'
const LOGIN = 'https://acme.io/login'

const none = settled({ status: 'absent', reason: 'not-relevant' })

function given(part: Partial<WebEntryRow> = {}, more: { probe?: WebChain; url?: WebChain } = {}) {
  const row = entryRow('acme.io', part)
  const urls = more.url
    ? { urls: [{ url: more.url.start, purpose: 'login' as const, declared: true, chain: more.url, first: null }] }
    : none
  return {
    entry: { hosts: [row] },
    probes: { hosts: [{ host: 'acme.io', state: row.state, http: null, https: more.probe ?? null }] },
    urls,
  }
}

const cookieOnce = webChain([
  webHop(HTTPS, { location: '/', status: 302, headers: [['set-cookie', 'seen=****; Path=/']] }),
  webHop(HTTPS),
])

cases(check, {
  'no loop': { given: given(), verdict: 'pass', codes: ['ok'] },
  '/ -> / behind Cloudflare': {
    given: given({
      https: circle([HTTPS], {
        headers: [
          ['cf-ray', '8f'],
          ['server', 'cloudflare'],
        ],
      }),
    }),
    verdict: 'fail',
    codes: ['flexible'],
  },
  '/ -> / without Cloudflare': { given: given({ https: circle([HTTPS]) }), verdict: 'fail', codes: ['proxyProto'] },
  'apex <-> www': {
    given: given({ https: circle([HTTPS, WWW], { headers: [['server', 'nginx']] }) }),
    verdict: 'fail',
    codes: ['apexWww'],
  },
  '/login <-> /login/': {
    given: given({}, { url: circle([LOGIN, `${LOGIN}/`]) }),
    verdict: 'fail',
    codes: ['slash'],
  },
  'cookie then self': { given: given({ https: cookieOnce }), verdict: 'pass', codes: ['ok'] },
  '/en/en/en': {
    given: given({ https: circle([HTTPS, `${HTTPS}en/`, `${HTTPS}en/en/`], {}, { loop: 'growing' }) }),
    verdict: 'fail',
    codes: ['growing'],
  },
  '6 distinct hops to 200': {
    given: given({ https: walk([HTTPS, ...[1, 2, 3, 4, 5, 6].map((step) => `${HTTPS}${step}`)]) }),
    verdict: 'pass',
  },
  'https -> http -> https': {
    given: given({ https: circle([HTTPS, HTTP], { status: 302 }) }),
    verdict: 'fail',
    codes: ['proxyProto'],
  },
  'sign-in ping-pong': {
    given: given({}, { url: circle([`${HTTPS}dashboard`, LOGIN], { status: 302 }) }),
    verdict: 'fail',
    codes: ['signIn'],
  },
  'three pages in a circle': {
    given: given({ https: circle([`${HTTPS}a`, `${HTTPS}b`, `${HTTPS}c`]) }),
    verdict: 'fail',
    codes: ['circle'],
  },
  'eleven redirects': {
    given: given({
      https: webChain(
        Array.from({ length: 11 }, (_, step) => webHop(`${HTTPS}?n=${step}`, { location: `/?n=${step + 1}` })),
        { end: 'too-many' },
      ),
    }),
    verdict: 'fail',
    codes: ['tooMany'],
  },
  'loop only on a link with path and query': {
    given: given({}, { probe: circle([`https://acme.io${PROBE_PATH}`]) }),
    verdict: 'fail',
    codes: ['proxyProto'],
  },
  'key URL on a host outside the list': {
    given: given({}, { url: walk(['https://pay.example/a', 'https://pay.example/b']) }),
    verdict: 'pass',
    codes: ['ok', 'ok'],
  },
  'refused as a bot': {
    given: given({
      https: webChain([webHop(HTTPS, { status: 403, wall: { by: 'vercel', sign: 'x-vercel-mitigated' } })]),
    }),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'nothing answers': {
    given: given({
      http: webChain([deadHop(HTTP, webError('TIMEOUT'))]),
      https: webChain([deadHop(HTTPS, webError('TIMEOUT'))]),
    }),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'both ports closed': {
    given: given({
      http: webChain([deadHop(HTTP, webError('ECONNREFUSED'))]),
      https: webChain([deadHop(HTTPS, webError('ECONNREFUSED'))]),
    }),
    verdict: 'not-applicable',
    codes: ['dead'],
  },
  'port 80 closed': { given: given({ http: webChain([deadHop(HTTP, webError('ECONNREFUSED'))]) }), verdict: 'pass' },
  'DNS failed': { given: given({ state: 'dns-failed', http: null, https: null }), verdict: 'unknown' },
  'no address': {
    given: given({ state: 'no-address', http: null, https: null }),
    verdict: 'not-applicable',
    codes: ['noAddress'],
  },
  'evidence timed out': { given: { ...given(), entry: timedOut() }, verdict: 'unknown' },
})
