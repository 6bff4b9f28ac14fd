import type { z } from 'zod'
import type { dnsDelegation } from '../evidence/dns-delegation'
import check from './dns-nameserver-redundancy'
import { cases, timedOut } from './shared/cases'

const whole = { domain: 'acme.io', status: 'exists' as const, rounds: [], resolverInvents: false }

type Delegation = z.infer<typeof dnsDelegation.schema>

const delegation = (servers: [ns: string, ...addresses: string[]][], more: Partial<Delegation> = {}): Delegation => ({
  domain: 'acme.io',
  status: 'found',
  zone: 'acme.io',
  parentZone: 'io',
  parentNs: servers.map(([ns]) => ns),
  childNs: servers.map(([ns]) => ns),
  withoutAddress: [],
  aliased: [],
  staleGlue: [],
  servers: servers.flatMap(([ns, ...addresses]) =>
    addresses.map((address) => ({ ns, address, listedBy: 'both' as const, verdict: 'good' as const })),
  ),
  resolverAnswers: true,
  ...more,
})
const given = (...servers: [ns: string, ...addresses: string[]][]) => ({ whole, dns: delegation(servers) })

cases(check, {
  'one name': {
    given: given(['ns1.acme.io', '203.0.113.1']),
    verdict: 'warn',
    codes: ['single'],
    says: ['ns1.acme.io'],
  },
  'one name with two addresses': {
    given: given(['ns1.acme.io', '203.0.113.1', '198.51.100.1']),
    verdict: 'warn',
    codes: ['single'],
  },
  'two names, same address': {
    given: given(['ns1.acme.io', '203.0.113.1'], ['ns2.acme.io', '203.0.113.1']),
    verdict: 'warn',
    codes: ['sameAddress'],
  },
  'two names, the address of one untold': {
    given: { whole, dns: delegation([['ns1.acme.io', '203.0.113.1'], ['ns2.example.net']]) },
    verdict: 'unknown',
    codes: ['noAddress'],
  },
  'two names, same /24, unknown host': {
    given: given(['ns1.acme.io', '203.0.113.1'], ['ns2.acme.io', '203.0.113.200']),
    verdict: 'warn',
    codes: ['sameNetwork'],
    says: ['203.0.113.0/24'],
  },
  'two names, same /24 and same /48': {
    given: given(['ns1.acme.io', '203.0.113.1', '2001:db8:1::1'], ['ns2.acme.io', '203.0.113.2', '2001:db8:1:2::1']),
    verdict: 'warn',
    codes: ['sameNetwork'],
    says: ['2001:db8:1::/48'],
  },
  'two names, same /24, different /48': {
    given: given(['ns1.acme.io', '203.0.113.1', '2001:db8:1::1'], ['ns2.acme.io', '203.0.113.2', '2001:db8:2::1']),
    verdict: 'pass',
  },
  'two names, different /24': {
    given: given(['ns1.acme.io', '203.0.113.1'], ['ns2.acme.io', '198.51.100.1']),
    verdict: 'pass',
    codes: ['ok'],
  },
  'two Cloudflare names': {
    given: given(['amy.ns.cloudflare.com', '108.162.192.1'], ['bob.ns.cloudflare.com', '108.162.192.2']),
    verdict: 'pass',
    codes: ['anycast'],
  },
  'a name that only looks like Cloudflare': {
    given: given(['ns1.cloudflare.com.acme.io', '203.0.113.1'], ['ns2.cloudflare.com.acme.io', '203.0.113.2']),
    verdict: 'warn',
  },
  'four names over four top-level domains (Route 53)': {
    given: given(
      ['ns-1.awsdns-01.com', '205.251.192.1'],
      ['ns-2.awsdns-02.net', '205.251.192.2'],
      ['ns-3.awsdns-03.org', '205.251.192.3'],
      ['ns-4.awsdns-04.co.uk', '205.251.192.4'],
    ),
    verdict: 'pass',
    codes: ['anycast'],
  },
  'IPv6-only servers': {
    given: given(['ns1.acme.io', '2001:db8:1::1'], ['ns2.acme.io', '2001:db8:2::1']),
    verdict: 'warn',
    codes: ['onlyIpv6'],
  },
  'no addresses known': { given: given(['ns1.acme.io'], ['ns2.acme.io']), verdict: 'unknown', codes: ['noAddress'] },
  'no direct access': {
    given: { whole, dns: delegation([], { status: 'no-direct-access' }) },
    verdict: 'unknown',
    codes: ['noDirect'],
  },
  'the domain does not exist': {
    given: { ...given(['ns1.acme.io', '203.0.113.1']), whole: { ...whole, status: 'nxdomain' } },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'a name of a platform': {
    given: { ...given(), whole: { ...whole, platform: 'vercel.app' } },
    verdict: 'not-applicable',
    codes: ['platform'],
  },
  'we could not look': { given: { whole, dns: timedOut() }, verdict: 'unknown' },
})
