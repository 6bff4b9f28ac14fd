import { bareTarget, type UrlPurpose } from '../engine/target'
import type { DnsDomain } from '../evidence/dns-domain'
import type { WebChain, WebHop, WebPage } from '../evidence/web-chain'
import check from './critical-urls-up'
import { cases, settled, timedOut } from './shared/cases'
import { circle, deadHop, walk, webChain, webError, webHop, webPage } from './shared/web-test-kit'

const HOME = 'https://acme.io/'

function given(
  purpose: UrlPurpose,
  chain: WebChain | null,
  { first = null, domain = 'exists' }: { first?: WebChain | null; domain?: DnsDomain['status'] } = {},
) {
  return {
    urls: { urls: [{ url: chain?.start ?? HOME, purpose, declared: true, chain, first }] },
    whole: { domain: 'acme.io', status: domain, rounds: [], resolverInvents: false },
  }
}

const answer = (status: number, part: Partial<WebPage> = {}, headers: [string, string][] = []): WebChain =>
  webChain([webHop(HOME, { status, headers })], { page: webPage(part) })
const dead = (code: string, extra = {}): WebHop => deadHop(HOME, webError(code, extra))
const cloudflare: [string, string][] = [
  ['server', 'cloudflare'],
  ['cf-ray', '8f'],
]

cases(check, {
  '200 html': { given: given('homepage', answer(200)), verdict: 'pass', codes: ['ok'] },
  '301 -> 200': { given: given('homepage', walk([HOME, 'https://www.acme.io/'])), verdict: 'pass' },
  '503 then 200': {
    given: given('homepage', answer(200), { first: answer(503) }),
    verdict: 'warn',
    codes: ['retried'],
  },
  '522 via Cloudflare': {
    given: given('homepage', answer(522, {}, cloudflare), { first: answer(522) }),
    verdict: 'fail',
    codes: ['error'],
  },
  '500 twice': { given: given('api', answer(500), { first: answer(500) }), verdict: 'fail', codes: ['error'] },
  '200 nginx welcome page': {
    given: given('homepage', answer(200, { placeholder: 'nginx-welcome' })),
    verdict: 'fail',
    codes: ['placeholder'],
    says: ['nginx'],
  },
  '404 of a service that does not know the name': {
    given: given('homepage', answer(404, { placeholder: 's3-no-bucket' })),
    verdict: 'fail',
    codes: ['takeover'],
  },
  '403 challenge': {
    given: given('homepage', webChain([webHop(HOME, { status: 403, wall: { by: 'cloudflare', sign: 'challenge' } })])),
    verdict: 'unknown',
    codes: ['unseen'],
    says: ['LaunchReadyBot'],
  },
  'more headers than we read': {
    given: given('homepage', webChain([dead('HEADER_OVERFLOW', { fault: 'ours' })])),
    verdict: 'unknown',
    says: ['more headers than we read'],
  },
  '403 without a known wall': { given: given('dashboard', answer(403)), verdict: 'unknown', says: ['LaunchReadyBot'] },
  'API that forbids strangers': { given: given('api', answer(403)), verdict: 'pass' },
  '429 at the first request': { given: given('homepage', answer(429)), verdict: 'unknown', codes: ['unseen'] },
  '404 on declared login': { given: given('login', answer(404)), verdict: 'fail', codes: ['missing'] },
  '401 with a login page': { given: given('login', answer(401, { hasPasswordField: true })), verdict: 'pass' },
  '401 without a login page': { given: given('login', answer(401)), verdict: 'warn', codes: ['refusesVisit'] },
  'API that wants a token': { given: given('api', answer(401)), verdict: 'pass' },
  'webhook that wants a POST': { given: given('webhook', answer(405)), verdict: 'pass' },
  'API root without a page': { given: given('api', answer(404)), verdict: 'warn', codes: ['refusesVisit'] },
  'login at an identity provider': {
    given: given('login', walk(['https://acme.io/login', 'https://acme.eu.auth0.com/u/login'])),
    verdict: 'pass',
    codes: ['handover'],
  },
  'home page on another company': {
    given: given('homepage', walk([HOME, 'https://parking.example/acme'])),
    verdict: 'fail',
    codes: ['foreign'],
  },
  'home page on an unlisted host of the domain': {
    given: given('homepage', walk([HOME, 'https://app.acme.io/'])),
    verdict: 'warn',
    codes: ['unregistered'],
  },
  'home page on a listed host': {
    given: given('homepage', walk([HOME, 'https://app.acme.io/'])),
    target: { ...bareTarget('acme.io'), hosts: [{ name: 'app.acme.io', role: 'app' }] },
    verdict: 'pass',
  },
  'health at a monitored vendor that the project names': {
    given: given('health', walk(['https://api.vendor.example/health'])),
    target: { ...bareTarget('acme.io'), urls: [{ url: 'https://api.vendor.example/health', purpose: 'health' }] },
    verdict: 'pass',
  },
  refused: { given: given('homepage', webChain([dead('ECONNREFUSED')])), verdict: 'fail', codes: ['dead'] },
  'name does not exist': {
    given: given('homepage', webChain([dead('DNS_NXDOMAIN', { phase: 'dns' })])),
    verdict: 'fail',
    says: ['does not exist'],
  },
  'the domain does not exist': {
    given: given('login', webChain([deadHop('https://app.acme.io/', webError('DNS_NXDOMAIN', { phase: 'dns' }))]), {
      domain: 'nxdomain',
    }),
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'the domain does not exist, its address at a vendor does not either': {
    given: given('health', webChain([deadHop('https://acme.example/', webError('DNS_NXDOMAIN', { phase: 'dns' }))]), {
      domain: 'nxdomain',
    }),
    verdict: 'fail',
    codes: ['dead'],
  },
  'time-out once': { given: given('homepage', webChain([dead('TIMEOUT')])), verdict: 'unknown', codes: ['unseen'] },
  'time-out twice': {
    given: given('homepage', webChain([dead('TIMEOUT')]), {
      first: webChain([dead('TIMEOUT', { phase: 'first-byte' })]),
    }),
    verdict: 'fail',
    codes: ['dead'],
  },
  'host stopped': { given: given('homepage', webChain([dead('HOST_STOPPED', { fault: 'ours' })])), verdict: 'unknown' },
  loop: { given: given('login', circle(['https://acme.io/login'])), verdict: 'unknown', says: ['do not end'] },
  'our time was up': { given: given('homepage', null), verdict: 'unknown' },
  'nothing to look at': {
    given: { urls: settled({ status: 'absent', reason: 'not-relevant' }), whole: timedOut() },
    verdict: 'not-applicable',
  },
  'evidence timed out': { given: { urls: timedOut(), whole: timedOut() }, verdict: 'unknown' },
})
