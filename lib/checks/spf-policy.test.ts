import { cases, timedOut } from './shared/cases'
import { givenNoSpf, givenSpf } from './shared/mail/given'
import check from './spf-policy'

const given = async (record: string, zone: Parameters<typeof givenSpf>[1] = {}) => ({
  spf: await givenSpf(record, zone),
})

cases(check, {
  'soft fail at the end': { given: await given('v=spf1 mx ~all'), verdict: 'pass', says: ['~all'] },
  'fail at the end': { given: await given('v=spf1 -all'), verdict: 'pass' },
  '+all': { given: await given('v=spf1 mx +all'), verdict: 'fail', codes: ['allows-everyone'] },
  'all without a sign': { given: await given('v=spf1 all'), verdict: 'fail', codes: ['allows-everyone'] },
  'both halves of the internet': {
    given: await given('v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all'),
    verdict: 'fail',
    codes: ['allows-everyone'],
  },
  'a name that always exists': {
    given: await given('v=spf1 exists:www.acme.io -all', { 'www.acme.io A': ['198.18.1.1'] }),
    verdict: 'fail',
    codes: ['allows-everyone'],
  },
  'an include that allows everyone': {
    given: await given('v=spf1 include:open.test -all', { 'open.test TXT': ['v=spf1 +all'] }),
    verdict: 'fail',
    codes: ['allows-everyone'],
  },
  'all of IPv6': { given: await given('v=spf1 ip6:::/0 -all'), verdict: 'fail', codes: ['allows-everyone'] },
  '?all': { given: await given('v=spf1 mx ?all'), verdict: 'warn', codes: ['neutral-all'] },
  'no end': { given: await given('v=spf1 mx'), verdict: 'warn', codes: ['no-all'] },
  'redirect to a strict end': {
    given: await given('v=spf1 redirect=x.test', {
      'x.test TXT': ['v=spf1 redirect=y.test'],
      'y.test TXT': ['v=spf1 -all'],
    }),
    verdict: 'pass',
  },
  'redirect that does not answer': {
    given: await given('v=spf1 redirect=x.test', { 'x.test TXT': 'timeout' }),
    verdict: 'unknown',
    codes: ['unreadable'],
  },
  'neutral end inside an include does not matter': {
    given: await given('v=spf1 include:x.test ~all', { 'x.test TXT': ['v=spf1 ?all'] }),
    verdict: 'pass',
  },
  'internal addresses': { given: await given('v=spf1 ip4:10.0.0.0/8 ~all'), verdict: 'warn', codes: ['private-range'] },
  'very wide range': { given: await given('v=spf1 ip4:198.18.0.0/15 ~all'), verdict: 'warn', codes: ['wide-range'] },
  'very wide range around the own host': {
    given: await given('v=spf1 a/8 ~all'),
    verdict: 'warn',
    codes: ['wide-range'],
  },
  'broken record': { given: await given('v=spf1 mx –all'), verdict: 'not-applicable', codes: ['broken'] },
  'no record': { given: { spf: givenNoSpf() }, verdict: 'not-applicable', codes: ['none'] },
  SERVFAIL: {
    given: { spf: givenNoSpf({ status: 'servfail', absence: 'undecided' }) },
    verdict: 'unknown',
    codes: ['unread'],
  },
  'time-out on our side': { given: { spf: timedOut() }, verdict: 'unknown' },
})
