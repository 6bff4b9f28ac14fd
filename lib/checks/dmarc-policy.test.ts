import check from './dmarc-policy'
import { cases, timedOut } from './shared/cases'
import {
  givenDkim,
  givenDmarc,
  givenKey,
  givenProfile,
  givenReturnPath,
  givenSender,
  givenSpf,
} from './shared/mail/given'
import { givenKeys } from './shared/mail/keys-given'

const key = givenKey('resend', `p=${givenKeys.rsa2048}`, { source: 'provider', providers: ['resend'] })
const profile = givenProfile({ senders: [givenSender({ provider: 'Resend', providerId: 'resend' })] })
const spf = await givenSpf('v=spf1 ~all')
const dkim = givenDkim([key])
const none = givenDkim([{ ...key, records: [], status: 'nxdomain', absence: 'absent' }])
const own = async (text: string, extra = {}) => ({
  dmarc: await givenDmarc({ '_dmarc.acme.io': [text] }, extra),
  profile,
  spf,
  dkim,
})
const byReturnPath = {
  profile: givenProfile({
    senders: [
      givenSender({ provider: 'SES', providerId: 'amazon-ses', selectors: ['x1'], returnPath: 'bounce.acme.io' }),
    ],
    returnPaths: [givenReturnPath('bounce.acme.io', { exchanges: ['feedback-smtp.eu-west-1.amazonses.com'] })],
  }),
  spf: await givenSpf(
    'v=spf1 include:amazonses.com -all',
    { 'amazonses.com TXT': ['v=spf1 ip4:198.18.1.1 -all'] },
    { domain: 'bounce.acme.io' },
  ),
  dkim: givenDkim([givenKey('x1', '', { status: 'nxdomain', absence: 'absent', records: [] })]),
}

cases(check, {
  quarantine: { given: await own('v=DMARC1; p=quarantine'), verdict: 'pass', says: ['quarantine'] },
  reject: { given: await own('v=DMARC1; p=reject'), verdict: 'pass' },
  'none for the first weeks': {
    given: await own('v=DMARC1; p=none; rua=mailto:d@acme.io'),
    verdict: 'warn',
    codes: ['none'],
  },
  'names below are not protected': {
    given: await own('v=DMARC1; p=reject; sp=none'),
    verdict: 'warn',
    codes: ['sp-weaker'],
  },
  'names that do not exist are not protected': {
    given: await own('v=DMARC1; p=reject; np=none'),
    verdict: 'warn',
    codes: ['sp-weaker'],
    says: ['np'],
  },
  'the sending name is protected, the organisation above it is not': {
    given: {
      dmarc: await givenDmarc(
        { '_dmarc.mail.acme.io': ['v=DMARC1; p=reject'], '_dmarc.acme.io': ['v=DMARC1; p=none'] },
        { domain: 'mail.acme.io' },
      ),
      profile: givenProfile({ senders: [givenSender({ domain: 'mail.acme.io' })] }),
      spf,
      dkim,
    },
    verdict: 'warn',
    codes: ['organisation-none'],
  },
  'test mode': {
    given: await own('v=DMARC1; p=quarantine; t=y'),
    verdict: 'warn',
    codes: ['test-mode'],
    says: ['none'],
  },
  'test mode with reject': {
    given: await own('v=DMARC1; p=reject; t=y'),
    verdict: 'warn',
    codes: ['test-mode'],
    says: ['quarantine'],
  },
  'part of the mail': { given: await own('v=DMARC1; p=reject; pct=10'), verdict: 'warn', codes: ['pct-removed'] },
  'inherited from the organisation': {
    given: await own('v=DMARC1; p=reject; sp=quarantine', { domain: 'a.acme.io' }),
    verdict: 'pass',
    says: ['quarantine'],
  },
  'strict policy, and the keys of a sender could not be read': {
    given: { ...(await own('v=DMARC1; p=reject')), dkim: givenDkim([], { root: 'timeout', unanswered: 12 }) },
    verdict: 'unknown',
    codes: ['alignment-unread'],
  },
  'no policy yet, and the keys of a sender could not be read': {
    given: { ...(await own('v=DMARC1; p=none')), dkim: givenDkim([], { root: 'timeout', unanswered: 12 }) },
    verdict: 'warn',
    codes: ['none'],
  },
  'strict policy while a sender is not set up': {
    given: { ...(await own('v=DMARC1; p=reject')), dkim: none },
    verdict: 'fail',
    codes: ['own-mail-rejected'],
    says: ['Resend'],
  },
  'test mode does not protect a sender that is not set up': {
    given: { ...(await own('v=DMARC1; p=quarantine; t=y')), dkim: none },
    verdict: 'fail',
    codes: ['own-mail-rejected'],
  },
  'reject while only SPF proves the sender': {
    given: { ...(await own('v=DMARC1; p=reject')), ...byReturnPath },
    verdict: 'warn',
    codes: ['reject-without-dkim'],
  },
  'no record': {
    given: { dmarc: await givenDmarc({}), profile, spf, dkim },
    verdict: 'not-applicable',
    codes: ['noRecord'],
  },
  'time-out of the name server': {
    given: { dmarc: await givenDmarc({ '_dmarc.acme.io': 'timeout' }), profile, spf, dkim },
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'domain does not resolve': {
    given: { dmarc: await givenDmarc({}), profile: givenProfile({ status: 'nxdomain' }), spf, dkim },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'domain sends no mail': {
    given: { dmarc: await givenDmarc({}), profile: givenProfile({ sends: false }), spf, dkim },
    verdict: 'not-applicable',
    codes: ['notSending'],
  },
  'time-out on our side': { given: { dmarc: timedOut(), profile, spf, dkim }, verdict: 'unknown' },
})
