import check from './domain-resolves'
import { cases, timedOut } from './shared/cases'
import type { DnsStatusFact } from './shared/dns-facts'

const row = (status: DnsStatusFact, server = '192.0.2.53:53') => ({ server, status, ms: 12 })
const base = { domain: 'acme.io', resolverInvents: false }

cases(check, {
  'every resolver has a SOA': {
    given: { dns: { ...base, status: 'exists', rounds: [[row('answer')]] } },
    verdict: 'pass',
    codes: ['ok'],
  },
  'one of two resolvers answers SERVFAIL': {
    given: { dns: { ...base, status: 'exists', rounds: [[row('answer'), row('servfail', '192.0.2.54:53')]] } },
    verdict: 'pass',
    codes: ['someBroken'],
    says: ['192.0.2.54:53'],
  },
  'NXDOMAIN, and the parent zone says so too': {
    given: {
      dns: { ...base, status: 'nxdomain', rounds: [[row('nxdomain')]], parent: { zone: 'io', status: 'nxdomain' } },
    },
    verdict: 'fail',
    codes: ['missing'],
  },
  'NXDOMAIN at the resolver, but the parent zone refers to name servers': {
    given: {
      dns: {
        ...base,
        status: 'unknown',
        rounds: [[row('nxdomain')]],
        parent: { zone: 'io', status: 'referral', retryIn: 900 },
      },
    },
    verdict: 'unknown',
    codes: ['newDelegation'],
    says: ['check again in 15 minutes'],
  },
  'one resolver has it, the other says that it does not exist': {
    given: {
      dns: { ...base, status: 'unknown', rounds: [[row('answer'), row('nxdomain', '192.0.2.54:53')]] },
    },
    verdict: 'unknown',
    codes: ['undecided'],
    says: ['192.0.2.53:53 answered, 192.0.2.54:53 says the name does not exist'],
  },
  'SERVFAIL everywhere, but answers without validation': {
    given: { dns: { ...base, status: 'servfail', rounds: [[row('servfail')]], answersWithoutValidation: true } },
    verdict: 'fail',
    codes: ['dnssec'],
  },
  'SERVFAIL everywhere, twice': {
    given: {
      dns: {
        ...base,
        status: 'servfail',
        rounds: [[row('servfail')], [row('servfail')]],
        answersWithoutValidation: false,
      },
    },
    verdict: 'fail',
    codes: ['servfail'],
  },
  'time-out at every resolver': {
    given: { dns: { ...base, status: 'unknown', rounds: [[row('timeout')]] } },
    verdict: 'unknown',
    codes: ['undecided'],
    says: ['did not answer in time'],
  },
  'a resolver that invents answers': {
    given: { dns: { ...base, status: 'exists', rounds: [[row('answer')]], resolverInvents: true } },
    verdict: 'unknown',
    codes: ['invents'],
  },
  'a name borrowed from a platform': {
    given: {
      dns: { ...base, domain: 'shop.vercel.app', platform: 'vercel.app', status: 'exists', rounds: [[row('answer')]] },
    },
    verdict: 'not-applicable',
    codes: ['platform'],
  },
  'we could not look': { given: { dns: timedOut() }, verdict: 'unknown' },
})
