import type { WebHop } from '../evidence/web-chain'
import type { WebReachRow } from '../evidence/web-reach'
import check from './https-reachable'
import { cases, timedOut } from './shared/cases'
import { deadHop, webError, webHop } from './shared/web-test-kit'

const URL = 'https://app.acme.io/'
const V4 = '104.16.1.10'
const V6 = '2606:4700::a'

const answers = webHop(URL)
const dead = (code: string, extra = {}): WebHop => deadHop(URL, webError(code, extra))

function reach(seen: [string, WebHop | null][], part: Partial<WebReachRow> = {}) {
  const addresses = seen.map(([address, answer]) => ({
    address,
    family: address.includes(':') ? (6 as const) : (4 as const),
    answer,
  }))
  return {
    reach: {
      hosts: [{ host: 'app.acme.io', roles: ['app' as const], state: 'ok' as const, reason: '', addresses, ...part }],
    },
  }
}

cases(check, {
  'v4 and v6 both handshake': {
    given: reach([
      [V4, answers],
      [V6, answers],
    ]),
    verdict: 'pass',
    codes: ['ok'],
  },
  'v4 ok, v6 refused': {
    given: reach([
      [V4, answers],
      [V6, dead('ECONNREFUSED')],
    ]),
    verdict: 'warn',
    codes: ['some'],
    says: [V6],
  },
  'v4 ok, no IPv6 of our own': {
    given: reach([
      [V4, answers],
      [V6, dead('EUNREACH')],
    ]),
    verdict: 'pass',
    codes: ['okFamily'],
  },
  'alert 112 for this SNI': {
    given: reach([[V4, dead('TLS_ALERT', { phase: 'tls', alert: 112 })]]),
    verdict: 'fail',
    codes: ['detached'],
  },
  'alert 40 on every version': {
    given: reach([[V4, dead('TLS_ALERT', { phase: 'tls', alert: 40 })]]),
    verdict: 'fail',
    codes: ['detached'],
  },
  'alert 40 for us, but old ciphers are accepted': {
    given: reach([], {
      addresses: [{ address: V4, family: 4, answer: dead('TLS_ALERT', { phase: 'tls', alert: 40 }), outdated: true }],
    }),
    verdict: 'fail',
    codes: ['outdated'],
    says: ['no encryption they accept'],
  },
  'app host that asks visitors for a certificate': {
    given: reach([], {
      addresses: [{ address: V4, family: 4, answer: dead('TLS_ALERT', { alert: 40 }), asksVisitor: true }],
    }),
    verdict: 'fail',
    codes: ['visitorCertificate'],
  },
  'API for programs with a certificate': {
    given: reach([], {
      roles: ['api'],
      addresses: [{ address: V4, family: 4, answer: dead('TLS_ALERT', { alert: 116 }), asksVisitor: true }],
    }),
    verdict: 'unknown',
    codes: ['forPrograms'],
  },
  'plaintext on 443': {
    given: reach([[V4, dead('PLAIN_HTTP_ON_TLS', { phase: 'tls' })]]),
    verdict: 'fail',
    codes: ['plainHttp'],
  },
  'TCP timeout on all': { given: reach([[V4, dead('TIMEOUT')]]), verdict: 'fail', codes: ['timeout'] },
  'refused on all': {
    given: reach([
      [V4, dead('ECONNREFUSED')],
      [V6, dead('ECONNREFUSED')],
    ]),
    verdict: 'fail',
    codes: ['refused'],
  },
  'cut off inside the handshake': {
    given: reach([[V4, dead('ECONNRESET', { phase: 'tls' })]]),
    verdict: 'fail',
    codes: ['broken'],
  },
  'slow first byte': {
    given: reach([[V4, dead('TIMEOUT', { phase: 'first-byte' })]]),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'only IPv6, and it times out': { given: reach([[V6, dead('TIMEOUT')]]), verdict: 'unknown', codes: ['unseen'] },
  'bot wall still answers': {
    given: reach([[V4, webHop(URL, { status: 403, wall: { by: 'cloudflare', sign: 'cf-mitigated: challenge' } })]]),
    verdict: 'pass',
    codes: ['ok'],
  },
  'our budget is used up': { given: reach([[V4, dead('BUDGET', { fault: 'ours' })]]), verdict: 'unknown' },
  'not looked at in time': { given: reach([[V4, null]]), verdict: 'unknown', codes: ['unseen'] },
  'DNS SERVFAIL': {
    given: reach([], { state: 'dns-failed', reason: 'servfail' }),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'private address': { given: reach([], { state: 'blocked', reason: 'private' }), verdict: 'unknown' },
  'no A/AAAA': { given: reach([], { state: 'no-address' }), verdict: 'not-applicable', codes: ['noAddress'] },
  'evidence timed out': { given: { reach: timedOut() }, verdict: 'unknown' },
})
