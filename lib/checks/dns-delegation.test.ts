import type { z } from 'zod'
import type { dnsDelegation } from '../evidence/dns-delegation'
import check from './dns-delegation'
import { cases, timedOut } from './shared/cases'

type Verdict = 'good' | 'lame' | 'silent' | 'not-contacted'

const server = (ns: string, verdict: Verdict = 'good', tcp?: boolean) => ({
  ns,
  address: '203.0.113.53',
  listedBy: 'both' as const,
  verdict,
  ...(tcp === undefined ? {} : { tcp }),
})
const both = ['ns1.acme.io', 'ns2.acme.io']
const healthy: z.infer<typeof dnsDelegation.schema> = {
  domain: 'acme.io',
  status: 'found',
  zone: 'acme.io',
  parentZone: 'io',
  parentNs: both,
  parentStatus: 'referral',
  childNs: both,
  withoutAddress: [],
  aliased: [],
  staleGlue: [],
  servers: both.map((ns) => server(ns, 'good', true)),
  resolverAnswers: true,
}
const whole = { domain: 'acme.io', status: 'exists' as const, rounds: [], resolverInvents: false }
const given = (changes: Partial<typeof healthy>) => ({
  whole,
  dns: { ...healthy, ...changes },
})

cases(check, {
  'the address of a listed server is not known': {
    given: given({
      parentNs: [...healthy.parentNs, 'ns9.dns.example'],
      childNs: [...healthy.childNs, 'ns9.dns.example'],
    }),
    verdict: 'unknown',
    codes: ['unread'],
  },
  'both servers answer and both lists agree': { given: given({}), verdict: 'pass', codes: ['ok'] },
  'lists that differ only in case': { given: given({ parentNs: ['NS1.acme.io', 'ns2.ACME.io'] }), verdict: 'pass' },
  'one server refuses': {
    given: given({ servers: [server('ns1.acme.io'), server('ns2.acme.io', 'lame')] }),
    verdict: 'warn',
    codes: ['lame'],
    says: ['ns2.acme.io'],
  },
  'one refuses, the other is silent': {
    given: given({ servers: [server('ns1.acme.io', 'lame'), server('ns2.acme.io', 'silent')] }),
    verdict: 'fail',
    codes: ['noneAnswers'],
  },
  'one server is silent': {
    given: given({ servers: [server('ns1.acme.io'), server('ns2.acme.io', 'silent')] }),
    verdict: 'warn',
    codes: ['silent'],
  },
  'one address of an answering server is silent': {
    given: given({ servers: [server('ns1.acme.io'), server('ns1.acme.io', 'silent'), server('ns2.acme.io')] }),
    verdict: 'pass',
  },
  'the zone names another server than the registrar': {
    given: given({
      childNs: ['ns1.acme.io', 'ns6.acme.io'],
      servers: [server('ns1.acme.io'), server('ns2.acme.io'), server('ns6.acme.io')],
    }),
    verdict: 'warn',
    codes: ['setsDiffer'],
    says: ['only the registrar lists ns2.acme.io', 'only the zone lists ns6.acme.io'],
  },
  'TCP is refused': {
    given: given({ servers: [server('ns1.acme.io', 'good', false), server('ns2.acme.io')] }),
    verdict: 'warn',
    codes: ['noTcp'],
  },
  'a name server inside the zone without glue': {
    given: given({ parentNs: ['ns.acme.io'], childNs: [], servers: [], withoutAddress: ['ns.acme.io'] }),
    verdict: 'fail',
    codes: ['noneAnswers'],
  },
  'one of three name servers has no address': {
    given: given({ withoutAddress: ['ns3.acme.io'] }),
    verdict: 'fail',
    codes: ['noAddress'],
  },
  'an address stands where the name of a name server must stand': {
    given: given({ withoutAddress: ['198.51.100.53'] }),
    verdict: 'fail',
    codes: ['noName'],
  },
  'the servers of the zone above stay silent': {
    given: given({ parentNs: [], parentStatus: 'timeout' }),
    verdict: 'unknown',
    codes: ['parentUnread'],
  },
  'nobody could find the zone above, and one server refuses': {
    given: given({
      parentNs: [],
      parentStatus: undefined,
      servers: [server('ns1.acme.io'), server('ns2.acme.io', 'lame')],
    }),
    verdict: 'unknown',
    codes: ['lame', 'parentUnread'],
  },
  'the zone above lists it no more': {
    given: given({ parentNs: [], parentStatus: 'nxdomain' }),
    verdict: 'warn',
    codes: ['undelegated'],
  },
  'one of two servers has an internal address': {
    given: given({
      servers: [server('ns1.acme.io'), { ...server('ns2.acme.io', 'not-contacted'), reason: 'internal' }],
    }),
    verdict: 'warn',
    codes: ['internal'],
    says: ['ns2.acme.io'],
  },
  'one of two servers has IPv6 only, our network has none': {
    given: given({
      servers: [
        server('ns1.acme.io'),
        { ...server('ns2.acme.io', 'not-contacted'), address: '2001:db8::53', reason: 'no-route' },
      ],
    }),
    verdict: 'unknown',
    codes: ['unreached'],
    says: ['no way to 2001:db8::53'],
  },
  'the run had no question left for one of two servers': {
    given: given({
      servers: [server('ns1.acme.io'), { ...server('ns2.acme.io', 'not-contacted'), reason: 'budget' }],
    }),
    verdict: 'unknown',
    codes: ['unreached'],
  },
  'IPv6 of an answering server is out of our reach': {
    given: given({
      servers: [
        server('ns1.acme.io'),
        { ...server('ns1.acme.io', 'not-contacted'), address: '2001:db8::53', reason: 'no-route' },
        server('ns2.acme.io'),
      ],
    }),
    verdict: 'pass',
  },
  'old glue': {
    given: given({ staleGlue: [{ name: 'ns1.acme.io', glue: '203.0.113.1', actual: ['203.0.113.2'] }] }),
    verdict: 'warn',
    codes: ['staleGlue'],
  },
  'a name server that is an alias': { given: given({ aliased: ['ns2.acme.io'] }), verdict: 'warn', codes: ['aliased'] },
  'all are silent from here, the resolver answers': {
    given: given({ servers: both.map((ns) => server(ns, 'silent')) }),
    verdict: 'unknown',
    codes: ['allSilent'],
  },
  'no direct access from our network': {
    given: given({ status: 'no-direct-access' }),
    verdict: 'unknown',
    codes: ['noDirect'],
  },
  'the zone cut was not found': { given: given({ status: 'unknown' }), verdict: 'unknown', codes: ['undecided'] },
  'the domain does not exist': {
    given: { ...given({}), whole: { ...whole, status: 'nxdomain' } },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'a name of a platform': {
    given: { ...given({}), whole: { ...whole, platform: 'vercel.app' } },
    verdict: 'not-applicable',
    codes: ['platform'],
  },
  'we could not look': { given: { whole, dns: timedOut() }, verdict: 'unknown' },
})
