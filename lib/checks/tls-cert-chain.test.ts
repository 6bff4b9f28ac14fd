import type { WebTlsAddress } from '../evidence/web-tls'
import { cases, timedOut } from './shared/cases'
import { authority, certificate, identity, LE, type Look, noHandshake, webTlsOf } from './shared/tls-test-kit'
import check from './tls-cert-chain'

type Aia = NonNullable<WebTlsAddress['aia']>

const LEAF = certificate(['x.com'])
const OWN = identity('Acme Root', 'Acme GmbH')
const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'

function given(look: Partial<Look>, aia: Aia | null = null) {
  return { tls: webTlsOf({ 'x.com': [{ first: { leaf: LEAF, ...look }, aia }] }) }
}

const aia = (status: Aia['status'], part: Partial<Aia> = {}): Aia => ({ status, issuers: [], pem: '', ...part })
const lone: Partial<Look> = {
  chain: [],
  part: { path: 'incomplete', authorizationError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
}
const entrust = authority({
  subject: identity('Entrust Root', 'Entrust, Inc.'),
  issuer: identity('Entrust Root', 'Entrust, Inc.'),
  selfSigned: true,
})

cases(check, {
  'leaf, intermediate': { given: given({}), verdict: 'pass', codes: ['ok'] },
  'leaf only, AIA gives the intermediate': {
    given: given(lone, aia('completes', { issuers: [LE], pem: PEM })),
    verdict: 'fail',
    codes: ['missingIntermediate'],
  },
  'leaf only, AIA could not be fetched': {
    given: given(lone, aia('failed')),
    verdict: 'fail',
    codes: ['missingIntermediate'],
  },
  'leaf only, no AIA, issuer unknown': {
    given: given({ ...lone, leaf: certificate(['x.com'], { issuer: OWN }) }, aia('no-url')),
    verdict: 'fail',
    codes: ['unknownIssuer'],
    says: ['Acme GmbH'],
  },
  'unknown issuer, AIA could not be fetched': {
    given: given({ ...lone, leaf: certificate(['x.com'], { issuer: OWN }) }, aia('failed')),
    verdict: 'fail',
    codes: ['deadEnd'],
  },
  "test system of Let's Encrypt, AIA leads to its root": {
    given: given(
      { ...lone, leaf: certificate(['x.com'], { issuer: identity('(STAGING) Plum E5', "(STAGING) Let's Encrypt") }) },
      aia('unknown-root'),
    ),
    verdict: 'fail',
    codes: ['testAuthority'],
  },
  ...Object.fromEntries(
    ['UNSPECIFIED', 'PATH_LENGTH_EXCEEDED', 'INVALID_PURPOSE'].map((authorizationError) => [
      `a rule of RFC 5280 is broken: ${authorizationError}`,
      {
        given: given({ part: { authorized: false, authorizationError } }),
        verdict: 'fail' as const,
        codes: ['refused'],
      },
    ]),
  ),
  "the certificate of an authority in place of a host's own": {
    given: given({ leaf: certificate(['x.com'], { isCa: true, extendedKeyUsage: [] }) }),
    verdict: 'fail',
    codes: ['wrongPurpose'],
  },
  'AIA leads to a private root': {
    given: given({ ...lone, leaf: certificate(['x.com'], { issuer: OWN }) }, aia('unknown-root')),
    verdict: 'fail',
    codes: ['unknownIssuer'],
  },
  'AIA of a public authority leads to a root we lack': {
    given: given(lone, aia('unknown-root')),
    verdict: 'unknown',
    codes: ['staleRoots'],
  },
  'intermediate of a public authority, its root unknown to us': {
    given: given({ part: { path: 'incomplete' } }, aia('failed')),
    verdict: 'unknown',
    codes: ['staleRoots'],
  },
  'self-signed': {
    given: given({ leaf: certificate(['x.com'], { selfSigned: true }), chain: [], part: { path: 'self-signed' } }),
    verdict: 'fail',
    codes: ['selfSigned'],
  },
  'leaf + private root': {
    given: given({
      chain: [authority({ subject: OWN, issuer: OWN, selfSigned: true })],
      part: { path: 'untrusted-root' },
    }),
    verdict: 'fail',
    codes: ['privateRoot'],
    says: ['Acme GmbH'],
  },
  'leaf + expired intermediate': {
    given: given({ chain: [authority({ left: -2 })] }),
    verdict: 'fail',
    codes: ['intermediateExpired'],
    says: ['2026-11-18'],
  },
  'expired root of the store': {
    given: given({ chain: [authority(), authority({ left: -2, selfSigned: true })], part: { rootFromStore: true } }),
    verdict: 'pass',
  },
  'intermediate first, leaf second': {
    given: given({ part: { path: 'misordered' } }),
    verdict: 'fail',
    codes: ['misordered'],
  },
  'intermediate first, and it leads to a root': {
    given: given({ leaf: authority(), chain: [], part: { name: 'mismatch' } }),
    verdict: 'fail',
    codes: ['misordered'],
  },
  'broken signature': { given: given({ part: { path: 'invalid' } }), verdict: 'fail', codes: ['invalid'] },
  'certificate for mail only': {
    given: given({ leaf: certificate(['x.com'], { extendedKeyUsage: ['1.3.6.1.5.5.7.3.4'] }) }),
    verdict: 'fail',
    codes: ['wrongPurpose'],
  },
  '10,000-name leaf': {
    given: { tls: webTlsOf({ 'x.com': [{ first: noHandshake('TLS_EXCESSIVE_MESSAGE') }] }) },
    verdict: 'fail',
    codes: ['tooLarge'],
  },
  'authority that browsers gave up': {
    given: given({ chain: [authority(), entrust], part: { rootFromStore: true } }),
    verdict: 'warn',
    codes: ['distrusted'],
  },
  'old certificate of that authority': {
    given: given({
      leaf: certificate(['x.com'], { left: 10, lifetime: 800 }),
      chain: [authority(), entrust],
      part: { rootFromStore: true },
    }),
    verdict: 'pass',
  },
  'expired leaf is not judged here': { given: given({ leaf: certificate(['x.com'], { left: -3 }) }), verdict: 'pass' },
  'handshake timed out': {
    given: { tls: webTlsOf({ 'x.com': [{ first: noHandshake('TIMEOUT') }] }) },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'our time was up': { given: { tls: webTlsOf({ 'x.com': [{ first: null }] }) }, verdict: 'unknown' },
  'no address': {
    given: { tls: webTlsOf({ 'x.com': 'no-address' }) },
    verdict: 'not-applicable',
    codes: ['noAddress'],
  },
  'evidence timed out': { given: { tls: timedOut() }, verdict: 'unknown' },
})
