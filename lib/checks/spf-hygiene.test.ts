import { cases, timedOut } from './shared/cases'
import { givenNoSpf, givenProfile, givenReturnPath, givenSender, givenSpf } from './shared/mail/given'
import check from './spf-hygiene'

type Zone = Parameters<typeof givenSpf>[1]
type Extra = Parameters<typeof givenSpf>[2]
type Profile = Parameters<typeof givenProfile>[0]

const given = async (
  record: string,
  { zone, extra, profile }: { zone?: Zone; extra?: Extra; profile?: Profile } = {},
) => ({
  spf: await givenSpf(record, zone, extra),
  profile: givenProfile(profile),
})

const google = { '_spf.google.com TXT': ['v=spf1 ip4:198.18.7.0/24 ~all'] }
const sendgrid = { 'sendgrid.net TXT': ['v=spf1 ip4:198.18.8.0/24 ~all'] }
const long = (bytes: number): string => {
  const start = 'v=spf1 ip4:198.18.1.1 x='
  return `${start}${'y'.repeat(bytes - start.length - 5)} ~all`
}

cases(check, {
  clean: {
    given: await given('v=spf1 include:_spf.google.com ~all', {
      zone: google,
      profile: { exchanges: ['smtp.google.com'], senders: [givenSender({ providerId: 'resend' })] },
    }),
    verdict: 'pass',
  },
  ptr: { given: await given('v=spf1 ptr ip4:198.18.1.1 ~all'), verdict: 'warn', codes: ['ptr'] },
  'terms after all': { given: await given('v=spf1 -all include:x.test'), verdict: 'warn', codes: ['after-all'] },
  'redirect next to all': {
    given: await given('v=spf1 ip4:198.18.1.1 -all redirect=x.test'),
    verdict: 'warn',
    codes: ['redirect-ignored'],
  },
  'ip4 twice': {
    given: await given('v=spf1 ip4:198.18.1.1 +ip4:198.18.1.1 ~all'),
    verdict: 'warn',
    codes: ['duplicate'],
  },
  capitals: { given: await given('V=SPF1 -ALL'), verdict: 'warn', codes: ['upper-case'] },
  'a macro in capitals is meant so': {
    given: await given('v=spf1 exists:%{L}.x.test ~all'),
    verdict: 'pass',
  },
  'include of a service nobody uses': {
    given: await given('v=spf1 include:_spf.google.com ~all', {
      zone: google,
      profile: { senders: [givenSender({ providerId: 'resend' })] },
    }),
    verdict: 'warn',
    codes: ['unused-include'],
    says: ['Google Workspace'],
  },
  'include of a service while the senders are not named': {
    given: await given('v=spf1 include:_spf.google.com ~all', {
      zone: google,
      profile: { senders: [givenSender({ stated: false })] },
    }),
    verdict: 'pass',
  },
  'include of a service with a return-path of its own': {
    given: await given('v=spf1 include:sendgrid.net ~all', {
      zone: sendgrid,
      profile: { senders: [givenSender({ providerId: 'sendgrid' })] },
    }),
    verdict: 'warn',
    codes: ['include-cannot-align'],
  },
  'the same include where it is the return-path': {
    given: await given('v=spf1 include:sendgrid.net ~all', {
      zone: sendgrid,
      profile: { senders: [givenSender({ providerId: 'sendgrid' })], returnPaths: [givenReturnPath('acme.io')] },
    }),
    verdict: 'pass',
  },
  'a that finds nothing': {
    given: await given('v=spf1 a:gone.acme.io ~all'),
    verdict: 'warn',
    codes: ['covers-nothing'],
  },
  'mx that belongs to the mailbox service': {
    given: await given('v=spf1 mx ~all', {
      zone: { 'acme.io MX': ['smtp.google.com'], 'smtp.google.com A': ['198.18.7.7'] },
      profile: { exchanges: ['smtp.google.com'] },
    }),
    verdict: 'warn',
    codes: ['covers-nothing'],
  },
  'own mail server': {
    given: await given('v=spf1 mx ~all', {
      zone: { 'acme.io MX': ['mail.acme.io'], 'mail.acme.io A': ['198.18.1.7'] },
      profile: { exchanges: ['mail.acme.io'] },
    }),
    verdict: 'pass',
  },
  '451 bytes': { given: await given(long(451)), verdict: 'warn', codes: ['long-record'], says: ['451'] },
  '449 bytes': { given: await given(long(449)), verdict: 'pass' },
  'TXT records of 1300 bytes': {
    given: await given('v=spf1 ~all', { extra: { txtBytes: 1300 } }),
    verdict: 'warn',
    codes: ['long-answer'],
  },
  'Sender ID': {
    given: await given('v=spf1 ~all', { extra: { senderId: 'spf2.0/pra ~all' } }),
    verdict: 'warn',
    codes: ['sender-id'],
  },
  'an include of a service, and the mail servers could not be read': {
    given: await given('v=spf1 include:_spf.google.com ~all', {
      zone: google,
      profile: { exchangesUnread: true, senders: [givenSender({ providerId: 'resend' })] },
    }),
    verdict: 'unknown',
    codes: ['mx-unread'],
  },
  'a record of the obsolete type 99 beside it': {
    given: await given('v=spf1 ~all', { extra: { oldType: { status: 'answer', text: 'v=spf1 ~all' } } }),
    verdict: 'warn',
    codes: ['old-type'],
  },
  'the question for type 99 is not answered': {
    given: await given('v=spf1 ~all', { extra: { oldType: { status: 'timeout' } } }),
    verdict: 'unknown',
    codes: ['old-type-unread'],
  },
  'broken record': { given: await given('v=spf1 mx –all'), verdict: 'not-applicable', codes: ['broken'] },
  'no record': { given: { spf: givenNoSpf(), profile: givenProfile() }, verdict: 'not-applicable', codes: ['none'] },
  SERVFAIL: {
    given: { spf: givenNoSpf({ status: 'servfail', absence: 'undecided' }), profile: givenProfile() },
    verdict: 'unknown',
    codes: ['unread'],
  },
  'domain that does not exist': {
    given: { spf: givenNoSpf({ status: 'nxdomain' }), profile: givenProfile({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'time-out on our side': { given: { spf: timedOut(), profile: givenProfile() }, verdict: 'unknown' },
})
