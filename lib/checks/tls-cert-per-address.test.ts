import type { WebEntry } from '../evidence/web-entry'
import { CASE_NOW, cases, timedOut } from './shared/cases'
import { type AddressLook, certificate, identity, noHandshake, webTlsOf } from './shared/tls-test-kit'
import { entryRow, webChain, webHop } from './shared/web-test-kit'
import check from './tls-cert-per-address'

const GOOD = certificate(['acme.io'])
const EXPIRED = certificate(['acme.io'], { left: -2 })
const RSA = certificate(['acme.io'], { left: -3, keyType: 'rsa', keyBits: 2048 })
const OTHER = certificate(['acme.io'], { left: 50, issuer: identity('WE1', 'Google Trust Services') })
const FRESH = certificate(['acme.io'], { left: 80 })
const AGEING_RSA = certificate(['acme.io'], { left: 5, keyType: 'rsa', keyBits: 2048 })
const SECOND = '104.16.1.11'

const entry: WebEntry = { hosts: [entryRow('acme.io')] }
const dayAgo = webHop('https://acme.io/', {
  headers: [['Date', new Date(Date.parse(CASE_NOW) - 26 * 3_600_000).toUTCString()]],
})
const given = (...looks: AddressLook[]) => ({ tls: webTlsOf({ 'acme.io': looks }), entry })

cases(check, {
  'single address': { given: given({ first: { leaf: GOOD } }), verdict: 'pass', codes: ['ok'] },
  'two addresses, same certificate': {
    given: given({ first: { leaf: GOOD } }, { address: SECOND, first: { leaf: GOOD } }),
    verdict: 'pass',
  },
  'second address expired': {
    given: given({ first: { leaf: GOOD } }, { address: SECOND, first: { leaf: EXPIRED } }),
    verdict: 'fail',
    codes: ['some'],
    says: [SECOND, 'expired'],
  },
  'second address expired by a clock of ours that is wrong': {
    given: {
      ...given({ first: { leaf: GOOD } }, { address: SECOND, first: { leaf: EXPIRED } }),
      entry: { hosts: [entryRow('acme.io', { http: null, https: webChain([dayAgo]) })] },
    },
    verdict: 'unknown',
    codes: ['clock'],
  },
  'ECDSA fine, RSA expired': {
    given: given({ first: { leaf: GOOD }, second: { leaf: RSA } }),
    verdict: 'fail',
    codes: ['some'],
    says: ['RSA 2048'],
  },
  'second address for another name': {
    given: given({ first: { leaf: GOOD } }, { address: SECOND, first: { leaf: certificate(['old.io']) } }),
    verdict: 'fail',
    says: ['another name'],
  },
  'second address without its intermediate': {
    given: given(
      { first: { leaf: GOOD } },
      { address: SECOND, first: { leaf: GOOD, chain: [], part: { path: 'incomplete' } } },
    ),
    verdict: 'fail',
    says: ['not trusted'],
  },
  'root of a public authority that we do not know': {
    given: given({ first: { leaf: GOOD, part: { path: 'incomplete' } } }),
    verdict: 'unknown',
    codes: ['unjudged'],
  },
  'second address with a certificate that is not made for servers': {
    given: given(
      { first: { leaf: GOOD } },
      {
        address: SECOND,
        first: { leaf: certificate(['acme.io'], { extendedKeyUsage: ['1.3.6.1.5.5.7.3.2'] }) },
      },
    ),
    verdict: 'fail',
    says: ['not trusted'],
  },
  'different issuers, both valid': {
    given: given({ first: { leaf: GOOD } }, { address: SECOND, first: { leaf: OTHER } }),
    verdict: 'pass',
  },
  'ends 80 and 5 days away': {
    given: given(
      { first: { leaf: certificate(['acme.io'], { left: 80 }) } },
      { address: SECOND, first: { leaf: certificate(['acme.io'], { left: 5 }) } },
    ),
    verdict: 'warn',
    codes: ['missed'],
    says: [SECOND, '75 days'],
  },
  'key types of one address with different ends': {
    given: given({
      first: { leaf: certificate(['acme.io'], { left: 80 }) },
      second: { leaf: certificate(['acme.io'], { left: 5, keyType: 'rsa', keyBits: 2048 }) },
    }),
    verdict: 'pass',
  },
  'two addresses, each with the same two key types': {
    given: given(
      { first: { leaf: FRESH }, second: { leaf: AGEING_RSA } },
      { address: SECOND, first: { leaf: FRESH }, second: { leaf: AGEING_RSA } },
    ),
    verdict: 'pass',
  },
  'second address kept an older RSA certificate': {
    given: given(
      {
        first: { leaf: FRESH },
        second: { leaf: certificate(['acme.io'], { left: 80, keyType: 'rsa', keyBits: 2048 }) },
      },
      { address: SECOND, first: { leaf: FRESH }, second: { leaf: AGEING_RSA } },
    ),
    verdict: 'warn',
    codes: ['missed'],
    says: [SECOND],
  },
  'all expired alike': {
    given: given({ first: { leaf: EXPIRED } }, { address: SECOND, first: { leaf: EXPIRED } }),
    verdict: 'not-applicable',
    codes: ['same'],
  },
  'no second key type': {
    given: given({ first: { leaf: GOOD }, second: noHandshake('TLS_ALERT', { alert: 40 }) }),
    verdict: 'pass',
  },
  'dead IPv6 address is not judged here': {
    given: given({ first: { leaf: GOOD } }, { address: '2606:4700::a', first: noHandshake('ECONNREFUSED') }),
    verdict: 'pass',
  },
  'all handshakes timed out': {
    given: given({ first: noHandshake('TIMEOUT') }),
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'no address': {
    given: { tls: webTlsOf({ 'acme.io': 'no-address' }), entry },
    verdict: 'not-applicable',
    codes: ['noAddress'],
  },
  'evidence timed out': { given: { tls: timedOut(), entry }, verdict: 'unknown' },
})
