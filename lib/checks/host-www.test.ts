import { bareTarget } from '../engine/target'
import type { DnsHost } from '../evidence/dns-hosts'
import check from './host-www'
import { cases, timedOut } from './shared/cases'
import { address, brokenHost, family, givenHost, missingHost } from './shared/dns-host-given'

const www = 'www.acme.io'
const given = (host: DnsHost) => ({
  whole: exists,
  dns: { domain: 'acme.io', hosts: [givenHost('acme.io'), host], others: [] },
})

const exists = { domain: 'acme.io', status: 'exists' as const, rounds: [], resolverInvents: false }
const gone = { ...exists, status: 'nxdomain' as const }

cases(check, {
  'not listed, and its servers stay silent': {
    given: given(
      givenHost(www, {
        registered: false,
        chainEnd: 'unknown',
        v4: { status: 'timeout', addresses: [] },
        v6: { status: 'timeout', addresses: [] },
      }),
    ),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'an address, and nobody knows whether a catch-all record answers': {
    given: { ...given(givenHost(www)), dns: { ...given(givenHost(www)).dns, wildcardOpen: true } },
    verdict: 'unknown',
    codes: ['wildcardOpen'],
  },
  'an alias of the apex': {
    given: given(givenHost(www, { chain: [{ from: www, to: 'acme.io', ttl: 300 }], finalName: 'acme.io' })),
    verdict: 'pass',
    codes: ['ok'],
  },
  'an A record': { given: given(givenHost(www)), verdict: 'pass' },
  'IPv6 only': {
    given: given(givenHost(www, { v4: family(), v6: family(address('2600::1')) })),
    verdict: 'warn',
    codes: ['onlyIpv6'],
  },
  NXDOMAIN: { given: given(missingHost(www)), verdict: 'fail', codes: ['missing'] },
  'NXDOMAIN while www is the canonical host': {
    given: given(missingHost(www)),
    target: { ...bareTarget('acme.io'), canonicalHost: www },
    verdict: 'fail',
    codes: ['missing'],
  },
  'aliases in a circle': {
    given: given(brokenHost(www, 'servfail', { chainEnd: 'loop' })),
    verdict: 'fail',
    codes: ['loop'],
  },
  'an alias of a name that does not exist': {
    given: given(missingHost(www, { chain: [{ from: www, to: 'old.host.io', ttl: 60 }], finalName: 'old.host.io' })),
    verdict: 'fail',
    codes: ['dead'],
  },
  'answered by a catch-all record': {
    given: given(givenHost(www, { byWildcard: true })),
    verdict: 'warn',
    codes: ['wildcard'],
  },
  'answered by a catch-all record that is an alias': {
    given: given(
      givenHost(www, { chain: [{ from: www, to: 'acme.io', ttl: 300 }], finalName: 'acme.io', byWildcard: true }),
    ),
    verdict: 'warn',
    codes: ['wildcard'],
  },
  'like the catch-all record, and nobody knows whether it is set up': {
    given: given(givenHost(www, { wildcardUnread: true })),
    verdict: 'unknown',
    codes: ['wildcardOpen'],
  },
  'more aliases than we follow, but resolvers find an address': {
    given: given(givenHost(www, { chainEnd: 'too-long' })),
    verdict: 'pass',
    codes: ['ok'],
  },
  'more aliases than we follow, and resolvers give up': {
    given: given(brokenHost(www, 'servfail', { chainEnd: 'too-long' })),
    verdict: 'fail',
    codes: ['endless'],
    says: ['too many aliases'],
  },
  'a private address only': {
    given: given(givenHost(www, { v4: family(address('192.168.0.9', 'private')) })),
    verdict: 'fail',
    codes: ['inside'],
  },
  'a public and a private address': {
    given: given(givenHost(www, { v4: family(address('203.0.113.1'), address('192.168.0.9', 'private')) })),
    verdict: 'warn',
    codes: ['mixed'],
  },
  'missing at the resolver, present at the authority': {
    given: given(missingHost(www, { v6: { status: 'nxdomain', addresses: [], absence: 'present' } })),
    verdict: 'pass',
    codes: ['published'],
  },
  'SERVFAIL that goes away without validation': {
    given: given(brokenHost(www, 'servfail', { answersWithoutValidation: true })),
    verdict: 'unknown',
    codes: ['dnssec'],
  },
  REFUSED: { given: given(brokenHost(www, 'refused')), verdict: 'unknown', codes: ['undecided'] },
  'a project on a deeper name without www': {
    given: given(missingHost(www, { registered: false })),
    verdict: 'not-applicable',
    codes: ['notListed'],
  },
  'the domain itself does not exist': {
    given: { ...given(missingHost(www)), whole: gone },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'we could not look': { given: { whole: exists, dns: timedOut() }, verdict: 'unknown' },
})
