import { bareTarget } from '../engine/target'
import type { WildcardProbe } from '../evidence/dns-wildcard'
import check from './dns-wildcard'
import { cases, timedOut } from './shared/cases'
import { givenDomain } from './shared/zone-given'

const whole = givenDomain()
const TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'TXT'] as const

type Answer = WildcardProbe['answers'][number]
const none: Answer = { status: 'nxdomain', values: [] }
const some = (...values: string[]): Answer => ({ status: 'answer', values })

/** Nothing answers, but for the types given. */
function given(found: Partial<Record<WildcardProbe['type'], [Answer, Answer]>>, below = 'acme.io') {
  const probes = TYPES.map((type) => ({ below, type, answers: found[type] ?? [none, none] }))
  return { whole, dns: { domain: 'acme.io', probes } }
}
const both = (value: string): [Answer, Answer] => [some(value), some(value)]
const tenants = { ...bareTarget('acme.io'), profile: { tenantSubdomains: true } }

cases(check, {
  'no wildcard': { given: given({}), verdict: 'pass', codes: ['ok'] },
  'names exist without such records': {
    given: given({
      TXT: [
        { status: 'nodata', values: [] },
        { status: 'nodata', values: [] },
      ],
    }),
    verdict: 'pass',
  },
  '* A': { given: given({ A: both('203.0.113.1') }), verdict: 'warn', codes: ['found'], says: ['with A'] },
  '* A and TXT': {
    given: given({ A: both('203.0.113.1'), TXT: both('wildcard text') }),
    verdict: 'warn',
    says: ['with A, TXT'],
  },
  '* A with rotating addresses': { given: given({ A: [some('203.0.113.1'), some('203.0.113.2')] }), verdict: 'warn' },
  '* TXT below the key names only': {
    given: given({ TXT: both('v=DKIM1; k=rsa; p=MIGfMA0GCSq') }, '_domainkey.acme.io'),
    verdict: 'warn',
    says: ['TXT'],
  },
  'a revoked key for every selector': {
    given: given({ TXT: both('v=DKIM1; t=s; p=') }, '_domainkey.acme.io'),
    verdict: 'pass',
    codes: ['locked'],
  },
  'no sender and no mail server for every name': {
    given: given({ TXT: both('v=spf1 -all'), MX: both('0 .') }),
    verdict: 'pass',
    codes: ['locked'],
  },
  'no sender for every name beside another text': {
    given: given({ TXT: [some('v=spf1 -all', 'x'), some('v=spf1 -all', 'x')] }),
    verdict: 'warn',
    codes: ['found'],
  },
  'addresses for every name, but no mail': {
    given: given({ A: both('203.0.113.1'), TXT: both('v=spf1 -all'), MX: both('0 .') }),
    verdict: 'warn',
    codes: ['found'],
    says: ['answers with A'],
  },
  'customers on subdomains, none of which sends mail': {
    given: given({ A: both('203.0.113.1'), TXT: both('v=spf1 -all'), MX: both('0 .') }),
    target: tenants,
    verdict: 'not-applicable',
    codes: ['tenants'],
  },
  '* CNAME to a platform, customers on subdomains': {
    given: given({ CNAME: both('edge.host.net'), A: both('203.0.113.1') }),
    target: tenants,
    verdict: 'not-applicable',
    codes: ['tenants'],
  },
  '* TXT and MX, customers on subdomains': {
    given: given({ A: both('203.0.113.1'), TXT: both('x'), MX: both('1 mx.acme.io') }),
    target: tenants,
    verdict: 'warn',
    codes: ['mail'],
    says: ['MX, TXT'],
  },
  'no wildcard, customers on subdomains': {
    given: given({ AAAA: [none, { status: 'nodata', values: [] }] }),
    target: tenants,
    verdict: 'pass',
  },
  'one invented name answers, the other does not': {
    given: given({ A: [some('203.0.113.1'), none] }),
    verdict: 'unknown',
    codes: ['unsteady'],
  },
  SERVFAIL: {
    given: given({
      A: [
        { status: 'servfail', values: [] },
        { status: 'servfail', values: [] },
      ],
    }),
    verdict: 'unknown',
    codes: ['undecided'],
  },
  'a wildcard found, another type runs into a time-out': {
    given: given({ A: both('203.0.113.1'), MX: [{ status: 'timeout', values: [] }, none] }),
    verdict: 'warn',
    codes: ['found'],
  },
  'the resolver invents names': {
    given: { ...given({ A: both('203.0.113.1') }), whole: givenDomain({ resolverInvents: true }) },
    verdict: 'unknown',
    codes: ['invents'],
  },
  'the domain does not exist': {
    given: { ...given({}), whole: givenDomain({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'a name of a platform': {
    given: { ...given({}), whole: givenDomain({ platform: 'vercel.app' }) },
    verdict: 'not-applicable',
    codes: ['platform'],
  },
  'we could not look': { given: { whole, dns: timedOut() }, verdict: 'unknown' },
})
