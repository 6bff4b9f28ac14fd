import { bareTarget, type Target } from '../engine/target'
import { cases, timedOut } from './shared/cases'
import { type AddressLook, certificate, identity, noHandshake, webTlsOf } from './shared/tls-test-kit'
import check from './tls-cert-name'

const given = (host: string, leaf: ReturnType<typeof certificate>, name: 'match' | 'mismatch' = 'match') => ({
  tls: webTlsOf({ [host]: [{ first: { leaf, part: { name } } }] }),
})

const legacy: Target = { ...bareTarget('x.com'), profile: { legacyClients: true } }
const X = certificate(['x.com'])
const old = (unnamed: NonNullable<AddressLook['unnamed']>) => ({
  tls: webTlsOf({ 'x.com': [{ first: { leaf: X }, unnamed }] }),
})

cases(check, {
  'old clients get the same certificate': { target: legacy, given: old({ leaf: X }), verdict: 'pass', codes: ['ok'] },
  'old clients get the certificate of a neighbour': {
    target: legacy,
    given: old({ leaf: certificate(['neighbour.io']), part: { name: 'mismatch' } }),
    verdict: 'warn',
    codes: ['unnamed'],
    says: ['neighbour.io'],
  },
  'old clients are refused': {
    target: legacy,
    given: old(noHandshake('TLS_ALERT', { alert: 112 })),
    verdict: 'warn',
    codes: ['closed'],
  },
  'old clients get no answer in time': {
    target: legacy,
    given: old(noHandshake('TIMEOUT')),
    verdict: 'unknown',
    codes: ['unseenUnnamed'],
  },
  'old clients are no matter of this product': {
    given: old({ leaf: certificate(['neighbour.io']), part: { name: 'mismatch' } }),
    verdict: 'pass',
  },
  'wildcard of the parent': {
    given: given('app.x.com', certificate(['*.x.com', 'x.com'])),
    verdict: 'pass',
    codes: ['ok'],
  },
  'wildcard does not cover the bare domain': {
    given: given('x.com', certificate(['*.x.com'])),
    verdict: 'fail',
    codes: ['mismatch'],
    says: ['*.x.com'],
  },
  'wildcard covers one level only': {
    given: given('a.b.x.com', certificate(['*.x.com'])),
    verdict: 'fail',
    codes: ['mismatch'],
  },
  'common name only': {
    given: given('x.com', certificate([], { subject: identity('x.com') })),
    verdict: 'fail',
    codes: ['noSan'],
  },
  'another case': { given: given('app.x.com', certificate(['APP.X.com'])), verdict: 'pass' },
  'international name': {
    given: given('xn--mnchen-3ya.example', certificate(['xn--mnchen-3ya.example'])),
    verdict: 'pass',
  },
  'Traefik default certificate': {
    given: given('x.com', certificate([], { subject: identity('TRAEFIK DEFAULT CERT') })),
    verdict: 'fail',
    codes: ['fallback'],
  },
  'certificate of the platform': {
    given: given('x.com', certificate(['*.vercel.app'])),
    verdict: 'fail',
    codes: ['fallback'],
  },
  'address literal': {
    given: given('203.0.113.5', certificate([], { ipAddresses: ['203.0.113.5'] })),
    verdict: 'pass',
  },
  'many names, ours among those not kept': {
    given: given('x.com', certificate(['a.com', 'b.com', 'c.com', 'd.com'], { nameCount: 500 })),
    verdict: 'pass',
  },
  'many names, none of them ours': {
    given: given('x.com', certificate(['a.com', 'b.com', 'c.com', 'd.com'], { nameCount: 500 }), 'mismatch'),
    verdict: 'fail',
    says: ['497 more'],
  },
  'certificate misses the app host': {
    given: {
      tls: webTlsOf({
        'x.com': [{ first: { leaf: certificate(['x.com']) } }],
        'app.x.com': [{ first: { leaf: certificate(['x.com']) } }],
      }),
    },
    verdict: 'fail',
    codes: ['mismatch', 'ok'],
  },
  'second key type is for another name': {
    given: {
      tls: webTlsOf({
        'x.com': [
          {
            first: { leaf: certificate(['x.com']) },
            second: { leaf: certificate(['old.com'], { keyType: 'rsa', keyBits: 2048 }) },
          },
        ],
      }),
    },
    verdict: 'fail',
    codes: ['mismatch'],
  },
  'no handshake': {
    given: { tls: webTlsOf({ 'x.com': [{ first: noHandshake('TLS_ALERT', { alert: 112 }) }] }) },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'handshake timed out': {
    given: { tls: webTlsOf({ 'x.com': [{ first: noHandshake('TIMEOUT') }] }) },
    verdict: 'unknown',
  },
  'DNS failed': { given: { tls: webTlsOf({ 'x.com': 'dns-failed' }) }, verdict: 'unknown' },
  'no address': {
    given: { tls: webTlsOf({ 'x.com': 'no-address' }) },
    verdict: 'not-applicable',
    codes: ['noAddress'],
  },
  'evidence timed out': { given: { tls: timedOut() }, verdict: 'unknown' },
})
