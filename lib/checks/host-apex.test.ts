import type { DnsHost } from '../evidence/dns-hosts'
import check from './host-apex'
import { cases, timedOut } from './shared/cases'
import { address, brokenHost, family, givenHost, missingHost } from './shared/dns-host-given'

const apex = 'acme.io'
const given = (...hosts: DnsHost[]) => ({
  whole: exists,
  dns: { domain: apex, hosts, others: [] },
})

const exists = { domain: 'acme.io', status: 'exists' as const, rounds: [], resolverInvents: false }
const gone = { ...exists, status: 'nxdomain' as const }

cases(check, {
  'an A record': { given: given(givenHost(apex)), verdict: 'pass', codes: ['ok'] },
  'a flattening host: addresses, no visible alias': {
    given: given(
      givenHost(apex, { v4: family(address('203.0.113.1'), address('203.0.113.2')), v6: family(address('2600::1')) }),
    ),
    verdict: 'pass',
    says: ['3 public addresses'],
  },
  'IPv6 only': {
    given: given(givenHost(apex, { v4: family(), v6: family(address('2600::1')) })),
    verdict: 'warn',
    codes: ['onlyIpv6'],
  },
  'no record of either family, confirmed': {
    given: given(
      missingHost(apex, {
        v4: { status: 'nodata', addresses: [], absence: 'absent' },
        v6: { status: 'nodata', addresses: [], absence: 'absent' },
      }),
    ),
    verdict: 'fail',
    codes: ['missing'],
  },
  'missing, and www shows where it should point': {
    given: given(missingHost(apex), givenHost('www.acme.io')),
    verdict: 'fail',
    codes: ['missing'],
  },
  'missing at the resolver, present at the authority': {
    given: given(missingHost(apex, { v4: { status: 'nxdomain', addresses: [], absence: 'present' } })),
    verdict: 'pass',
    codes: ['published'],
  },
  'missing, but nobody could confirm it': {
    given: given(missingHost(apex, { v4: { status: 'nxdomain', addresses: [], absence: 'undecided' } })),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'an address of a private network only': {
    given: given(givenHost(apex, { v4: family(address('10.0.0.1', 'private')) })),
    verdict: 'fail',
    codes: ['inside'],
  },
  'two addresses, one of them private': {
    given: given(givenHost(apex, { v4: family(address('203.0.113.1'), address('10.0.0.1', 'private')) })),
    verdict: 'warn',
    codes: ['mixed'],
  },
  'an alias that ends at nothing': {
    given: given(
      missingHost(apex, { chain: [{ from: apex, to: 'gone.host.io', ttl: 60 }], finalName: 'gone.host.io' }),
    ),
    verdict: 'fail',
    codes: ['dead'],
    says: ['gone.host.io'],
  },
  'aliases in a circle': {
    given: given(brokenHost(apex, 'servfail', { chainEnd: 'loop' })),
    verdict: 'fail',
    codes: ['loop'],
  },
  'more aliases than resolvers follow': {
    given: given(brokenHost(apex, 'servfail', { chainEnd: 'too-long' })),
    verdict: 'fail',
    codes: ['endless'],
  },
  'SERVFAIL that goes away without validation': {
    given: given(brokenHost(apex, 'servfail', { answersWithoutValidation: true })),
    verdict: 'unknown',
    codes: ['dnssec'],
  },
  SERVFAIL: {
    given: given(brokenHost(apex, 'servfail')),
    verdict: 'unknown',
    codes: ['undecided'],
    says: ['answered with an error'],
  },
  'time-out': { given: given(brokenHost(apex, 'timeout')), verdict: 'unknown', says: ['did not answer in time'] },
  'a project that launches another host and has no apex': {
    given: given(missingHost(apex, { registered: false })),
    verdict: 'not-applicable',
    codes: ['notListed'],
  },
  'the domain itself does not exist': {
    given: { ...given(missingHost(apex)), whole: gone },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'we could not look': { given: { whole: exists, dns: timedOut() }, verdict: 'unknown' },
})
