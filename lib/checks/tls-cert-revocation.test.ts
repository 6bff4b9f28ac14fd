import type { TlsRevocation, TlsRevocationRow, TlsStatusAnswer } from '../evidence/tls-revocation'
import { cases, timedOut } from './shared/cases'
import { certificate, noHandshake, webTlsOf } from './shared/tls-test-kit'
import { webError } from './shared/web-test-kit'
import check from './tls-cert-revocation'

type Part = Parameters<typeof certificate>[1]

const RESPONDER = 'http://ocsp.authority.example/'

const answer = (part: Partial<TlsStatusAnswer> = {}): TlsStatusAnswer => ({
  status: 'good',
  revokedAt: '',
  thisUpdate: '2026-11-19T12:00:00.000Z',
  nextUpdate: '2026-11-26T12:00:00.000Z',
  signature: 'valid',
  ...part,
})
const revoked = answer({ status: 'revoked', revokedAt: '2026-11-12T08:00:00.000Z' })

const serving = (row: Partial<TlsRevocationRow>, part: Part = {}) => {
  const tls = webTlsOf({ 'acme.io': [{ first: { leaf: certificate(['acme.io'], { ...part }) } }] })
  const [leaf = ''] = tls.hosts.flatMap(({ addresses }) =>
    addresses.flatMap(({ first }) => (first?.ok ? [first.leaf] : [])),
  )
  const rows: TlsRevocationRow[] = [{ address: '104.16.1.10', leaf, staple: 'none', asked: { from: 'none' }, ...row }]
  return { tls, revocation: { hosts: [{ host: 'acme.io', state: 'ok' as const, rows, late: false }] } }
}
const asked = (given: TlsStatusAnswer, from: 'ocsp' | 'crl' = 'ocsp') => ({
  asked: { from, url: RESPONDER, answer: given } as const,
})
const nothing = (host: string, state: TlsRevocation['hosts'][number]['state'], late = false): TlsRevocation => ({
  hosts: [{ host, state, rows: [], late }],
})

cases(check, {
  'staple says good': { given: serving({ staple: answer() }), verdict: 'pass', codes: ['good'] },
  'staple says revoked': {
    given: serving({ staple: revoked }),
    verdict: 'fail',
    codes: ['revoked'],
    says: ['2026-11-12 08:00 UTC'],
  },
  'must-staple without staple': { given: serving({}, { mustStaple: true }), verdict: 'fail', codes: ['mustStaple'] },
  'must-staple with a good staple': {
    given: serving({ staple: answer() }, { mustStaple: true }),
    verdict: 'pass',
  },
  'no address to ask': { given: serving({}), verdict: 'not-applicable', codes: ['noSource'] },
  'certificate of six days': {
    given: serving({}, { lifetime: 6.67, left: 3 }),
    verdict: 'not-applicable',
    codes: ['short'],
  },
  'staple is past its end': {
    given: serving({ staple: answer({ nextUpdate: '2026-11-18T12:00:00.000Z' }) }),
    verdict: 'warn',
    codes: ['stapleOld'],
  },
  'staple with a wrong signature': {
    given: serving({ staple: answer({ signature: 'invalid' }) }),
    verdict: 'warn',
    codes: ['stapleInvalid'],
  },
  'revoked by a staple nobody signed': {
    given: serving({ staple: { ...revoked, signature: 'invalid' } }),
    verdict: 'warn',
    codes: ['stapleInvalid'],
  },
  'old staple that says revoked': {
    given: serving({ staple: { ...revoked, nextUpdate: '2026-11-18T12:00:00.000Z' } }),
    verdict: 'fail',
    codes: ['revoked'],
  },
  'staple that is no answer': { given: serving({ staple: 'unreadable' }), verdict: 'warn', codes: ['stapleInvalid'] },
  'staple we cannot verify': {
    given: serving({ staple: answer({ signature: 'unchecked' }) }),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'staple that does not know': {
    given: serving({ staple: answer({ status: 'unknown' }) }),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'responder says good': { given: serving(asked(answer())), verdict: 'pass' },
  'responder says revoked': { given: serving(asked(revoked)), verdict: 'fail', codes: ['revoked'] },
  'responder says revoked of a must-staple certificate': {
    given: serving(asked(revoked), { mustStaple: true }),
    verdict: 'fail',
    codes: ['revoked'],
  },
  'responder signs wrongly': {
    given: serving(asked(answer({ signature: 'invalid' }))),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'responder with an old answer': {
    given: serving(asked(answer({ nextUpdate: '2026-11-18T12:00:00.000Z' }))),
    verdict: 'unknown',
  },
  'list without the certificate': { given: serving(asked(answer(), 'crl')), verdict: 'pass' },
  'list with the certificate': { given: serving(asked(revoked, 'crl')), verdict: 'fail' },
  'list nobody signed that holds the certificate': {
    given: serving(asked({ ...revoked, signature: 'unchecked' }, 'crl')),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'responder timed out': {
    given: serving({ asked: { from: 'failed', url: RESPONDER, detail: 'TIMEOUT', error: webError('TIMEOUT') } }),
    verdict: 'unknown',
    codes: ['unreachable'],
    says: ['ocsp.authority.example: it did not answer in time'],
  },
  'responder at an internal address': {
    given: serving({
      asked: {
        from: 'failed',
        url: 'http://10.0.0.5/',
        detail: 'BLOCKED_ADDRESS',
        error: webError('BLOCKED_ADDRESS', { fault: 'guard' }),
      },
    }),
    verdict: 'unknown',
    says: ['not public'],
  },
  'list that is too large': {
    given: serving({ asked: { from: 'failed', url: RESPONDER, detail: 'the answer is too large', error: null } }),
    verdict: 'unknown',
    says: ['too large'],
  },
  'no handshake': {
    given: { tls: webTlsOf({ 'acme.io': [{ first: noHandshake('TIMEOUT') }] }), revocation: nothing('acme.io', 'ok') },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'our time was up': {
    given: { tls: webTlsOf({ 'acme.io': [] }), revocation: nothing('acme.io', 'ok', true) },
    verdict: 'unknown',
    codes: ['unseen'],
  },
  'name without address': {
    given: { tls: webTlsOf({ 'dev.acme.io': 'no-address' }), revocation: nothing('dev.acme.io', 'no-address') },
    verdict: 'not-applicable',
    codes: ['noAddress'],
  },
  'evidence timed out': { given: { tls: webTlsOf({}), revocation: timedOut() }, verdict: 'unknown' },
})
