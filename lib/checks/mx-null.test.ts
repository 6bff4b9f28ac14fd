import check from './mx-null'
import { cases, timedOut } from './shared/cases'
import { givenMx, givenMxHost, givenProfile } from './shared/mail/given'

const nullMx = givenMxHost('.', { preference: 0 })
const { receives: _receives, ...parked } = givenProfile({ sends: false, sendsBecause: 'nothing' })
const silent = { ...parked, receives: false }

cases(check, {
  'null MX alone on a domain that takes no mail': {
    given: { mx: givenMx([nullMx]), profile: silent },
    verdict: 'pass',
    codes: ['ok'],
  },
  'null MX alone, nobody said more': { given: { mx: givenMx([nullMx]), profile: parked }, verdict: 'pass' },
  'other preference': {
    given: { mx: givenMx([givenMxHost('.', { preference: 10 })]), profile: silent },
    verdict: 'warn',
    codes: ['preference'],
  },
  'next to another server': {
    given: { mx: givenMx([nullMx, givenMxHost('aspmx.l.google.com')]), profile: givenProfile() },
    verdict: 'fail',
    codes: ['null-with-others'],
    says: ['aspmx.l.google.com'],
  },
  'next to another server on a domain that takes no mail': {
    given: { mx: givenMx([nullMx, givenMxHost('aspmx.l.google.com')]), profile: silent },
    verdict: 'fail',
    codes: ['null-with-others'],
  },
  'domain should receive': {
    given: { mx: givenMx([nullMx]), profile: givenProfile({ sends: false }) },
    verdict: 'fail',
    codes: ['receives-but-null'],
  },
  'null MX, and nobody could read whether the domain sends': {
    given: { mx: givenMx([nullMx]), profile: givenProfile({ receives: false, sendsBecause: 'undecided' }) },
    verdict: 'unknown',
    codes: ['sending-open'],
  },
  'domain is used as From address': {
    given: { mx: givenMx([nullMx]), profile: givenProfile({ receives: false }) },
    verdict: 'fail',
    codes: ['sends-but-null'],
  },
  'sending is only assumed from the sign-in page': {
    given: { mx: givenMx([nullMx]), profile: givenProfile({ receives: false, sendsBecause: 'product-mail' }) },
    verdict: 'pass',
  },
  'no null MX': { given: { mx: givenMx([]), profile: silent }, verdict: 'not-applicable', codes: ['none'] },
  SERVFAIL: {
    given: { mx: givenMx([], { status: 'servfail' }), profile: silent },
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'domain does not resolve': {
    given: { mx: givenMx([], { status: 'nxdomain' }), profile: { ...silent, status: 'nxdomain' } },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'time-out on our side': { given: { mx: timedOut(), profile: silent }, verdict: 'unknown' },
})
