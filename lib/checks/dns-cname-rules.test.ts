import check from './dns-cname-rules'
import { cases, timedOut } from './shared/cases'

const server = '203.0.113.53'
const chainOf = (...names: string[]) => names.slice(1).map((to, index) => ({ from: names[index] ?? '', to, ttl: 300 }))
const apex = { name: 'acme.io', chain: [], end: 'end' as const, authority: { server, isZoneApex: true, besides: [] } }
const given = (...names: (typeof apex | object)[]) => ({
  dns: { domain: 'acme.io', names: names as (typeof apex)[], aliasedTargets: [] },
})
const hops = (count: number) => ({
  name: 'www.acme.io',
  chain: chainOf('www.acme.io', ...Array.from({ length: count }, (_, index) => `c${index}.acme.io`)),
  end: 'end',
})

cases(check, {
  'a flattened root and an alias for www': {
    given: given(apex, {
      ...apex,
      ...hops(1),
      authority: { server, isZoneApex: false, cname: 'acme.io', besides: [] },
    }),
    verdict: 'pass',
    codes: ['ok', 'ok'],
  },
  'a visible alias at the root': {
    given: given({ ...apex, authority: { server, isZoneApex: true, cname: 'shops.host.io', besides: ['NS', 'SOA'] } }),
    verdict: 'fail',
    codes: ['apex'],
  },
  'an alias of an address': {
    given: given(apex, { ...apex, name: 'www.acme.io', chain: chainOf('www.acme.io', '203.0.113.1'), end: 'unknown' }),
    verdict: 'fail',
    codes: ['ok', 'address'],
    says: ['203.0.113.1, and an alias needs a name'],
  },
  'two aliases at one name': {
    given: given(apex, {
      ...apex,
      ...hops(1),
      authority: { server, isZoneApex: false, cname: 'acme.io', more: ['shops.host.io'], besides: [] },
    }),
    verdict: 'fail',
    codes: ['ok', 'double'],
    says: ['acme.io, shops.host.io'],
  },
  'an alias beside a TXT record': {
    given: given(apex, {
      ...apex,
      ...hops(1),
      authority: { server, isZoneApex: false, cname: 'acme.io', besides: ['TXT'] },
    }),
    verdict: 'fail',
    codes: ['ok', 'mixed'],
    says: ['TXT'],
  },
  'four aliases': { given: given(hops(4)), verdict: 'pass' },
  'six aliases': { given: given(hops(6)), verdict: 'warn', codes: ['long'] },
  'nine aliases': { given: given(hops(9)), verdict: 'fail', codes: ['tooLong'] },
  'more aliases than we follow': {
    given: given({ ...hops(10), end: 'too-long' }),
    verdict: 'fail',
    codes: ['endless'],
    says: ['more than 10 aliases'],
  },
  'aliases in a circle': { given: given({ ...hops(2), end: 'loop' }), verdict: 'fail', codes: ['loop'] },
  'a mail server that is an alias': {
    given: { dns: { domain: 'acme.io', names: [apex], aliasedTargets: [{ type: 'MX', target: 'mx.acme.io' }] } },
    verdict: 'warn',
    codes: ['ok', 'aliasedTarget'],
  },
  'a mail server nobody could ask about': {
    given: { dns: { domain: 'acme.io', names: [apex], aliasedTargets: [], unread: ['CNAME mx.acme.io'] } },
    verdict: 'unknown',
    codes: ['ok', 'unread'],
    says: ['behind 1 record: CNAME mx.acme.io'],
  },
  'questions that failed': { given: given({ ...hops(0), end: 'unknown' }), verdict: 'unknown', codes: ['undecided'] },
  'name servers out of reach': {
    given: given({ name: 'acme.io', chain: [], end: 'end' }),
    verdict: 'unknown',
    codes: ['noDirect'],
  },
  'we could not look': { given: { dns: timedOut() }, verdict: 'unknown' },
})
