import type { DnsHost } from '../evidence/dns-hosts'
import check from './host-roles'
import { cases, timedOut } from './shared/cases'
import { address, brokenHost, family, givenHost, missingHost } from './shared/dns-host-given'

const given = (...hosts: DnsHost[]) => ({
  whole: exists,
  dns: { domain: 'acme.io', hosts: [givenHost('acme.io'), givenHost('www.acme.io'), ...hosts], others: [] },
})
const app = 'app.acme.io'

const exists = { domain: 'acme.io', status: 'exists' as const, rounds: [], resolverInvents: false }
const gone = { ...exists, status: 'nxdomain' as const }

cases(check, {
  'app with an A record': { given: given(givenHost(app)), verdict: 'pass', codes: ['ok'] },
  'app as an alias of a live platform': {
    given: given(
      givenHost(app, { chain: [{ from: app, to: 'acme.platform.net', ttl: 60 }], finalName: 'acme.platform.net' }),
    ),
    verdict: 'pass',
  },
  'api does not exist': {
    given: given(missingHost('api.acme.io', { role: 'api' })),
    verdict: 'fail',
    codes: ['missing'],
  },
  'docs does not exist': {
    given: given(missingHost('docs.acme.io', { role: 'docs' })),
    verdict: 'warn',
    codes: ['missing'],
  },
  'app is IPv6 only': {
    given: given(givenHost(app, { v4: family(), v6: family(address('2600::1')) })),
    verdict: 'warn',
    codes: ['onlyIpv6'],
  },
  'app has a private address only': {
    given: given(givenHost(app, { v4: family(address('10.0.0.5', 'private')) })),
    verdict: 'fail',
    codes: ['inside'],
  },
  'app has a public and a private address': {
    given: given(givenHost(app, { v4: family(address('203.0.113.1'), address('10.0.0.5', 'private')) })),
    verdict: 'warn',
    codes: ['mixed'],
  },
  'app is an alias of nothing': {
    given: given(
      missingHost(app, { chain: [{ from: app, to: 'gone.platform.net', ttl: 60 }], finalName: 'gone.platform.net' }),
    ),
    verdict: 'fail',
    codes: ['dead'],
  },
  'app goes round in a circle': {
    given: given(brokenHost(app, 'servfail', { chainEnd: 'loop' })),
    verdict: 'fail',
    codes: ['loop'],
  },
  'more aliases than resolvers follow': {
    given: given(brokenHost(app, 'servfail', { chainEnd: 'too-long' })),
    verdict: 'fail',
    codes: ['endless'],
  },
  'app is known to the authority only': {
    given: given(missingHost(app, { v4: { status: 'nxdomain', addresses: [], absence: 'present' } })),
    verdict: 'pass',
    codes: ['published'],
  },
  'app answers without validation only': {
    given: given(brokenHost(app, 'servfail', { answersWithoutValidation: true })),
    verdict: 'unknown',
    codes: ['dnssec'],
  },
  'app answers SERVFAIL': { given: given(brokenHost(app, 'servfail')), verdict: 'unknown', codes: ['undecided'] },
  'the mail server stands behind a web proxy': {
    given: given(givenHost('mail.acme.io', { role: 'mail', isMailTarget: true, v4: family(address('104.16.1.1')) })),
    verdict: 'fail',
    codes: ['mailProxied'],
  },
  'a mail name nobody sends to': {
    given: given(missingHost('mail.acme.io', { role: 'mail' })),
    verdict: 'not-applicable',
    codes: ['mailUnused'],
  },
  'a mail server with an address': {
    given: given(givenHost('mail.acme.io', { role: 'mail', isMailTarget: true })),
    verdict: 'pass',
  },
  'no host besides apex and www': { given: given(), verdict: 'not-applicable', codes: ['none'] },
  'the domain itself does not exist': {
    given: { ...given(missingHost('api.acme.io', { role: 'api' })), whole: gone },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'we could not look': { given: { whole: exists, dns: timedOut() }, verdict: 'unknown' },
})
