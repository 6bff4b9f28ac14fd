import { bareTarget } from '../engine/target'
import check from './dns-soa'
import { cases, timedOut } from './shared/cases'
import type { ZoneSoa } from './shared/zone-facts'
import { givenDomain, givenRecords, givenServer, givenSoa } from './shared/zone-given'

const whole = givenDomain()
const given = (changes: Partial<ZoneSoa>, ns = 'ns1.acme.io') => ({
  whole,
  dns: givenRecords([givenServer(ns, [], { soa: givenSoa(changes) })]),
})
const timers = (refresh: number, retry: number, expire: number, minimum: number) =>
  given({ refresh, retry, expire, minimum })
const launching = { ...bareTarget('acme.io'), profile: { launchAt: '2026-11-23' } }

cases(check, {
  '(7200, 3600, 1209600, 3600)': { given: timers(7200, 3600, 1_209_600, 3600), verdict: 'pass', codes: ['ok'] },
  '(900, 7200, 3600, 604800)': {
    given: timers(900, 7200, 3600, 604_800),
    verdict: 'warn',
    codes: ['retry', 'expire', 'negative'],
    says: ['7 days'],
  },
  '(10000, 2400, 604800, 1800), as one large host has it': {
    given: timers(10_000, 2400, 604_800, 1800),
    verdict: 'pass',
  },
  '(3600, 600, 86400, 300)': { given: timers(3600, 600, 86_400, 300), verdict: 'warn', codes: ['expire'] },
  'expire is shorter than refresh and retry together': {
    given: timers(600_000, 86_400, 650_000, 300),
    verdict: 'warn',
    codes: ['expire'],
  },
  'minimum of a day, launch in three days': {
    given: timers(7200, 3600, 1_209_600, 86_400),
    target: launching,
    verdict: 'warn',
    codes: ['negativeLaunch'],
    says: ['3 days', '24 hours'],
  },
  'minimum of a day, no date': { given: timers(7200, 3600, 1_209_600, 86_400), verdict: 'pass' },
  'minimum of an hour, launch in three days': {
    given: timers(7200, 3600, 1_209_600, 3600),
    target: launching,
    verdict: 'pass',
  },
  'a minimum of a week that the TTL of the SOA cuts short': {
    given: given({ minimum: 604_800, ttl: 3600 }),
    verdict: 'pass',
  },
  'a contact with an @': { given: given({ rname: 'admin@x.test' }), verdict: 'warn', codes: ['contact'] },
  'no contact': { given: given({ rname: '.' }), verdict: 'warn', codes: ['contact'] },
  'localhost as main server': { given: given({ mname: 'localhost' }), verdict: 'warn', codes: ['primary'] },
  'an address as main server': { given: given({ mname: '198.51.100.10' }), verdict: 'warn', codes: ['primary'] },
  'the second server holds other timers': {
    given: {
      whole,
      dns: givenRecords([
        givenServer('ns1.acme.io', [], { soa: givenSoa({}) }),
        givenServer('ns2.acme.io', [], { soa: givenSoa({ expire: 3600 }) }),
      ]),
    },
    verdict: 'warn',
    codes: ['expire'],
  },
  'both servers hold the same odd timers': {
    given: {
      whole,
      dns: givenRecords([
        givenServer('ns1.acme.io', [], { soa: givenSoa({ serial: 1, expire: 3600 }) }),
        givenServer('ns2.acme.io', [], { soa: givenSoa({ serial: 2, expire: 3600 }) }),
      ]),
    },
    verdict: 'warn',
    codes: ['expire'],
  },
  'a main server outside the NS set': { given: given({ mname: 'hidden.acme.io' }), verdict: 'pass' },
  'odd timers at a managed host that fixes them': {
    given: given({ minimum: 604_800 }, 'ns-1.awsdns-01.com'),
    verdict: 'pass',
    codes: ['managed'],
  },
  'no server answered': {
    given: { whole, dns: givenRecords([{ ns: 'ns1.acme.io', address: '203.0.113.53', sets: [] }]) },
    verdict: 'unknown',
    codes: ['noAnswer'],
  },
  'no direct access': {
    given: { whole, dns: givenRecords([], { status: 'no-direct-access' }) },
    verdict: 'unknown',
    codes: ['noDirect'],
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
