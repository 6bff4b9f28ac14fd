import { targetSchema } from '../engine/target'
import type { TlsStranger, TlsStrangers } from '../evidence/tls-strangers'
import { CASE_NOW, cases, timedOut } from './shared/cases'
import { type AddressLook, certificate, noHandshake, webTlsOf } from './shared/tls-test-kit'
import { entryRow, walk, webChain, webHop } from './shared/web-test-kit'
import check from './tls-hostname-coverage'

const good = (host: string): AddressLook => ({ first: { leaf: certificate([host]) } })
const target = targetSchema.parse({
  domain: 'acme.io',
  hosts: [{ name: 'api.acme.io', role: 'api' }],
  urls: [],
  sending: [],
  profile: {},
})
const dayAgo = webHop('https://acme.io/', {
  headers: [['Date', new Date(Date.parse(CASE_NOW) - 26 * 3_600_000).toUTCString()]],
})
const nobody: TlsStrangers = { hosts: [], more: 0 }
const stranger = (host: string, part: Partial<TlsStranger> = {}): TlsStrangers => ({
  hosts: [{ host, source: 'certificate', seenAt: 'acme.io', state: 'live', status: 200, authorized: true, ...part }],
  more: 0,
})
const quiet = { entry: { hosts: [entryRow('acme.io')] }, urls: { urls: [] }, found: nobody }
const hosts = (map: Parameters<typeof webTlsOf>[0]) => ({ ...quiet, tls: webTlsOf(map) })

cases(check, {
  'all hosts fine': {
    target,
    given: hosts({
      'acme.io': [good('acme.io')],
      'www.acme.io': [good('www.acme.io')],
      'api.acme.io': [good('api.acme.io')],
    }),
    verdict: 'pass',
    codes: ['ok', 'ok', 'ok'],
  },
  'api expired': {
    target,
    given: hosts({
      'acme.io': [good('acme.io')],
      'api.acme.io': [{ first: { leaf: certificate(['api.acme.io'], { left: -2 }) } }],
    }),
    verdict: 'fail',
    codes: ['invalid', 'ok'],
    says: ['expired'],
  },
  'api about to expire': {
    target,
    given: hosts({ 'api.acme.io': [{ first: { leaf: certificate(['api.acme.io'], { left: 6 }) } }] }),
    verdict: 'fail',
    codes: ['late'],
    says: ['6 days'],
  },
  'expired by a clock of ours that is wrong': {
    target,
    given: {
      ...hosts({ 'acme.io': [{ first: { leaf: certificate(['acme.io'], { left: -1 }) } }] }),
      entry: { hosts: [entryRow('acme.io', { http: null, https: webChain([dayAgo]) })] },
    },
    verdict: 'unknown',
    codes: ['clock'],
  },
  'vendor certificate of a status host': {
    target,
    given: hosts({ 'status.acme.io': [good('status.acme.io')] }),
    verdict: 'pass',
  },
  'docs host unknown to the server': {
    target,
    given: hosts({ 'docs.acme.io': [{ first: noHandshake('TLS_ALERT', { alert: 112 }) }] }),
    verdict: 'fail',
    codes: ['refused'],
  },
  'one of two servers does not know the name': {
    target,
    given: hosts({
      'acme.io': [good('acme.io'), { address: '104.16.1.11', first: noHandshake('TLS_ALERT', { alert: 112 }) }],
    }),
    verdict: 'warn',
    codes: ['partly'],
    says: ['104.16.1.11'],
  },
  'one server does not know the name, the other does not answer': {
    target,
    given: hosts({
      'acme.io': [
        { first: noHandshake('TLS_ALERT', { alert: 112 }) },
        { address: '104.16.1.11', first: noHandshake('TIMEOUT') },
      ],
    }),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'root of a public authority that we do not know': {
    target,
    given: hosts({ 'acme.io': [{ first: { leaf: certificate(['acme.io']), part: { path: 'incomplete' } } }] }),
    verdict: 'unknown',
    codes: ['unjudged'],
  },
  'certificate that is not made for servers': {
    target,
    given: hosts({
      'acme.io': [{ first: { leaf: certificate(['acme.io'], { extendedKeyUsage: ['1.3.6.1.5.5.7.3.2'] }) } }],
    }),
    verdict: 'fail',
    codes: ['invalid'],
  },
  'live host that is not registered': {
    target,
    given: {
      tls: webTlsOf({ 'acme.io': [good('acme.io')] }),
      urls: { urls: [] },
      found: nobody,
      entry: { hosts: [entryRow('acme.io', { https: walk(['https://acme.io/', 'https://old.acme.io/']) })] },
    },
    verdict: 'warn',
    codes: ['ok', 'stranger'],
    says: ['old.acme.io'],
  },
  'sign-in service of somebody else on the way': {
    target,
    given: {
      tls: webTlsOf({ 'acme.io': [good('acme.io')] }),
      urls: { urls: [] },
      found: nobody,
      entry: { hosts: [entryRow('acme.io', { https: walk(['https://acme.io/', 'https://acme.auth0.com/']) })] },
    },
    verdict: 'pass',
  },
  'certificate names a host that answers 200': {
    target,
    given: { ...hosts({ 'acme.io': [good('acme.io')] }), found: stranger('old.acme.io') },
    verdict: 'warn',
    codes: ['ok', 'stranger'],
    says: ['old.acme.io'],
  },
  'certificate names a host without address': {
    target,
    given: {
      ...hosts({ 'acme.io': [good('acme.io')] }),
      found: stranger('dev.acme.io', { state: 'no-address', status: null, authorized: null }),
    },
    verdict: 'pass',
    codes: ['ok'],
  },
  'page links to a host with a bad certificate': {
    target,
    given: {
      ...hosts({ 'acme.io': [good('acme.io')] }),
      found: stranger('blog.acme.io', { source: 'link', authorized: false }),
    },
    verdict: 'warn',
  },
  'certificate names a host we could not look at': {
    target,
    given: {
      ...hosts({ 'acme.io': [good('acme.io')] }),
      found: stranger('slow.acme.io', { state: 'not-looked', status: null, authorized: null }),
    },
    verdict: 'pass',
  },
  'further hosts were not looked for': {
    target,
    given: { ...hosts({ 'acme.io': [good('acme.io')] }), found: timedOut() },
    verdict: 'pass',
  },
  'time-out': {
    target,
    given: hosts({ 'acme.io': [{ first: noHandshake('TIMEOUT') }] }),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'name without address': {
    target,
    given: hosts({ 'dev.acme.io': 'no-address' }),
    verdict: 'not-applicable',
    codes: ['noAddress'],
  },
  'evidence timed out': { target, given: { ...quiet, tls: timedOut() }, verdict: 'unknown' },
})
