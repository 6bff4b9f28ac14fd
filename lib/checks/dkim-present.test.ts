import check from './dkim-present'
import { cases, timedOut } from './shared/cases'
import { givenDkim, givenKey, givenProfile, givenSender } from './shared/mail/given'
import { givenKeys } from './shared/mail/keys-given'

const key = `v=DKIM1; p=${givenKeys.rsa2048}`
const missing = (selector: string, extra = {}) =>
  givenKey(selector, '', { status: 'nxdomain', absence: 'absent', records: [], source: 'provider', ...extra })
const profile = givenProfile()
const through = (providerId: string, selectors: string[] = []) =>
  givenProfile({ senders: [givenSender({ providerId, provider: providerId, selectors })] })
const named = (...selectors: string[]) => givenProfile({ senders: [givenSender({ selectors })] })
const google = givenKey('google', key, { source: 'common', providers: ['google-workspace'] })

cases(check, {
  'key of Resend found': {
    given: {
      dkim: givenDkim([givenKey('resend', `p=${givenKeys.rsa2048}`, { source: 'provider', providers: ['resend'] })]),
      profile: through('resend'),
    },
    verdict: 'pass',
    codes: ['ok-provider'],
  },
  'any usable key where no service is named': {
    given: { dkim: givenDkim([google]), profile },
    verdict: 'pass',
    codes: ['ok'],
  },
  'named selector found': {
    given: { dkim: givenDkim([givenKey('s2026', key)]), profile: named('s2026') },
    verdict: 'pass',
    codes: ['ok'],
  },
  'named selector of SES found': {
    given: { dkim: givenDkim([givenKey('abc123', key)]), profile: through('amazon-ses', ['abc123']) },
    verdict: 'pass',
    codes: ['ok-provider'],
  },
  'named selector is missing': {
    given: { dkim: givenDkim([missing('dead', { source: 'stated' }), google]), profile: named('dead') },
    verdict: 'fail',
    codes: ['absent'],
    says: ['dead._domainkey.acme.io'],
  },
  'named selector holds another text': {
    given: { dkim: givenDkim([givenKey('dead', 'hello')], { wildcard: true }), profile: named('dead') },
    verdict: 'fail',
    codes: ['absent'],
  },
  'named selector is withdrawn': {
    given: { dkim: givenDkim([givenKey('old', 'v=DKIM1; p=')]), profile: named('old') },
    verdict: 'fail',
    codes: ['unusable'],
  },
  'key of Resend is damaged': {
    given: {
      dkim: givenDkim([givenKey('resend', 'p=aGVsbG8=', { source: 'provider', providers: ['resend'] })]),
      profile: through('resend'),
    },
    verdict: 'fail',
    codes: ['unusable'],
  },
  'named selector does not answer': {
    given: {
      dkim: givenDkim([givenKey('slow', '', { status: 'timeout', records: [] })], { unanswered: 1 }),
      profile: named('slow'),
    },
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'only a selector nobody can guess exists': {
    given: { dkim: givenDkim([], { root: 'nodata' }), profile },
    verdict: 'unknown',
    codes: ['selector-not-known'],
  },
  'a service without keys of its own, another key found': {
    given: { dkim: givenDkim([givenKey('s1', `p=${givenKeys.rsa2048}`)]), profile: through('supabase') },
    verdict: 'pass',
    codes: ['ok'],
  },
  'nothing below _domainkey': { given: { dkim: givenDkim([]), profile }, verdict: 'fail', codes: ['no-domainkey'] },
  'nothing below _domainkey, says a server that is wrong about it': {
    given: { dkim: givenDkim([], { rootReliable: false }), profile },
    verdict: 'unknown',
    codes: ['selector-not-known'],
  },
  'server is wrong about _domainkey, selector found': {
    given: { dkim: givenDkim([google], { root: 'nxdomain', rootReliable: false }), profile },
    verdict: 'pass',
  },
  'catch-all record': {
    given: { dkim: givenDkim([], { root: 'nodata', wildcard: true }), profile },
    verdict: 'unknown',
    codes: ['wildcard'],
  },
  'SES without a selector': {
    given: { dkim: givenDkim([], { root: 'nodata' }), profile: through('amazon-ses') },
    verdict: 'unknown',
    codes: ['provider-selector-not-known'],
  },
  'SendGrid, both names missing': {
    given: { dkim: givenDkim([missing('s1'), missing('s2')], { root: 'nodata' }), profile: through('sendgrid') },
    verdict: 'fail',
    codes: ['provider-key-absent'],
  },
  'SendGrid, nothing below _domainkey': {
    given: { dkim: givenDkim([missing('s1'), missing('s2')], { root: 'nxdomain' }), profile: through('sendgrid') },
    verdict: 'fail',
    codes: ['provider-key-absent'],
  },
  'SendGrid, catch-all record': {
    given: { dkim: givenDkim([], { root: 'nodata', wildcard: true }), profile: through('sendgrid') },
    verdict: 'unknown',
    codes: ['wildcard'],
  },
  'SendGrid, only the key of Google': {
    given: {
      dkim: givenDkim([missing('s1'), missing('s2'), google], { root: 'nodata' }),
      profile: through('sendgrid'),
    },
    verdict: 'warn',
    codes: ['other-provider'],
    says: ['SendGrid'],
  },
  'Fastmail, usual names missing': {
    given: { dkim: givenDkim([missing('fm1'), missing('fm2')], { root: 'nodata' }), profile: through('fastmail') },
    verdict: 'warn',
    codes: ['provider-key-unsure'],
  },
  'SendGrid, one name only said to be missing': {
    given: {
      dkim: givenDkim([missing('s1', { status: 'nodata', absence: 'undecided' })], { root: 'nodata' }),
      profile: through('sendgrid'),
    },
    verdict: 'unknown',
    codes: ['undecided'],
  },
  SERVFAIL: {
    given: { dkim: givenDkim([], { root: 'servfail', unanswered: 40 }), profile },
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'a public mailbox': {
    given: {
      dkim: { sends: true, domains: [] },
      profile: givenProfile({ senders: [givenSender({ domain: 'gmail.com' })] }),
    },
    verdict: 'not-applicable',
    codes: ['free-mail'],
  },
  'domain sends no mail': {
    given: { dkim: { sends: false, domains: [] }, profile: givenProfile({ sends: false }) },
    verdict: 'not-applicable',
    codes: ['notSending'],
  },
  'nobody knows whether the domain sends, and DNS did not answer': {
    given: { dkim: givenDkim([]), profile: givenProfile({ sendsBecause: 'undecided' }) },
    verdict: 'unknown',
    codes: ['sending-open'],
  },
  'domain does not resolve': {
    given: { dkim: givenDkim([]), profile: givenProfile({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'time-out on our side': { given: { dkim: timedOut(), profile }, verdict: 'unknown' },
})
