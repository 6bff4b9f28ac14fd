import daneSmtp from './dane-smtp'
import { cases, timedOut } from './shared/cases'
import { givenMx, givenMxHost } from './shared/mail/given'
import {
  givenDane,
  givenNoSession,
  givenPlainSession,
  givenSession,
  givenSmtp,
  givenSmtpHost,
  givenSmtpTls,
} from './shared/mail/smtp-given'

const mx = givenMx([givenMxHost('mx.acme.io')])
const smtp = givenSmtp([givenSmtpHost([givenSession()])])
const KEY = '1'.repeat(64)
const ISSUER = '2'.repeat(64)
const OTHER = 'a'.repeat(64)
const tlsa = (usage: number, data: string, selector = 1, matching = 1) => ({ usage, selector, matching, data })

cases(daneSmtp, {
  '3 1 1 match': {
    given: { dane: givenDane([tlsa(3, KEY)]), mx, smtp },
    verdict: 'pass',
    codes: ['ok-alone'],
  },
  '3 0 2 match': { given: { dane: givenDane([tlsa(3, '1f'.repeat(64), 0, 2)]), mx, smtp }, verdict: 'pass' },
  '3 1 0 match by the whole key': { given: { dane: givenDane([tlsa(3, KEY, 1, 0)]), mx, smtp }, verdict: 'pass' },
  '2 1 1 match by the issuer': { given: { dane: givenDane([tlsa(2, ISSUER)]), mx, smtp }, verdict: 'pass' },
  '2 1 1 of the issuer, but another name': {
    given: {
      dane: givenDane([tlsa(2, ISSUER)]),
      mx,
      smtp: givenSmtp([givenSmtpHost([givenSession({ tls: givenSmtpTls({ name: 'mismatch' }) })])]),
    },
    verdict: 'fail',
    codes: ['mismatch'],
  },
  '3 1 1 match on an expired certificate': {
    given: {
      dane: givenDane([tlsa(3, KEY)]),
      mx,
      smtp: givenSmtp([givenSmtpHost([givenSession({ tls: givenSmtpTls({ notAfter: '2026-01-01T00:00:00.000Z' }) })])]),
    },
    verdict: 'pass',
  },
  mismatch: { given: { dane: givenDane([tlsa(3, OTHER)]), mx, smtp }, verdict: 'fail', codes: ['mismatch'] },
  'the key of the issuer under usage 3': {
    given: { dane: givenDane([tlsa(3, ISSUER)]), mx, smtp },
    verdict: 'fail',
    codes: ['mismatch'],
  },
  'unsigned zone': {
    given: { dane: givenDane([tlsa(3, KEY)], { secure: false }), mx, smtp },
    verdict: 'warn',
    codes: ['unsigned'],
  },
  'unsigned list of mail servers': {
    given: { dane: givenDane([tlsa(3, KEY)], {}, { secureMx: false }), mx, smtp },
    verdict: 'warn',
    codes: ['unsigned'],
  },
  'usage 1': { given: { dane: givenDane([tlsa(1, KEY)]), mx, smtp }, verdict: 'warn', codes: ['usage'] },
  'usage 0 and nothing seen': {
    given: { dane: givenDane([tlsa(0, KEY)]), mx, smtp: givenSmtp([]) },
    verdict: 'warn',
    codes: ['usage'],
  },
  'two records, one match': {
    given: { dane: givenDane([tlsa(3, OTHER), tlsa(3, KEY)]), mx, smtp },
    verdict: 'pass',
    codes: ['ok'],
  },
  'two addresses, one with another certificate': {
    given: {
      dane: givenDane([tlsa(3, KEY)]),
      mx,
      smtp: givenSmtp([
        givenSmtpHost([
          givenSession(),
          givenSession({ address: '2001:db8::1', family: 6, tls: givenSmtpTls({ chain: [] }) }),
        ]),
      ]),
    },
    verdict: 'fail',
    codes: ['mismatch'],
  },
  'no encryption at all': {
    given: { dane: givenDane([tlsa(3, KEY)]), mx, smtp: givenSmtp([givenSmtpHost([givenPlainSession()])]) },
    verdict: 'fail',
    codes: ['no-encryption'],
  },
  'no TLSA': { given: { dane: givenDane([]), mx, smtp }, verdict: 'not-applicable', codes: ['none'] },
  'port blocked': {
    given: { dane: givenDane([tlsa(3, KEY)]), mx, smtp: givenSmtp([], { route: 'blocked' }) },
    verdict: 'unknown',
    codes: ['not-seen'],
  },
  'server silent': {
    given: { dane: givenDane([tlsa(3, KEY)]), mx, smtp: givenSmtp([givenSmtpHost([givenNoSession('timeout')])]) },
    verdict: 'unknown',
    codes: ['not-seen'],
  },
  'resolver does not validate': {
    given: { dane: givenDane([tlsa(3, KEY)], { secure: false }, { validates: false }), mx, smtp },
    verdict: 'unknown',
    codes: ['not-validating'],
  },
  'TLSA not answered': {
    given: { dane: givenDane([], { status: 'servfail' }), mx, smtp },
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'time-out of the session': {
    given: { dane: givenDane([tlsa(3, KEY)]), mx, smtp: timedOut() },
    verdict: 'unknown',
  },
  'domain does not exist': {
    given: { dane: { domain: 'acme.io', hosts: [] }, mx: givenMx([], { status: 'nxdomain' }), smtp: givenSmtp([]) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
})
