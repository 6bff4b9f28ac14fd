import type { WebEntry } from '../evidence/web-entry'
import { CASE_NOW, cases, settled, timedOut } from './shared/cases'
import { authority, certificate, noHandshake, webTlsOf } from './shared/tls-test-kit'
import { entryRow, webChain, webHop } from './shared/web-test-kit'
import check from './tls-cert-expiry'

const HOUR = 3_600_000

const lasting = (lifetime: number, left: number) => certificate(['acme.io'], { lifetime, left })
const entry = settled({ status: 'error', error: { code: 'timeout' } })
const given = (lifetime: number, left: number) => ({
  tls: webTlsOf({ 'acme.io': [{ first: { leaf: lasting(lifetime, left) } }] }),
  entry,
})

/** Answers whose Date header is `hours` away from our clock. */
function dated(...hours: number[]): WebEntry {
  const hops = hours.map((hour) => {
    const date = new Date(Date.parse(CASE_NOW) + hour * HOUR).toUTCString()
    return webHop('https://acme.io/', { headers: [['Date', date]] })
  })
  return { hosts: [entryRow('acme.io', { http: null, https: webChain(hops) })] }
}

const cached: WebEntry = {
  hosts: [
    entryRow('acme.io', {
      http: null,
      https: webChain([
        webHop('https://acme.io/', {
          headers: [
            ['date', new Date(Date.parse(CASE_NOW) - 5 * HOUR).toUTCString()],
            ['age', String(5 * 3600)],
          ],
        }),
      ]),
    }),
  ],
}

cases(check, {
  '90 days, 40 left': { given: given(90, 40), verdict: 'pass', codes: ['ok'] },
  '90 days, 20 left': { given: given(90, 20), verdict: 'warn', codes: ['soon'] },
  '90 days, 8 left': { given: given(90, 8), verdict: 'fail', codes: ['late'], says: ['8 days'] },
  '6.67 days, 3 left': { given: given(6.67, 3), verdict: 'pass' },
  '6.67 days, 1.5 left': { given: given(6.67, 1.5), verdict: 'warn' },
  '6.67 days, half a day left': { given: given(6.67, 0.5), verdict: 'fail', says: ['12 hours'] },
  '47 days, 11 left': { given: given(47, 11), verdict: 'warn' },
  '398 days, 25 left': { given: given(398, 25), verdict: 'warn' },
  '398 days, 9 left': { given: given(398, 9), verdict: 'fail' },
  'expired yesterday': { given: given(90, -1), verdict: 'fail', codes: ['expired'] },
  'valid from the day after tomorrow': {
    given: given(90, 92),
    verdict: 'fail',
    codes: ['notYet'],
    says: ['2026-11-22'],
  },
  'ECDSA fine, RSA expired': {
    given: {
      tls: webTlsOf({
        'acme.io': [
          {
            first: { leaf: lasting(90, 60) },
            second: { leaf: certificate(['acme.io'], { left: -3, keyType: 'rsa', keyBits: 2048 }) },
          },
        ],
      }),
      entry,
    },
    verdict: 'fail',
    codes: ['expired'],
    says: ['RSA certificate', '2026-11-17'],
  },
  'second address expired': {
    given: {
      tls: webTlsOf({
        'acme.io': [{ first: { leaf: lasting(90, 60) } }, { address: '104.16.1.11', first: { leaf: lasting(90, -1) } }],
      }),
      entry,
    },
    verdict: 'fail',
    codes: ['expired'],
  },
  'intermediate expired': {
    given: {
      tls: webTlsOf({ 'acme.io': [{ first: { leaf: lasting(90, 60), chain: [authority({ left: -1 })] } }] }),
      entry,
    },
    verdict: 'fail',
    codes: ['expired'],
    says: ['intermediate'],
  },
  'intermediate in its last days': {
    given: {
      tls: webTlsOf({ 'acme.io': [{ first: { leaf: lasting(90, 60), chain: [authority({ left: 5 })] } }] }),
      entry,
    },
    verdict: 'pass',
  },
  'every answer says that our clock is wrong': {
    given: { ...given(90, -1), entry: dated(26, 27) },
    verdict: 'unknown',
    codes: ['clock'],
  },
  'our clock is ahead': { given: { ...given(90, 41), entry: dated(-3) }, verdict: 'unknown', codes: ['clock'] },
  'one server with a wrong clock': { given: { ...given(90, 42), entry: dated(26, 0.1) }, verdict: 'pass' },
  'an old answer from a cache': { given: { ...given(90, 43), entry: cached }, verdict: 'pass' },
  'handshake timed out': {
    given: { tls: webTlsOf({ 'acme.io': [{ first: noHandshake('TIMEOUT') }] }), entry },
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
