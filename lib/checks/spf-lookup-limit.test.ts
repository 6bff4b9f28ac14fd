import { cases, timedOut } from './shared/cases'
import { givenDkim, givenNoSpf, givenProfile, givenSender, givenSpf } from './shared/mail/given'
import check from './spf-lookup-limit'

const dkim = givenDkim([])
const profile = givenProfile()
const leaf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`i${at}.test TXT`, ['v=spf1 ip4:198.18.1.1 ~all']]))
const includes = (count: number) => Array.from({ length: count }, (_, at) => `include:i${at}.test`).join(' ')
const nested = {
  'n.test TXT': ['v=spf1 include:i0.test include:i1.test include:i2.test include:i3.test ~all'],
  ...leaf(4),
}
const given = async (record: string, zone: Parameters<typeof givenSpf>[1] = {}) => ({
  spf: await givenSpf(record, zone),
  profile,
  dkim,
})

cases(check, {
  'three lookups': { given: await given(`v=spf1 ${includes(3)} ~all`, leaf(3)), verdict: 'pass', says: ['3 of 10'] },
  'ten lookups': {
    given: await given(`v=spf1 ${includes(10)} ~all`, leaf(10)),
    verdict: 'warn',
    codes: ['near-limit'],
  },
  'eleven lookups': {
    given: await given(`v=spf1 ${includes(11)} ~all`, leaf(11)),
    verdict: 'fail',
    codes: ['too-many'],
    says: ['11'],
  },
  'eleven lookups of which two services do not need it': {
    given: {
      spf: await givenSpf(`v=spf1 ${includes(8)} a include:amazonses.com include:spf.mailjet.com ~all`, {
        ...leaf(8),
        'acme.io A': ['198.18.1.1'],
        'amazonses.com TXT': ['v=spf1 -all'],
        'spf.mailjet.com TXT': ['v=spf1 -all'],
      }),
      profile: givenProfile({ senders: [givenSender({ providerId: 'google-workspace' })] }),
      dkim,
    },
    verdict: 'fail',
    codes: ['too-many'],
  },
  'same include twice counts twice': {
    given: await given('v=spf1 include:n.test include:n.test ~all', nested),
    verdict: 'warn',
    codes: ['near-limit'],
    says: ['10 of 10'],
  },
  'terms behind all in an include cost nothing': {
    given: await given('v=spf1 include:x.test -all', { 'x.test TXT': ['v=spf1 -all include:y.test'] }),
    verdict: 'pass',
    says: ['1 of 10'],
  },
  'redirect next to all costs nothing': {
    given: await given('v=spf1 redirect=x.test ~all'),
    verdict: 'pass',
    says: ['0 of 10'],
  },
  'three names that do not exist': {
    given: await given('v=spf1 a:x.acme.io a:y.acme.io mx:z.acme.io -all'),
    verdict: 'fail',
    codes: ['too-many-voids'],
  },
  'two names that do not exist': {
    given: await given('v=spf1 a:x.acme.io mx:z.acme.io -all'),
    verdict: 'warn',
    codes: ['voids'],
  },
  'hosts without IPv6': {
    given: await given('v=spf1 a:x.acme.io a:y.acme.io a:z.acme.io -all', {
      'x.acme.io A': ['198.18.1.1'],
      'y.acme.io A': ['198.18.1.2'],
      'z.acme.io A': ['198.18.1.3'],
    }),
    verdict: 'warn',
    codes: ['voids-ipv6'],
  },
  'include per sender is one lookup and no void': {
    given: await given('v=spf1 include:%{i}.spf.acme.io -all'),
    verdict: 'pass',
    says: ['1 of 10'],
  },
  'many questions behind few terms': {
    given: await given(`v=spf1 ${Array.from({ length: 4 }, (_, at) => `mx:m${at}.test`).join(' ')} -all`, {
      ...Object.fromEntries(
        Array.from({ length: 4 }, (_, at) => [
          `m${at}.test MX`,
          Array.from({ length: 10 }, (_unused, host) => `h${host}.test`),
        ]),
      ),
      ...Object.fromEntries(
        Array.from({ length: 10 }, (_, host) => [
          [`h${host}.test A`, ['198.18.1.1']],
          [`h${host}.test AAAA`, ['2001:db8:1::1']],
        ]).flat(),
      ),
    }),
    verdict: 'warn',
    codes: ['slow'],
  },
  'include that does not answer': {
    given: await given('v=spf1 include:slow.test -all', { 'slow.test TXT': 'timeout' }),
    verdict: 'unknown',
    codes: ['incomplete'],
  },
  'a term that cannot be read': {
    given: await given('v=spf1 ipv4:198.18.1.1 include: a.test -all'),
    verdict: 'not-applicable',
    codes: ['broken'],
  },
  'no record': { given: { spf: givenNoSpf(), profile, dkim }, verdict: 'not-applicable', codes: ['none'] },
  SERVFAIL: {
    given: { spf: givenNoSpf({ status: 'servfail', absence: 'undecided' }), profile, dkim },
    verdict: 'unknown',
    codes: ['unread'],
  },
  'time-out on our side': { given: { spf: timedOut(), profile, dkim }, verdict: 'unknown' },
})
