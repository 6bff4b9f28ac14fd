import type { TlsCiphers } from '../evidence/tls-ciphers'
import { cases, settled, timedOut } from './shared/cases'
import { edgeHost, edgeOf } from './shared/edge/given'
import { webError } from './shared/web-test-kit'
import { MODERN, STRONG, suite, wireLook, wireOf } from './shared/wire-test-kit'
import check from './tls-weak-ciphers'

const edge = edgeOf([edgeHost('acme.io')])
const noPermission = settled({ status: 'absent', reason: 'needs-permission' })
const looks = (part: Parameters<typeof wireLook>[1] = {}, accepted: Parameters<typeof wireLook>[0] = MODERN) =>
  wireOf({ 'acme.io': [wireLook(accepted, part)] })

type Sweep = NonNullable<TlsCiphers['hosts'][number]['sweep']>

const swept = (part: Partial<Sweep> = {}): TlsCiphers => ({
  hosts: [
    { host: 'acme.io', address: '104.16.1.10', sweep: { found: [], complete: true, hellos: 1, error: null, ...part } },
  ],
})
const found = (name: string, part: Parameters<typeof suite>[1]) =>
  swept({ found: [suite(name, { exchange: 'rsa', ...part })], hellos: 2 })
const plain = suite('TLS_RSA_WITH_AES_128_CBC_SHA', { exchange: 'rsa' })

cases(check, {
  'ECDHE and AEAD': { given: { wire: looks(), sweep: swept(), edge }, verdict: 'pass', codes: ['ok'] },
  'AES128-SHA beside ECDHE': {
    given: { wire: looks({ suites: [STRONG, plain] }), sweep: swept(), edge },
    verdict: 'pass',
  },
  'only AES128-SHA': {
    given: { wire: looks({ suites: [plain], forwardSecret: 'no' }, ['TLSv1.2']), sweep: swept(), edge },
    verdict: 'warn',
    codes: ['noSecrecy'],
  },
  'RC4-SHA accepted': {
    given: { wire: looks(), sweep: found('TLS_RSA_WITH_RC4_128_SHA', { weakness: 'rc4' }), edge },
    verdict: 'fail',
    codes: ['broken'],
    says: ['RC4'],
  },
  '3DES accepted': {
    given: { wire: looks(), sweep: found('TLS_RSA_WITH_3DES_EDE_CBC_SHA', { weakness: '3des' }), edge },
    verdict: 'warn',
    codes: ['old'],
    says: ['3DES'],
  },
  'IDEA and SEED accepted': {
    given: {
      wire: looks(),
      sweep: swept({
        found: [
          suite('TLS_RSA_WITH_IDEA_CBC_SHA', { weakness: 'idea' }),
          suite('TLS_RSA_WITH_SEED_CBC_SHA', { weakness: 'seed' }),
        ],
      }),
      edge,
    },
    verdict: 'warn',
    says: ['IDEA, SEED'],
  },
  'NULL-SHA256 accepted': {
    given: { wire: looks(), sweep: found('TLS_RSA_WITH_NULL_SHA256', { weakness: 'null' }), edge },
    verdict: 'fail',
    says: ['no encryption'],
  },
  'AECDH accepted': {
    given: { wire: looks(), sweep: found('TLS_ECDH_anon_WITH_AES_128_CBC_SHA', { weakness: 'anonymous' }), edge },
    verdict: 'fail',
    says: ['no proof of identity'],
  },
  'export ciphers beside 3DES': {
    given: {
      wire: looks(),
      sweep: swept({
        found: [
          suite('TLS_RSA_EXPORT_WITH_RC4_40_MD5', { weakness: 'export' }),
          suite('TLS_RSA_WITH_3DES_EDE_CBC_SHA', { weakness: '3des' }),
        ],
      }),
      edge,
    },
    verdict: 'fail',
    codes: ['broken'],
  },
  'single DES accepted': {
    given: { wire: looks(), sweep: found('TLS_RSA_WITH_DES_CBC_SHA', { weakness: 'des' }), edge },
    verdict: 'fail',
  },
  'RC4 is all it chose from an ordinary offer': {
    given: {
      wire: looks({ suites: [suite('TLS_RSA_WITH_RC4_128_SHA', { exchange: 'rsa', weakness: 'rc4' })] }, ['TLSv1.2']),
      sweep: noPermission,
      edge,
    },
    verdict: 'fail',
    codes: ['broken'],
  },
  'Diffie-Hellman with 1024 bits': {
    given: {
      wire: looks({ suites: [suite('TLS_DHE_RSA_WITH_AES_128_GCM_SHA256', { exchange: 'dhe', dhBits: 1024 })] }, [
        'TLSv1.2',
      ]),
      sweep: swept(),
      edge,
    },
    verdict: 'warn',
    codes: ['shortKey'],
    says: ['1024 bits'],
  },
  'Diffie-Hellman with 2048 bits': {
    given: {
      wire: looks({ suites: [suite('TLS_DHE_RSA_WITH_AES_128_GCM_SHA256', { exchange: 'dhe', dhBits: 2048 })] }),
      sweep: swept(),
      edge,
    },
    verdict: 'pass',
  },
  'TLS 1.3 alone, without permission': {
    given: { wire: looks({}, ['TLSv1.3']), sweep: noPermission, edge },
    verdict: 'pass',
    codes: ['modern'],
  },
  'nobody gave permission': {
    given: { wire: looks(), sweep: noPermission, edge },
    verdict: 'unknown',
    codes: ['permission'],
  },
  'permission for another host': {
    given: { wire: looks(), sweep: { hosts: [] }, edge },
    verdict: 'unknown',
    codes: ['permission'],
  },
  'our time was up': {
    given: {
      wire: looks(),
      sweep: { hosts: [{ host: 'acme.io', address: '104.16.1.10', sweep: null }] },
      edge,
    },
    verdict: 'unknown',
    codes: ['unfinished'],
  },
  'the sweep was cut off': {
    given: { wire: looks(), sweep: swept({ complete: false, error: webError('TIMEOUT') }), edge },
    verdict: 'unknown',
    codes: ['unfinished'],
  },
  'nothing speaks TLS': {
    given: { wire: wireOf({ 'acme.io': [] }), sweep: noPermission, edge },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'name without address': {
    given: { wire: wireOf({ 'dev.acme.io': 'no-address' }), sweep: noPermission, edge },
    verdict: 'not-applicable',
    codes: ['noAddress'],
  },
  'evidence timed out': { given: { wire: timedOut(), sweep: swept(), edge }, verdict: 'unknown' },
})
