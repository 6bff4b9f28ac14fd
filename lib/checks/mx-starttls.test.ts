import mxStarttls from './mx-starttls'
import { cases, timedOut } from './shared/cases'
import { givenMx, givenMxHost } from './shared/mail/given'
import {
  givenNoSession,
  givenPlainSession,
  givenSession,
  givenSmtp,
  givenSmtpHost,
  givenSmtpTls,
} from './shared/mail/smtp-given'

const mx = givenMx([givenMxHost('mx.acme.io')])
const noPolicy = { domain: 'acme.io', status: 'nxdomain' as const, records: [], aliases: [] }

function policy(mode: string) {
  return {
    domain: 'acme.io',
    status: 'answer' as const,
    records: ['v=STSv1; id=1'],
    aliases: [],
    policy: {
      outcome: 'answer' as const,
      status: 200,
      contentType: 'text/plain',
      detail: '',
      text: `version: STSv1\nmode: ${mode}\nmx: mx.acme.io\nmax_age: 604800\n`,
      cut: false,
    },
  }
}

const one = (...sessions: Parameters<typeof givenSmtpHost>[0]) => givenSmtp([givenSmtpHost(sessions)])
const selfSigned = givenSession({ tls: givenSmtpTls({ path: 'self-signed' }) })
const given = (smtp: ReturnType<typeof givenSmtp>, sts: typeof noPolicy | ReturnType<typeof policy> = noPolicy) => ({
  smtp,
  mx,
  sts,
})

cases(mxStarttls, {
  'all offer TLS 1.3 with a valid name': { given: given(one(givenSession())), verdict: 'pass', codes: ['ok'] },
  'no STARTTLS': { given: given(one(givenPlainSession())), verdict: 'fail', codes: ['absent'] },
  'STARTTLS refused with 502': {
    given: given(one(givenPlainSession({ startTls: 'refused', stage: 'starttls', code: 502, detail: '502 no' }))),
    verdict: 'fail',
    codes: ['absent'],
  },
  'self-signed': { given: given(one(selfSigned)), verdict: 'warn', codes: ['certificate'], says: ['self-signed'] },
  'self-signed and a policy in force': {
    given: given(one(selfSigned), policy('enforce')),
    verdict: 'fail',
    codes: ['certificate-enforced'],
  },
  'self-signed and a policy in testing': {
    given: given(one(selfSigned), policy('testing')),
    verdict: 'warn',
    codes: ['certificate'],
  },
  'a good certificate and a policy in force': {
    given: given(one(givenSession()), policy('enforce')),
    verdict: 'pass',
  },
  'the policy could not be fetched': {
    given: { ...given(one(selfSigned)), sts: timedOut() },
    verdict: 'warn',
    codes: ['certificate'],
  },
  expired: {
    given: given(one(givenSession({ tls: givenSmtpTls({ notAfter: '2026-11-01T00:00:00.000Z' }) }))),
    verdict: 'warn',
    codes: ['certificate'],
    says: ['expired on 2026-11-01'],
  },
  'not yet valid': {
    given: given(one(givenSession({ tls: givenSmtpTls({ notBefore: '2026-12-01T00:00:00.000Z' }) }))),
    verdict: 'warn',
    says: ['not valid before'],
  },
  'wrong name': {
    given: given(one(givenSession({ tls: givenSmtpTls({ name: 'mismatch' }) }))),
    verdict: 'warn',
    says: ['names another server'],
  },
  'intermediate missing': {
    given: given(one(givenSession({ tls: givenSmtpTls({ path: 'incomplete' }) }))),
    verdict: 'warn',
    says: ['intermediate'],
  },
  'TLS 1.0 only': {
    given: given(one(givenSession({ tls: givenSmtpTls({ version: 'TLSv1' }) }))),
    verdict: 'warn',
    codes: ['old'],
  },
  'handshake fails': {
    given: given(one(givenPlainSession({ startTls: 'failed', detail: 'alert 40' }))),
    verdict: 'warn',
    codes: ['broken'],
  },
  'handshake fails and a policy in force': {
    given: given(one(givenPlainSession({ startTls: 'failed', detail: 'alert 40' })), policy('enforce')),
    verdict: 'fail',
    codes: ['broken-enforced'],
  },
  'bytes injected before the handshake': {
    given: given(one(givenPlainSession({ startTls: 'injected' }))),
    verdict: 'warn',
    codes: ['broken'],
  },
  'no STARTTLS and a policy in force': {
    given: given(one(givenPlainSession()), policy('enforce')),
    verdict: 'fail',
    codes: ['absent-enforced'],
  },
  '1 of 2 without': {
    given: given(
      givenSmtp([
        givenSmtpHost([givenSession()]),
        givenSmtpHost([givenPlainSession()], { exchange: 'mx2.acme.io', preference: 20 }),
      ]),
    ),
    verdict: 'warn',
    codes: ['ok', 'absent-some'],
  },
  'one without, the other silent': {
    given: given(
      givenSmtp([
        givenSmtpHost([givenNoSession('timeout')]),
        givenSmtpHost([givenPlainSession()], { exchange: 'mx2.acme.io', preference: 20 }),
      ]),
    ),
    verdict: 'unknown',
    codes: ['silent', 'absent-some'],
  },
  'IPv6 cannot be reached from here': {
    given: given(one(givenSession(), givenNoSession('unreachable', { address: '2001:db8::1', family: 6 }))),
    verdict: 'pass',
  },
  'IPv6 offers nothing': {
    given: given(one(givenSession(), givenPlainSession({ address: '2001:db8::1', family: 6 }))),
    verdict: 'fail',
    codes: ['absent'],
  },
  'a mailbox provider without encryption': {
    given: given(
      givenSmtp([givenSmtpHost([givenPlainSession()], { exchange: 'smtp.google.com', provider: 'google-workspace' })]),
    ),
    verdict: 'fail',
    codes: ['absent'],
  },
  '421 greeting': {
    given: given(one(givenNoSession('rejected', { stage: 'greeting', code: 421 }))),
    verdict: 'unknown',
    codes: ['silent'],
  },
  timeout: { given: given(one(givenNoSession('timeout'))), verdict: 'unknown', says: ['did not answer in time'] },
  'connection refused': {
    given: given(one(givenNoSession('refused'))),
    verdict: 'unknown',
    says: ['refused the connection'],
  },
  'TLS postponed with 454': {
    given: given(one(givenPlainSession({ startTls: 'postponed', code: 454 }))),
    verdict: 'unknown',
    says: ['come back later'],
  },
  'port 25 blocked here': {
    given: given(givenSmtp([], { route: 'blocked' })),
    verdict: 'unknown',
    codes: ['blocked'],
  },
  'switched off': { given: given(givenSmtp([], { route: 'off' })), verdict: 'unknown', codes: ['off'] },
  'no public address': { given: given(givenSmtp([])), verdict: 'unknown', codes: ['no-address'] },
  'evidence not gathered': { given: { ...given(one()), smtp: timedOut() }, verdict: 'unknown' },
  'no mail server': { given: { ...given(givenSmtp([])), mx: givenMx([]) }, verdict: 'not-applicable', codes: ['none'] },
  'null MX': {
    given: { ...given(givenSmtp([])), mx: givenMx([givenMxHost('.')]) },
    verdict: 'not-applicable',
    codes: ['none'],
  },
  'MX not answered': {
    given: { ...given(givenSmtp([])), mx: givenMx([], { status: 'servfail' }) },
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'domain does not exist': {
    given: { ...given(givenSmtp([])), mx: givenMx([], { status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
})
