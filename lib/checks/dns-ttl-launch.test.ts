import { bareTarget } from '../engine/target'
import check from './dns-ttl-launch'
import { cases, timedOut } from './shared/cases'
import { brokenHost, family, givenHost } from './shared/dns-host-given'
import type { RecordSet } from './shared/zone-facts'
import { givenDomain, givenRecords, givenServer, givenSet } from './shared/zone-given'

const whole = givenDomain()
const noHosts = { domain: 'acme.io', hosts: [], others: [] }
const given = (sets: RecordSet[], nsTtl = 3600) => ({
  whole,
  seen: noHosts,
  dns: givenRecords([givenServer('ns1.acme.io', sets, { nsTtl })]),
})
const apex = (ttl: number) => given([givenSet('A', 'acme.io', ['203.0.113.1'], ttl)])
const onlyResolver = (ttl: number) => ({
  whole,
  dns: givenRecords([]),
  seen: {
    ...noHosts,
    hosts: [
      givenHost('acme.io', {
        v4: { status: 'answer' as const, addresses: [{ address: '203.0.113.10', class: 'public', ttl }] },
      }),
    ],
  },
})
const launching = { ...bareTarget('acme.io'), profile: { launchAt: '2026-11-23' } }

cases(check, {
  'a host that could not be read anywhere': {
    given: {
      whole,
      dns: givenRecords([]),
      seen: { ...noHosts, hosts: [brokenHost('acme.io', 'timeout')] },
    },
    verdict: 'unknown',
    codes: ['unread'],
  },
  'A 300': { given: apex(300), verdict: 'pass', codes: ['ok'] },
  'A 3600, no date': { given: apex(3600), verdict: 'pass' },
  'A 3600, launch in three days': { given: apex(3600), target: launching, verdict: 'pass' },
  'A 3601, launch in three days': {
    given: apex(3601),
    target: launching,
    verdict: 'warn',
    codes: ['tooLongForLaunch'],
    says: ['3 days'],
  },
  'A 86400, no date': { given: apex(86_400), verdict: 'pass' },
  'A 86400, launch in three days': { given: apex(86_400), target: launching, verdict: 'warn', says: ['24 hours'] },
  'A 86400, launch next year': {
    given: apex(86_400),
    target: { ...bareTarget('acme.io'), profile: { launchAt: '2027-05-01' } },
    verdict: 'pass',
  },
  'A 86400, launch last week': {
    given: apex(86_400),
    target: { ...bareTarget('acme.io'), profile: { launchAt: '2026-11-13' } },
    verdict: 'pass',
  },
  'A 604800, no date': { given: apex(604_800), verdict: 'warn', codes: ['tooLong'], says: ['7 days'] },
  'an alias that is kept for a week': {
    given: given([
      givenSet('A', 'www.acme.io', ['CNAME acme.io'], 604_800),
      givenSet('AAAA', 'www.acme.io', ['CNAME acme.io'], 604_800),
    ]),
    verdict: 'warn',
    codes: ['tooLong'],
    says: ['www.acme.io'],
  },
  'A 0': { given: apex(0), verdict: 'warn', codes: ['zero'] },
  'MX 60': {
    given: given([givenSet('A', 'acme.io', ['203.0.113.1']), givenSet('MX', 'acme.io', ['1 mx.acme.io'], 60)]),
    verdict: 'warn',
    codes: ['ok', 'mailTooShort'],
  },
  'NS 60': {
    given: given([givenSet('A', 'acme.io', ['203.0.113.1'])], 60),
    verdict: 'warn',
    codes: ['ok', 'serversTooShort'],
  },
  'a long TXT record is no web record': {
    given: given([givenSet('A', 'acme.io', ['203.0.113.1']), givenSet('SPF', 'acme.io', ['v=spf1 -all'], 604_800)]),
    verdict: 'pass',
  },
  'resolver only, 120 s left': { given: onlyResolver(120), verdict: 'unknown', codes: ['onlyResolver'] },
  'resolver only, a week left': { given: onlyResolver(600_000), verdict: 'warn', codes: ['tooLong'] },
  'more hosts than are read': {
    given: {
      ...given([givenSet('A', 'acme.io', ['203.0.113.1'], 300)]),
      seen: { ...noHosts, hosts: [givenHost('h8.acme.io'), givenHost('h9.acme.io')] },
    },
    verdict: 'unknown',
    codes: ['ok', 'unasked'],
    says: ['2 more hosts'],
  },
  'the first server does not answer, the second does': {
    given: {
      whole,
      seen: noHosts,
      dns: givenRecords([
        givenServer('ns1.acme.io', [{ ...givenSet('A', 'acme.io', []), status: 'servfail' }]),
        givenServer('ns2.acme.io', [givenSet('A', 'acme.io', ['203.0.113.1'], 604_800)]),
      ]),
    },
    verdict: 'warn',
    codes: ['tooLong'],
  },
  'an IPv6 address only': {
    given: given([givenSet('A', 'app.acme.io', []), givenSet('AAAA', 'app.acme.io', ['2600::1'], 604_800)]),
    verdict: 'warn',
    codes: ['tooLong'],
  },
  'resolver only, an alias': {
    given: {
      whole,
      dns: givenRecords([]),
      seen: {
        ...noHosts,
        hosts: [givenHost('www.acme.io', { chain: [{ from: 'www.acme.io', to: 'acme.io', ttl: 60 }], v4: family() })],
      },
    },
    verdict: 'unknown',
  },
  'no host has an address': { given: given([]), verdict: 'not-applicable', codes: ['none'] },
  'the domain does not exist': {
    given: { ...apex(300), whole: givenDomain({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'a name of a platform': {
    given: { ...apex(300), whole: givenDomain({ platform: 'vercel.app' }) },
    verdict: 'not-applicable',
    codes: ['platform'],
  },
  'we could not look': { given: { whole, seen: noHosts, dns: timedOut() }, verdict: 'unknown' },
})
