import type { DnsHost } from '../evidence/dns-hosts'
import check from './dns-ipv6-parity'
import { cases, timedOut } from './shared/cases'
import { address, brokenHost, family, givenHost, missingHost } from './shared/dns-host-given'
import { givenDomain } from './shared/zone-given'

const whole = givenDomain()
const given = (...hosts: DnsHost[]) => ({ whole, dns: { domain: 'acme.io', hosts, others: [] } })
const both = (four: string, six: string, kind = 'public') =>
  given(givenHost('acme.io', { v4: family(address(four)), v6: family(address(six, kind)) }))

cases(check, {
  'no IPv6': { given: given(givenHost('acme.io')), verdict: 'pass', codes: ['none'] },
  'IPv4 at Vercel, IPv6 at another host': {
    given: both('76.76.21.21', '2606:50c0:8000::153'),
    verdict: 'warn',
    codes: ['other'],
    says: ['GitHub Pages', 'Vercel'],
  },
  'both at Cloudflare': { given: both('104.16.1.1', '2606:4700::1'), verdict: 'pass', codes: ['same'] },
  'both behind one alias': {
    given: given(
      givenHost('www.acme.io', {
        chain: [{ from: 'www.acme.io', to: 'acme.host.net', ttl: 60 }],
        finalName: 'acme.host.net',
        v6: family(address('2600::1')),
      }),
    ),
    verdict: 'pass',
    codes: ['alias'],
  },
  'AAAA of a private network': {
    given: both('203.0.113.1', 'fd00::a', 'unique-local'),
    verdict: 'warn',
    codes: ['inside'],
  },
  'nobody knows the servers': { given: both('203.0.113.1', '2600::1'), verdict: 'unknown', codes: ['unrecognised'] },
  'IPv4 of nobody in particular, IPv6 at Cloudflare': {
    given: both('203.0.113.1', '2606:4700::1'),
    verdict: 'unknown',
    codes: ['unrecognised'],
  },
  'IPv6 only': {
    given: given(givenHost('acme.io', { v4: family(), v6: family(address('2600::1')) })),
    verdict: 'not-applicable',
    codes: ['onlyIpv6'],
  },
  'the AAAA question runs into a time-out': {
    given: given(givenHost('acme.io', { v6: { status: 'timeout', addresses: [] } })),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'the A question fails': {
    given: given(brokenHost('acme.io', 'servfail', { v6: family(address('2600::1')) })),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'a host without any address': {
    given: given(missingHost('app.acme.io')),
    verdict: 'not-applicable',
    codes: ['nothing'],
  },
  'no host listed': {
    given: given(givenHost('acme.io', { registered: false })),
    verdict: 'not-applicable',
    codes: ['noHost'],
  },
  'the domain does not exist': {
    given: { ...given(missingHost('acme.io')), whole: givenDomain({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'we could not look': { given: { whole, dns: timedOut() }, verdict: 'unknown' },
})
