import check from './sender-alignment'
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

const rsa = `v=DKIM1; p=${givenKeys.rsa2048}`
const dmarc = await givenDmarc({ '_dmarc.acme.io': ['v=DMARC1; p=reject'] })
const strict = await givenDmarc({ '_dmarc.acme.io': ['v=DMARC1; p=reject; adkim=s; aspf=s'] })
const plain = await givenSpf('v=spf1 include:_spf.google.com ~all', {
  '_spf.google.com TXT': ['v=spf1 ip4:198.18.1.0/24 ~all'],
})
const ses = await givenSpf(
  'v=spf1 include:amazonses.com -all',
  { 'amazonses.com TXT': ['v=spf1 ip4:198.18.2.0/24 -all'] },
  { domain: 'send.acme.io' },
)
const sesMx = { exchanges: ['feedback-smtp.eu-west-1.amazonses.com'] }
const gone = (selector: string) =>
  givenKey(selector, '', { status: 'nxdomain', absence: 'absent', records: [], source: 'provider' })
const of = (providerId: string, extra = {}) => givenSender({ provider: providerId, providerId, ...extra })
const given = (
  senders: ReturnType<typeof givenSender>[],
  keys: ReturnType<typeof givenKey>[],
  more = {},
  dkimExtra = {},
) => ({
  profile: givenProfile({ senders, returnPaths: [givenReturnPath('acme.io', { source: 'from' })] }),
  spf: plain,
  dkim: givenDkim(keys, dkimExtra),
  dmarc,
  ...more,
})
const resendPath = (extra = {}) => ({
  profile: givenProfile({
    senders: [of('resend')],
    returnPaths: [givenReturnPath('send.acme.io', { source: 'found', ...extra })],
  }),
  spf: ses,
})
const resendKey = givenKey('resend', rsa, { providers: ['resend'], source: 'provider' })

cases(check, {
  'Google Workspace with include and key': {
    given: given([of('google-workspace')], [givenKey('google', rsa, { providers: ['google-workspace'] })]),
    verdict: 'pass',
    says: ['SPF and DKIM'],
  },
  'Google Workspace reached by a redirect': {
    given: {
      ...given([of('google-workspace')], [givenKey('google', rsa, { providers: ['google-workspace'] })]),
      spf: await givenSpf('v=spf1 redirect=_spf.google.com', {
        '_spf.google.com TXT': ['v=spf1 ip4:198.18.1.0/24 ~all'],
      }),
    },
    verdict: 'pass',
    says: ['proven by SPF and DKIM'],
  },
  'Google Workspace behind an include that only shrugs': {
    given: {
      ...given([of('google-workspace')], [givenKey('google', rsa, { providers: ['google-workspace'] })]),
      spf: await givenSpf('v=spf1 ?include:_spf.google.com ~all', {
        '_spf.google.com TXT': ['v=spf1 ip4:198.18.1.0/24 ~all'],
      }),
    },
    verdict: 'pass',
    says: ['proven by DKIM'],
  },
  'Resend with key and return-path': {
    given: { ...given([], [resendKey]), ...resendPath(sesMx) },
    verdict: 'pass',
    says: ['SPF and DKIM'],
  },
  'Resend, MX of the return-path is missing': {
    given: { ...given([], [resendKey]), ...resendPath() },
    verdict: 'fail',
    codes: ['mx-missing'],
    says: ['send.acme.io'],
  },
  'Microsoft 365 without its keys': {
    given: given([of('microsoft-365')], [gone('selector1'), gone('selector2')]),
    verdict: 'fail',
    codes: ['none'],
  },
  'SendGrid declared, only Google set up': {
    given: given(
      [of('sendgrid')],
      [gone('s1'), gone('s2'), givenKey('google', rsa, { providers: ['google-workspace'] })],
    ),
    verdict: 'fail',
    codes: ['none'],
    says: ['SendGrid'],
  },
  'Clerk by alias': {
    given: given([of('clerk')], [givenKey('clk', rsa, { providers: ['clerk'], aliases: ['dkim1.x.clerk.services'] })]),
    verdict: 'pass',
  },
  'SES with its random selector': {
    given: given(
      [of('amazon-ses', { selectors: ['abcdef'] })],
      [givenKey('abcdef', rsa, { aliases: ['abcdef.dkim.amazonses.com'] })],
    ),
    verdict: 'pass',
    says: ['proven by DKIM'],
  },
  'own server, selector named': {
    given: given([givenSender({ selectors: ['s2026'] })], [givenKey('s2026', rsa)]),
    verdict: 'pass',
  },
  'SES proven by its return-path only': {
    given: {
      ...given([], [givenKey('x1', '', { status: 'nxdomain', absence: 'absent', records: [] })]),
      profile: givenProfile({
        senders: [of('amazon-ses', { selectors: ['x1'], returnPath: 'send.acme.io' })],
        returnPaths: [givenReturnPath('send.acme.io', sesMx)],
      }),
      spf: ses,
    },
    verdict: 'warn',
    codes: ['dkim-missing'],
  },
  'SES without a selector, return-path fine': {
    given: {
      ...given([], [], {}, { root: 'nodata' }),
      profile: givenProfile({
        senders: [of('amazon-ses', { returnPath: 'send.acme.io' })],
        returnPaths: [givenReturnPath('send.acme.io', sesMx)],
      }),
      spf: ses,
    },
    verdict: 'warn',
    codes: ['dkim-missing'],
  },
  'key only below the domain, DMARC asks for identical names': {
    given: given([of('postmark', { selectors: ['2026pm'] })], [givenKey('2026pm', rsa, { domain: 'mail.acme.io' })], {
      dmarc: strict,
    }),
    verdict: 'fail',
    codes: ['strict-alignment'],
  },
  'key below the domain, relaxed': {
    given: given([of('postmark', { selectors: ['2026pm'] })], [givenKey('2026pm', rsa, { domain: 'mail.acme.io' })]),
    verdict: 'pass',
  },
  'From at a public mailbox': {
    given: given([of('sendgrid', { domain: 'gmail.com' })], []),
    verdict: 'fail',
    codes: ['free-mail'],
  },
  'two senders, one of them bad': {
    given: given(
      [of('google-workspace'), of('sendgrid')],
      [givenKey('google', rsa, { providers: ['google-workspace'] }), gone('s1'), gone('s2')],
    ),
    verdict: 'fail',
    codes: ['ok', 'none'],
    says: ['SendGrid is not authorised'],
  },
  'nobody named a service': { given: given([givenSender()], []), verdict: 'unknown', codes: ['provider-unknown'] },
  'sign-in service that sends with its own domain': {
    given: given([of('auth0')], []),
    verdict: 'unknown',
    codes: ['own-domain-only'],
  },
  'Postmark without its selector': {
    given: given([of('postmark')], [], {}, { root: 'nodata' }),
    verdict: 'unknown',
    codes: ['dkim-unknown'],
  },
  'nobody knows whether the domain sends, and DNS did not answer': {
    given: { ...given([of('sendgrid')], []), profile: givenProfile({ sendsBecause: 'undecided' }) },
    verdict: 'unknown',
    codes: ['sending-open'],
  },
  'keys did not answer': {
    given: given([of('sendgrid')], [], {}, { root: 'timeout', unanswered: 30 }),
    verdict: 'unknown',
    codes: ['unread'],
  },
  'domain sends no mail': {
    given: { ...given([], []), profile: givenProfile({ sends: false }) },
    verdict: 'not-applicable',
    codes: ['notSending'],
  },
  'domain does not resolve': {
    given: { ...given([], []), profile: givenProfile({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'time-out on our side': { given: { ...given([], []), dkim: timedOut() }, verdict: 'unknown' },
})
