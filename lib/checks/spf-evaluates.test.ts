import { cases, timedOut } from './shared/cases'
import { givenDkim, givenNoSpf, givenSpf } from './shared/mail/given'
import check from './spf-evaluates'

const dkim = givenDkim([])
const inc = { 'inc.test TXT': ['v=spf1 ip4:198.18.1.1 -all'], '_spf.x.test TXT': ['v=spf1 ip4:198.18.1.2 -all'] }
const given = async (record: string | string[], zone: Parameters<typeof givenSpf>[1] = inc) => ({
  spf: await givenSpf(record, zone),
  dkim,
})
const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`i${at}.test TXT`, ['v=spf1 -all']]))

cases(check, {
  'soft fail for strangers': {
    given: await given('v=spf1 include:inc.test ~all'),
    verdict: 'pass',
    says: ['softfail'],
  },
  'trailing dot and two spaces': { given: await given('v=spf1 include:inc.test.  ~all'), verdict: 'pass' },
  'macro for the own domain': {
    given: await given('v=spf1 a:%{d} -all', { 'acme.io A': ['198.18.1.1'] }),
    verdict: 'pass',
  },
  'exists per sender': { given: await given('v=spf1 exists:%{i}.x.test -all'), verdict: 'pass' },
  'unknown modifier': { given: await given('v=spf1 include:inc.test foo=bar -all'), verdict: 'pass' },
  'plus sign and neutral end': {
    given: await given('v=spf1 +include:inc.test ?all'),
    verdict: 'pass',
    says: ['neutral'],
  },
  'semicolon at the end': {
    given: await given('v=spf1 mx -all;'),
    verdict: 'fail',
    codes: ['syntax'],
    says: ['-all;'],
  },
  'space after the colon': {
    given: await given('v=spf1 include: _spf.x.test -all'),
    verdict: 'fail',
    codes: ['syntax'],
  },
  'impossible address': { given: await given('v=spf1 ip4:198.18.300.1 -all'), verdict: 'fail', codes: ['syntax'] },
  'ipv4 instead of ip4': { given: await given('v=spf1 ipv4:198.18.1.1 -all'), verdict: 'fail', codes: ['syntax'] },
  'typographic dash': { given: await given('v=spf1 include:inc.test –all'), verdict: 'fail', codes: ['non-ascii'] },
  'include without a record': {
    given: await given('v=spf1 include:nospf.test include:inc.test -all', { ...inc, 'nospf.test TXT': ['hello'] }),
    verdict: 'fail',
    codes: ['include-without-spf'],
    says: ['nospf.test'],
  },
  'include of a known service that is gone': {
    given: await given('v=spf1 include:spf.mailjet.com -all'),
    verdict: 'fail',
    codes: ['include-without-spf'],
  },
  'redirect without a record': {
    given: await given('v=spf1 redirect=nospf.test'),
    verdict: 'fail',
    codes: ['include-without-spf'],
  },
  'strings joined without a space': {
    given: await given('v=spf1 include:_spf.x.testinclude:inc.test -all'),
    verdict: 'fail',
    codes: ['joined-strings'],
  },
  'record includes itself': { given: await given('v=spf1 include:acme.io -all'), verdict: 'fail', codes: ['loop'] },
  'error in an included record': {
    given: await given('v=spf1 include:bad.test -all', { 'bad.test TXT': ['v=spf1 ip4:x -all'] }),
    verdict: 'fail',
    codes: ['included-syntax'],
  },
  'two records at an include': {
    given: await given('v=spf1 include:two.test -all', { 'two.test TXT': ['v=spf1 -all', 'v=spf1 ~all'] }),
    verdict: 'fail',
    codes: ['multiple-records'],
    says: ['two.test'],
  },
  'two own records': {
    given: await given(['v=spf1 -all', 'v=spf1 ~all']),
    verdict: 'fail',
    codes: ['multiple-records'],
  },
  'eleven mail servers': {
    given: await given('v=spf1 mx -all', { 'acme.io MX': Array.from({ length: 11 }, (_, at) => `m${at}.acme.io`) }),
    verdict: 'fail',
    codes: ['mx-over-10'],
  },
  'eleven lookups': {
    given: await given(
      `v=spf1 ${Object.keys(eleven)
        .map((key) => `include:${key.split(' ')[0]}`)
        .join(' ')} -all`,
      eleven,
    ),
    verdict: 'fail',
    codes: ['too-many-lookups'],
  },
  'three names that do not exist': {
    given: await given('v=spf1 a:x.acme.io a:y.acme.io a:z.acme.io -all'),
    verdict: 'fail',
    codes: ['too-many-voids'],
  },
  'include that does not answer': {
    given: await given('v=spf1 include:slow.test -all', { 'slow.test TXT': 'timeout' }),
    verdict: 'unknown',
    codes: ['temperror'],
  },
  'include per sender': {
    given: await given('v=spf1 include:%{i}.spf.acme.io -all'),
    verdict: 'unknown',
    codes: ['sender-dependent'],
  },
  'no record': { given: { spf: givenNoSpf(), dkim }, verdict: 'not-applicable', codes: ['none'] },
  SERVFAIL: {
    given: { spf: givenNoSpf({ status: 'servfail', absence: 'undecided' }), dkim },
    verdict: 'unknown',
    codes: ['unread'],
  },
  'time-out on our side': { given: { spf: timedOut(), dkim }, verdict: 'unknown' },
})
