import { cases, timedOut } from './shared/cases'
import { authority, certificate, ISRG, identity, noHandshake, webTlsOf } from './shared/tls-test-kit'
import check from './tls-cert-strength'

type Part = Parameters<typeof certificate>[1]
const rsa = (keyBits: number): Part => ({
  keyType: 'rsa',
  keyBits,
  curve: '',
  signatureAlgorithm: 'sha256WithRSAEncryption',
})
const serving = (part: Part, chain = [authority()]) => ({
  tls: webTlsOf({ 'acme.io': [{ first: { leaf: certificate(['acme.io'], part), chain } }] }),
})
const oldRoot = certificate([], {
  subject: ISRG,
  issuer: ISRG,
  isCa: true,
  selfSigned: true,
  signatureAlgorithm: 'sha1WithRSAEncryption',
})

cases(check, {
  'RSA 2048 with SHA-256': { given: serving(rsa(2048)), verdict: 'pass', codes: ['ok'] },
  'P-256': { given: serving({}), verdict: 'pass' },
  'P-384': { given: serving({ keyBits: 384, curve: 'secp384r1' }), verdict: 'pass' },
  'RSA 4096': { given: serving(rsa(4096)), verdict: 'pass' },
  'RSA 1024': { given: serving(rsa(1024)), verdict: 'fail', codes: ['key'] },
  'EC with 192 bits': { given: serving({ keyBits: 192, curve: 'prime192v1' }), verdict: 'fail', codes: ['key'] },
  DSA: { given: serving({ keyType: 'dsa', keyBits: 2048, curve: '' }), verdict: 'fail', codes: ['key'] },
  'SHA-1 leaf': { given: serving({ signatureAlgorithm: 'sha1WithRSAEncryption' }), verdict: 'fail', codes: ['hash'] },
  'MD5 leaf': { given: serving({ signatureAlgorithm: 'md5WithRSAEncryption' }), verdict: 'fail' },
  'ECDSA with SHA-1': { given: serving({ signatureAlgorithm: 'ecdsa-with-SHA1' }), verdict: 'fail' },
  'SHA-1 on the root only': { given: serving({}, [authority(), oldRoot]), verdict: 'pass' },
  'SHA-1 intermediate': {
    given: serving({}, [authority({ signatureAlgorithm: 'sha1WithRSAEncryption' })]),
    verdict: 'fail',
    codes: ['hash'],
  },
  'RSA 8192': { given: serving(rsa(8192)), verdict: 'warn', codes: ['slow'] },
  'rare curve': { given: serving({ keyBits: 256, curve: 'secp256k1' }), verdict: 'warn', codes: ['curve'] },
  'Ed25519, which browsers do not know': {
    given: serving({ keyType: 'ed25519', keyBits: 0, curve: '' }),
    verdict: 'fail',
    codes: ['browsers'],
  },
  'Ed25519 on a host for programs': {
    given: {
      tls: {
        ...webTlsOf({
          'api.acme.io': [
            { first: { leaf: certificate(['api.acme.io'], { keyType: 'ed25519', keyBits: 0, curve: '' }) } },
          ],
        }),
        hosts: webTlsOf({
          'api.acme.io': [
            { first: { leaf: certificate(['api.acme.io'], { keyType: 'ed25519', keyBits: 0, curve: '' }) } },
          ],
        }).hosts.map((row) => ({ ...row, roles: ['api' as const] })),
      },
    },
    verdict: 'warn',
    codes: ['browsers'],
  },
  'RSA-PSS with SHA-1': {
    given: serving({ ...rsa(2048), signatureAlgorithm: 'rsassaPss-sha1' }),
    verdict: 'fail',
    codes: ['hash'],
  },
  'brainpool curve with 160 bits': {
    given: serving({ keyBits: 160, curve: 'brainpoolP160r1' }),
    verdict: 'fail',
    codes: ['key'],
  },
  'second key type is weak': {
    given: {
      tls: webTlsOf({
        'acme.io': [
          {
            first: { leaf: certificate(['acme.io']) },
            second: { leaf: certificate(['acme.io'], { ...rsa(1024), subject: identity('acme.io') }) },
          },
        ],
      }),
    },
    verdict: 'fail',
  },
  'no handshake': {
    given: { tls: webTlsOf({ 'acme.io': [{ first: noHandshake('TIMEOUT') }] }) },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'no address': {
    given: { tls: webTlsOf({ 'acme.io': 'no-address' }) },
    verdict: 'not-applicable',
    codes: ['noAddress'],
  },
  'evidence timed out': { given: { tls: timedOut() }, verdict: 'unknown' },
})
