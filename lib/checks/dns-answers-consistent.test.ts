import { bareTarget } from '../engine/target'
import check from './dns-answers-consistent'
import { cases, settled, timedOut } from './shared/cases'
import type { RecordSet } from './shared/zone-facts'
import { givenDomain, givenRecords, givenServer, givenSet, givenSoa } from './shared/zone-given'

const whole = givenDomain()
const none = settled({ status: 'absent', reason: 'not-relevant' })
type Side = { sets?: RecordSet[]; serial?: number; ns?: string }

const server = ({ sets = [], serial = 1, ns = 'ns1.acme.io' }: Side) =>
  givenServer(ns, sets, { soa: givenSoa({ serial }), address: ns.startsWith('ns2') ? '198.51.100.53' : '203.0.113.53' })
const row = ({ sets = [], serial = 1, ns = 'ns1.acme.io' }: Side) => ({ ns, address: '203.0.113.53', serial, sets })
/** Two servers that say the same at both looks. */
const lasting = (one: Side, two: Side) => {
  const second = { ns: 'ns2.acme.io', ...two }
  return {
    whole,
    dns: givenRecords([server(one), server(second)]),
    again: { after: 120, servers: [row(one), row(second)] },
  }
}
const equal = (sets: RecordSet[], changes: Parameters<typeof givenRecords>[1] = {}) => ({
  whole,
  dns: givenRecords([server({ sets }), server({ sets, ns: 'ns2.acme.io' })], changes),
  again: none,
})
const www = (...values: string[]) => givenSet('A', 'www.acme.io', values)
const apex = givenSet('A', 'acme.io', ['203.0.113.1'])

cases(check, {
  'both servers hold the same': { given: equal([apex, www('CNAME acme.io')]), verdict: 'pass', codes: ['ok'] },
  'serials differ, records agree': {
    given: lasting({ serial: 2026080101, sets: [apex] }, { serial: 2026070101, sets: [apex] }),
    verdict: 'warn',
    codes: ['serial'],
    says: ['ns2.acme.io 2026070101'],
  },
  'serials agree again at the second look': {
    given: {
      ...lasting({ serial: 2, sets: [apex] }, { serial: 1, sets: [apex] }),
      again: { after: 120, servers: [row({ serial: 2 }), row({ serial: 2, ns: 'ns2.acme.io' })] },
    },
    verdict: 'pass',
    codes: ['ok'],
  },
  'serials of two operators are not compared': {
    given: {
      whole,
      dns: givenRecords([
        server({ serial: 1, sets: [apex] }),
        server({ serial: 9, sets: [apex], ns: 'ns2.other.net' }),
      ]),
      again: none,
    },
    verdict: 'pass',
  },
  'one server answers with an error for www only': {
    given: {
      whole,
      dns: givenRecords([
        server({ sets: [apex, { ...www(), status: 'servfail' }] }),
        server({ sets: [apex, www('203.0.113.1')], ns: 'ns2.acme.io' }),
      ]),
      again: none,
    },
    verdict: 'unknown',
    codes: ['partly', 'ok'],
    says: ['ns1.acme.io: it did not answer for A www.acme.io'],
  },
  'www is missing on one server': {
    given: lasting({ sets: [www('203.0.113.1')] }, { sets: [www()] }),
    verdict: 'fail',
    codes: ['denied'],
    says: ['ns2.acme.io'],
  },
  'www is an alias here and missing there': {
    given: lasting({ sets: [www('CNAME acme.io')] }, { sets: [www()] }),
    verdict: 'fail',
    codes: ['denied'],
  },
  'a www that is no host of the project is missing on one server': {
    given: lasting({ sets: [www('203.0.113.1')] }, { sets: [www()] }),
    target: { ...bareTarget('acme.io'), hosts: [] },
    verdict: 'warn',
    codes: ['denied'],
  },
  'SPF is missing on one server': {
    given: lasting({ sets: [givenSet('SPF', 'acme.io', ['v=spf1 -all'])] }, { sets: [givenSet('SPF', 'acme.io', [])] }),
    verdict: 'fail',
    codes: ['denied'],
  },
  'SPF differs': {
    given: lasting(
      { sets: [givenSet('SPF', 'acme.io', ['v=spf1 -all'])] },
      { sets: [givenSet('SPF', 'acme.io', ['v=spf1 ~all'])] },
    ),
    verdict: 'warn',
    codes: ['differs'],
  },
  'DMARC and mail servers differ': {
    given: lasting(
      {
        sets: [givenSet('DMARC', '_dmarc.acme.io', ['v=DMARC1; p=none']), givenSet('MX', 'acme.io', ['1 mx.acme.io'])],
      },
      { sets: [givenSet('DMARC', '_dmarc.acme.io', []), givenSet('MX', 'acme.io', [])] },
    ),
    verdict: 'fail',
    codes: ['denied', 'denied'],
  },
  'addresses differ, servers of nobody in particular': {
    given: lasting({ sets: [www('203.0.113.1')] }, { sets: [www('203.0.113.9')] }),
    verdict: 'warn',
    codes: ['differs'],
  },
  'addresses differ, both of the same network': {
    given: {
      ...lasting({ sets: [www('104.16.1.1')] }, { sets: [www('104.17.1.1')] }),
      again: none,
    },
    verdict: 'pass',
    codes: ['sameProvider', 'ok'],
  },
  'a difference that is gone at the second look': {
    given: {
      ...lasting({ sets: [www('203.0.113.1')] }, { sets: [www()] }),
      again: {
        after: 120,
        servers: [row({ sets: [www('203.0.113.1')] }), row({ sets: [www('203.0.113.1')], ns: 'ns2.acme.io' })],
      },
    },
    verdict: 'pass',
    codes: ['ok'],
  },
  'a server that failed is no denial': {
    given: {
      whole,
      dns: givenRecords([
        server({ sets: [www('203.0.113.1')] }),
        server({ ns: 'ns2.acme.io', sets: [{ name: 'www.acme.io', type: 'A', status: 'timeout', values: [] }] }),
      ]),
      again: none,
    },
    verdict: 'unknown',
    codes: ['partly', 'ok'],
  },
  'the second look did not happen': {
    given: { ...lasting({ sets: [www('203.0.113.1')] }, { sets: [www()] }), again: none },
    verdict: 'unknown',
    codes: ['settling'],
  },
  'one server did not answer at the second look': {
    given: {
      ...lasting({ sets: [www('203.0.113.1')] }, { sets: [www()] }),
      again: { after: 120, servers: [row({ sets: [www('203.0.113.1')] }), row({ ns: 'ns2.acme.io' })] },
    },
    verdict: 'unknown',
    codes: ['settling'],
  },
  'the second look failed': {
    given: { ...lasting({ sets: [www('203.0.113.1')] }, { sets: [www()] }), again: timedOut() },
    verdict: 'unknown',
  },
  'a resolver still has the old address': {
    given: equal([www('203.0.113.9')], {
      resolvers: [{ server: '192.0.2.53:53', sets: [givenSet('A', 'www.acme.io', ['203.0.113.1'], 240)] }],
    }),
    verdict: 'pass',
    codes: ['remembered', 'ok'],
    says: ['240'],
  },
  'one of two servers is silent': {
    given: {
      whole,
      dns: givenRecords([server({ sets: [apex] })], { nameServers: ['ns1.acme.io', 'ns2.acme.io'] }),
      again: none,
    },
    verdict: 'unknown',
    codes: ['silent'],
  },
  'a single server': {
    given: { whole, dns: givenRecords([server({ sets: [apex] })]), again: none },
    verdict: 'not-applicable',
    codes: ['single'],
  },
  'nobody answered': { given: { whole, dns: givenRecords([]), again: none }, verdict: 'unknown', codes: ['noAnswer'] },
  'no direct access': {
    given: { whole, dns: givenRecords([], { status: 'no-direct-access' }), again: none },
    verdict: 'unknown',
    codes: ['noDirect'],
  },
  'the domain does not exist': {
    given: { ...equal([apex]), whole: givenDomain({ status: 'nxdomain' }) },
    verdict: 'unknown',
    codes: ['waiting'],
  },
  'a name of a platform': {
    given: { ...equal([apex]), whole: givenDomain({ platform: 'vercel.app' }) },
    verdict: 'not-applicable',
    codes: ['platform'],
  },
  'we could not look': { given: { whole, dns: timedOut(), again: none }, verdict: 'unknown' },
})
