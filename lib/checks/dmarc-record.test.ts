import check from './dmarc-record'
import { cases, timedOut } from './shared/cases'
import { givenDmarc, givenProfile } from './shared/mail/given'

const profile = givenProfile({ exchanges: ['smtp.google.com'] })
const own = async (...texts: string[]) => ({ dmarc: await givenDmarc({ '_dmarc.acme.io': texts }), profile })
const none = async (extra = {}) => ({ dmarc: await givenDmarc({}, extra), profile })

cases(check, {
  'one valid record': {
    given: await own('v=DMARC1; p=quarantine; rua=mailto:d@acme.io'),
    verdict: 'pass',
    codes: ['ok'],
  },
  'policy none without reports': { given: await own('v=DMARC1; p=none'), verdict: 'pass' },
  'white space everywhere': { given: await own('v = DMARC1 ; p = reject ; rua = mailto:d@acme.io'), verdict: 'pass' },
  'record of the organisation, not of the nearest parent': {
    given: {
      dmarc: await givenDmarc(
        { '_dmarc.acme.io': ['v=DMARC1; p=reject; sp=quarantine'], '_dmarc.b.acme.io': ['v=DMARC1; p=none'] },
        { domain: 'a.b.acme.io' },
      ),
      profile,
    },
    verdict: 'pass',
    codes: ['inherited'],
    says: ['acme.io'],
  },
  'owner split the organisation on purpose': {
    given: {
      dmarc: await givenDmarc(
        { '_dmarc.acme.io': ['v=DMARC1; p=reject'], '_dmarc.team.acme.io': ['v=DMARC1; p=none; psd=n'] },
        { domain: 'mail.team.acme.io', legacyPolicyDomain: 'acme.io' },
      ),
      profile,
    },
    verdict: 'pass',
  },
  'no record': { given: await none(), verdict: 'fail', codes: ['absent'] },
  'record at the domain itself': {
    given: await none({ misplaced: 'v=DMARC1; p=reject' }),
    verdict: 'fail',
    codes: ['found-at-apex'],
  },
  'two records': { given: await own('v=DMARC1; p=none', 'v=DMARC1; p=reject'), verdict: 'fail', codes: ['multiple'] },
  'version in lower case': {
    given: await own('v=dmarc1; p=reject'),
    verdict: 'fail',
    codes: ['near-miss'],
    says: ['capital'],
  },
  'no semicolon': { given: await own('v=DMARC1 p=reject'), verdict: 'fail', codes: ['near-miss'], says: ['semicolon'] },
  'tag twice': { given: await own('v=DMARC1; p=none; p=reject'), verdict: 'fail', codes: ['duplicate-tag'] },
  'unreadable policy without reports': {
    given: await own('v=DMARC1; p=quarentine'),
    verdict: 'fail',
    codes: ['invalid-p-ignored'],
  },
  'unreadable policy with reports': {
    given: await own('v=DMARC1; p=quarentine; rua=mailto:d@acme.io'),
    verdict: 'warn',
    codes: ['invalid-p-treated-as-none'],
  },
  'unreadable policy for names below': {
    given: await own('v=DMARC1; p=reject; sp=non; rua=mailto:d@acme.io'),
    verdict: 'warn',
    codes: ['invalid-p-treated-as-none'],
    says: ['sp'],
  },
  'no policy but reports': {
    given: await own('v=DMARC1; rua=mailto:d@acme.io'),
    verdict: 'warn',
    codes: ['p-missing'],
  },
  'other text next to it': {
    given: await own('v=DMARC1; p=reject', 'google-site-verification=zz'),
    verdict: 'warn',
    codes: ['unrelated-txt'],
  },
  'removed tags': {
    given: await own('v=DMARC1; p=reject; pct=20'),
    verdict: 'warn',
    codes: ['removed-tags'],
    says: ['pct'],
  },
  'policy not in second place': {
    given: await own('v=DMARC1; rua=mailto:d@acme.io; p=none'),
    verdict: 'warn',
    codes: ['p-not-second'],
  },
  'report address with a size': {
    given: await own('v=DMARC1; p=none; rua=mailto:d@acme.io!10m'),
    verdict: 'warn',
    codes: ['report-size'],
  },
  'report address without mailto': {
    given: await own('v=DMARC1; p=none; rua=d@acme.io'),
    verdict: 'warn',
    codes: ['report-address'],
  },
  'older receivers see another record': {
    given: {
      dmarc: await givenDmarc(
        { '_dmarc.acme.io': ['v=DMARC1; p=none'] },
        { domain: 'a.acme.io', legacyPolicyDomain: 'a.io' },
      ),
      profile,
    },
    verdict: 'warn',
    codes: ['views-differ'],
  },
  'only a catch-all record answers': {
    given: { dmarc: await givenDmarc({ '_dmarc.acme.io': ['v=DMARC1; p=none'] }, { wildcard: true }), profile },
    verdict: 'fail',
    codes: ['wildcard'],
  },
  'published, resolver still remembers that there was none': {
    given: await none({ absence: 'present' }),
    verdict: 'pass',
    codes: ['late'],
  },
  'nobody confirms that there is none': {
    given: await none({ absence: 'undecided' }),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'time-out of the name server': {
    given: { dmarc: await givenDmarc({ '_dmarc.acme.io': 'timeout' }), profile },
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'nobody knows whether the domain sends, and DNS did not answer': {
    given: { dmarc: await givenDmarc({}), profile: givenProfile({ sendsBecause: 'undecided' }) },
    verdict: 'unknown',
    codes: ['sending-open'],
  },
  'domain does not resolve': {
    given: { dmarc: await givenDmarc({}), profile: givenProfile({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'domain sends no mail': {
    given: { dmarc: { ...(await givenDmarc({})), sends: false }, profile: givenProfile({ sends: false }) },
    verdict: 'not-applicable',
    codes: ['notSending'],
  },
  'time-out on our side': { given: { dmarc: timedOut(), profile }, verdict: 'unknown' },
})
