import type { WebChain } from '../evidence/web-chain'
import type { WebEntryRow } from '../evidence/web-entry'
import check from './redirect-chain-length'
import { cases, settled, timedOut } from './shared/cases'
import { circle, deadHop, entryRow, walk, webChain, webError, webHop } from './shared/web-test-kit'

const HTTP = 'http://acme.io/'
const HTTPS = 'https://acme.io/'
const WWW = 'https://www.acme.io/'
const LOGIN = 'https://acme.io/login'

const none = settled({ status: 'absent', reason: 'not-relevant' })

const given = (part: Partial<WebEntryRow> = {}, url?: WebChain) => ({
  entry: { hosts: [entryRow('acme.io', part)] },
  urls:
    url === undefined
      ? none
      : { urls: [{ url: url.start, purpose: 'login' as const, declared: true, chain: url, first: null }] },
})

const pages = (count: number) => Array.from({ length: count }, (_, step) => `${HTTPS}${step + 1}`)

cases(check, {
  'http -> https -> www': { given: given({ http: walk([HTTP, HTTPS, WWW]) }), verdict: 'pass', codes: ['ok'] },
  'http www -> https www -> https apex': {
    given: given({ http: walk(['http://www.acme.io/', WWW, HTTPS]) }),
    verdict: 'pass',
  },
  'three hops': { given: given({ http: walk([HTTP, HTTPS, ...pages(2)]) }), verdict: 'warn', codes: ['three'] },
  'four hops': { given: given({ http: walk([HTTP, HTTPS, ...pages(3)]) }), verdict: 'fail', codes: ['many'] },
  'direct 200': { given: given({ http: walk([HTTP]) }), verdict: 'pass', codes: ['ok'] },
  'login -> identity provider': {
    given: given(
      {},
      walk([LOGIN, 'https://acme.eu.auth0.com/authorize', 'https://acme.eu.auth0.com/u/login', ...pages(3)]),
    ),
    verdict: 'pass',
    codes: ['ok', 'handover'],
  },
  'first page of an app that hands over to an identity provider': {
    given: given({
      https: walk([
        HTTPS,
        LOGIN,
        'https://acme.eu.auth0.com/authorize',
        'https://acme.eu.auth0.com/login',
        'https://acme.eu.auth0.com/u/login',
      ]),
    }),
    verdict: 'pass',
    codes: ['ok'],
    says: ['1 redirect'],
  },
  'four redirects of its own before the identity provider': {
    given: given({ http: walk([HTTP, HTTPS, ...pages(3), 'https://acme.eu.auth0.com/u/login']) }),
    verdict: 'fail',
    codes: ['many'],
  },
  'key URL in two hops': { given: given({}, walk([LOGIN, ...pages(2)])), verdict: 'pass', codes: ['ok', 'okUrl'] },
  'key URL in three hops': { given: given({}, walk([LOGIN, ...pages(3)])), verdict: 'warn', codes: ['ok', 'three'] },
  'key URL in five hops': { given: given({}, walk([LOGIN, ...pages(5)])), verdict: 'fail', codes: ['ok', 'many'] },
  'key URL that does not answer': {
    given: given({}, webChain([deadHop(LOGIN, webError('TIMEOUT'))])),
    verdict: 'pass',
  },
  loop: { given: given({ http: circle([HTTP]), https: circle([HTTPS]) }), verdict: 'unknown', says: ['do not end'] },
  'refused as a bot': {
    given: given({
      http: null,
      https: webChain([webHop(HTTPS, { status: 403, wall: { by: 'akamai', sign: 'Access Denied' } })]),
    }),
    verdict: 'unknown',
  },
  'both ports closed': {
    given: given({
      http: webChain([deadHop(HTTP, webError('ECONNREFUSED'))]),
      https: webChain([deadHop(HTTPS, webError('TLS_ALERT', { phase: 'tls', alert: 112 }))]),
    }),
    verdict: 'not-applicable',
    codes: ['dead'],
  },
  'DNS failed': {
    given: given({ state: 'dns-failed', http: null, https: null }),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'no address': {
    given: given({ state: 'no-address', http: null, https: null }),
    verdict: 'not-applicable',
    codes: ['noAddress'],
  },
  'evidence timed out': { given: { entry: timedOut(), urls: none }, verdict: 'unknown' },
})
