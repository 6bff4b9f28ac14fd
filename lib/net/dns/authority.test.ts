import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dnsClientFor } from '@/e2e/targets/dns/client-for'
import type { DnsLab } from '@/e2e/targets/dns/lab'
import { startDnsLab } from '@/e2e/targets/dns/lab'
import type { DnsClient } from './types'

const ZONES = `
zone good.test
@ 300 A 198.18.1.1
app 300 CNAME good.test
out 300 CNAME live.elsewhere.test
lost 300 CNAME nothing.elsewhere.test
round 300 CNAME trip.good.test
trip 300 CNAME round.good.test
deep.er 300 A 198.18.1.2
zone elsewhere.test
live 300 A 198.18.1.3
zone lame.test ns=ns1,ns3 parent=ns1,ns3
zone differ.test ns=ns1,ns6 parent=ns1,ns2
zone failing.test ns=ns5 parent=ns5
zone orphan.test ns=dns.orphan.test parent=dns.orphan.test
zone unsure.test ns=ns1,gone.nowhere.test,mute.nowhere.test parent=ns1,gone.nowhere.test,mute.nowhere.test
fault * mute.nowhere.test * servfail
zone holder.test
sub 3600 NS ns3.lab.test
zone inside.test ns=private.inside-ns.test parent=private.inside-ns.test
zone inside-ns.test
private 300 A 10.0.0.53
zone alias.test ns=alias.inside-ns2.test parent=alias.inside-ns2.test
zone inside-ns2.test
alias 300 CNAME ns1.lab.test
zone ahead.test
@ 300 A 198.18.1.9
new 300 A 198.18.1.10
fault recursive new.ahead.test A servfail
`

let lab: DnsLab
let dns: DnsClient

beforeAll(async () => {
  lab = await startDnsLab({ zones: [ZONES], resolvers: 2 })
  dns = dnsClientFor(lab)
})
afterAll(() => lab.stop())

describe('zone of a name', () => {
  it.each([
    ['good.test', 'good.test'],
    ['deep.er.good.test', 'good.test'],
    ['nothing.good.test', 'good.test'],
    ['app.good.test', 'good.test'],
    ['out.good.test', 'good.test'],
    ['never.test', 'test'],
    ['test', 'test'],
    ['.', '.'],
    ['www.failing.test', 'failing.test'],
    ['sub.holder.test', 'sub.holder.test'],
    ['a..b', ''],
    ['example.org', '.'],
  ])('%s belongs to %j', async (name, zone) => {
    expect(await dns.zoneOf(name)).toBe(zone)
  })
})

describe('authority', () => {
  it('a healthy zone has equal lists and two good servers', async () => {
    const found = await dns.authority('app.good.test')
    expect(found).toMatchObject({
      status: 'found',
      zone: 'good.test',
      parentZone: 'test',
      parentNs: ['ns1.lab.test', 'ns2.lab.test'],
      childNs: ['ns1.lab.test', 'ns2.lab.test'],
      withoutAddress: [],
      aliased: [],
    })
    expect(found.servers.map((server) => [server.address, server.listedBy, server.soa?.aa])).toEqual([
      ['198.18.53.1', 'both', true],
      ['198.18.54.2', 'both', true],
    ])
  })

  it('a lame server refuses', async () => {
    const { servers } = await dns.authority('lame.test')
    expect(servers.map((server) => server.soa?.status)).toEqual(['answer', 'refused'])
  })

  it('parent and child may list different servers, and all are asked', async () => {
    const { servers } = await dns.authority('differ.test')
    expect(servers.map((server) => [server.ns, server.listedBy, server.soa?.aa])).toEqual([
      ['ns1.lab.test', 'both', true],
      ['ns2.lab.test', 'parent', true],
      ['ns6.lab.test', 'child', false],
    ])
  })

  it('a zone nobody answers for is still found through its parent', async () => {
    const found = await dns.authority('failing.test')
    expect(found).toMatchObject({ status: 'found', zone: 'failing.test', parentNs: ['ns5.lab.test'], childNs: [] })
    expect(found.servers[0]?.soa?.status).toBe('servfail')
  })

  it('a listed server without any address is named', async () => {
    expect(await dns.authority('orphan.test')).toMatchObject({ withoutAddress: ['dns.orphan.test'], servers: [] })
  })

  it('a server whose address nobody told is not called one without address', async () => {
    expect(await dns.authority('unsure.test')).toMatchObject({ withoutAddress: ['gone.nowhere.test'] })
  })

  it('a private name server is never contacted', async () => {
    const { servers } = await dns.authority('inside.test')
    expect(servers).toEqual([
      {
        ns: 'private.inside-ns.test',
        address: '10.0.0.53',
        source: 'resolver',
        listedBy: 'parent',
        refusedClass: 'private',
      },
    ])
  })

  it('a name server that is an alias is named', async () => {
    expect((await dns.authority('alias.test')).aliased).toEqual(['alias.inside-ns2.test'])
  })

  it('says so when name servers cannot be asked from here', async () => {
    const indirect = dnsClientFor(lab, { environment: { LR_DNS_AUTHORITY: 'off' } })
    expect(await indirect.direct()).toBe(false)
    expect((await indirect.authority('good.test')).status).toBe('no-direct-access')
    expect(await indirect.serversOf('good.test')).toEqual([])
  })

  it('says so when the zone cannot be told', async () => {
    expect((await dns.authority('a..b')).status).toBe('unknown')
  })

  it('asks past the caches only servers that answer for the zone', async () => {
    expect(await dns.serversOf('good.test')).toEqual(['198.18.53.1', '198.18.54.2'])
    expect(await dns.serversOf('lame.test')).toEqual(['198.18.53.1'])
    expect(await dns.serversOf('failing.test')).toEqual([])
    expect(await dns.serversOf('inside.test')).toEqual([])
  })
})

describe('absence', () => {
  it.each([
    ['the name does not exist', 'nothing.good.test', 'A', 'absent'],
    ['the type does not exist', 'good.test', 'AAAA', 'absent'],
    ['the record exists', 'good.test', 'A', 'present'],
    ['an alias leads to a record of another zone', 'out.good.test', 'A', 'present'],
    ['an alias leads to nothing', 'lost.good.test', 'A', 'absent'],
    ['aliases go round in a circle', 'round.good.test', 'A', 'absent'],
    ['the domain is not registered', 'never.test', 'SOA', 'absent'],
    ['the resolver fails but the authority has it', 'new.ahead.test', 'A', 'present'],
    ['no server answers for the zone', 'failing.test', 'A', 'undecided'],
    ['the only server is private', 'www.inside.test', 'A', 'undecided'],
  ] as const)('%s', async (_title, name, type, outcome) => {
    expect(await dns.confirmAbsent(name, type)).toMatchObject({ outcome, by: 'authority' })
  })

  it('without direct access two resolvers must agree', async () => {
    const environment = { LR_DNS_AUTHORITY: 'off' }
    const both = await dnsClientFor(lab, { environment }).confirmAbsent('nothing.good.test', 'A')
    expect(both).toMatchObject({ outcome: 'absent', by: 'resolver' })
    const one = dnsClientFor({ ...lab, resolvers: lab.resolvers.slice(0, 1) }, { environment })
    expect((await one.confirmAbsent('nothing.good.test', 'A')).outcome).toBe('undecided')
    expect((await one.confirmAbsent('good.test', 'A')).outcome).toBe('present')
  })
})
