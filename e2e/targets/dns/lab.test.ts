import { createSocket } from 'node:dgram'
import { decode, encode } from 'dns-packet'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { classifyAddress, parseCidr } from '@/lib/checks/shared/address'
import { dnsClientFor } from './client-for'
import type { DnsLab } from './lab'
import { readLabZones, startDnsLab } from './lab'
import { zoneTexts } from './zones/index'

let lab: DnsLab

beforeAll(async () => {
  lab = await startDnsLab()
})
afterAll(() => lab.stop())
beforeEach(() => {
  lab.log.length = 0
})

/** One raw question over UDP, decoded. */
function ask(server: string, name: string, type: 'A' | 'TXT', edns: boolean) {
  const [host = '', port = ''] = server.split(':')
  const opt = {
    type: 'OPT' as const,
    name: '.',
    udpPayloadSize: 1232,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [],
  }
  const query = encode({
    type: 'query',
    id: 7,
    flags: 256,
    questions: [{ name, type }],
    additionals: edns ? [opt] : [],
  })
  return new Promise<ReturnType<typeof decode>>((resolve) => {
    const socket = createSocket('udp4')
    socket.once('message', (bytes) => {
      socket.close()
      resolve(decode(bytes))
    })
    socket.send(query, Number(port), host)
  })
}

describe('zones', () => {
  it('every line is read, no zone occurs twice', () => {
    const zones = readLabZones()
    const lines = Object.values(zoneTexts).flatMap((text) => text.split('\n').map((line) => line.trim()))
    const starting = (mark: string) => lines.filter((line) => line.startsWith(mark)).length
    expect(zones).toHaveLength(starting('zone '))
    expect(zones.flatMap((zone) => zone.expectations)).toHaveLength(starting('! '))
    expect(zones.flatMap((zone) => zone.faults)).toHaveLength(starting('fault '))
    expect(zones.flatMap((zone) => zone.overrides)).toHaveLength(starting('on '))
    const others = lines.filter((line) => line !== '' && !/^(#|zone |! |\? |fault |on )/.test(line))
    expect(zones.flatMap((zone) => zone.records)).toHaveLength(others.length)
  })

  it('every placeholder has become a key', () => {
    const texts = readLabZones().flatMap((zone) =>
      zone.records.flatMap(({ data }) => (data.kind === 'txt' ? data.strings : [])),
    )
    expect(texts.filter((text) => /@[A-Z]+\d/.test(text))).toEqual([])
    expect(texts.filter((text) => text.includes('p=MI')).length).toBeGreaterThan(5)
  })

  it('addresses of name servers are public in the laboratory only', () => {
    const ranges = lab.publicCidrs.flatMap((text) => parseCidr(text) ?? [])
    const addresses = Object.keys(lab.dialMap).map((key) => key.replace(/:\d+$/, ''))
    expect(addresses.map((address) => classifyAddress(address, ranges).class)).toEqual(addresses.map(() => 'public'))
    expect(addresses.map((address) => classifyAddress(address).class)).toEqual(addresses.map(() => 'benchmark'))
  })
})

describe('answers', () => {
  it('follows aliases across zones', async () => {
    const answer = await dnsClientFor(lab).resolve('em123.esp-sendgrid.test', 'MX')
    expect(answer.cnameChain).toMatchObject([{ target: 'u1.wl1.sendgrid.net' }])
    expect(answer.records).toMatchObject([{ exchange: 'mx.sendgrid.net' }])
  })

  it('hides data beside an alias from resolvers and shows it at the authority', async () => {
    const dns = dnsClientFor(lab)
    expect((await dns.resolve('www.cname-plus.test', 'TXT')).status).toBe('nodata')
    expect((await dns.askServer('198.18.53.1', 'www.cname-plus.test', 'TXT')).status).toBe('answer')
    expect((await dns.askServer('198.18.53.1', 'www.cname-plus.test', 'CNAME')).status).toBe('answer')
  })

  it('an alias at the apex stands beside SOA and NS', async () => {
    const dns = dnsClientFor(lab)
    const statuses = await Promise.all(
      (['CNAME', 'SOA', 'NS'] as const).map((type) => dns.askServer('198.18.53.1', 'cname-apex.test', type)),
    )
    expect(statuses.map((answer) => answer.status)).toEqual(['answer', 'answer', 'answer'])
    expect((await dns.resolve('cname-apex.test', 'A')).cnameChain).toHaveLength(1)
  })

  it('empty names between others exist, except where the host does not think so', async () => {
    const dns = dnsClientFor(lab)
    expect((await dns.resolve('_domainkey.dkim-unknown.test', 'TXT')).status).toBe('nodata')
    expect((await dns.resolve('_domainkey.dkim-entnx.test', 'TXT')).status).toBe('nxdomain')
    expect((await dns.resolve('_domainkey.dkim-none.test', 'TXT')).status).toBe('nxdomain')
  })

  it('catch-all records stop at names that exist', async () => {
    const dns = dnsClientFor(lab)
    expect((await dns.resolve('anything.at.all.wild.test', 'A')).status).toBe('answer')
    expect((await dns.resolve('x.test._report._dmarc.dmarc-vendor.test', 'TXT')).status).toBe('answer')
    expect((await dns.resolve('_dmarc.dmarc-vendor.test', 'TXT')).status).toBe('nodata')
    expect((await dns.resolve('_dmarc.dmarc-cname.test', 'TXT')).records).toHaveLength(1)
  })

  it('the second name server may have an old copy', async () => {
    const dns = dnsClientFor(lab)
    const answers = await Promise.all(
      ['198.18.53.1', '198.18.54.2'].map((address) => dns.askServer(address, 'stale-ns2.test', 'A')),
    )
    expect(answers.flatMap((answer) => answer.records)).toMatchObject([
      { address: '198.18.1.1' },
      { address: '198.18.1.99' },
    ])
    const serials = await Promise.all(
      ['198.18.53.1', '198.18.54.2'].map((address) => dns.askServer(address, 'stale-ns2.test', 'SOA')),
    )
    expect(serials.flatMap((answer) => answer.records)).toMatchObject([{ serial: 2026080101 }, { serial: 2026070101 }])
  })

  it('a parent refers, a lame server refuses, a failing one fails, a forwarder has no authority', async () => {
    const dns = dnsClientFor(lab)
    expect((await dns.askServer('198.18.53.100', 'www.shop-good.test', 'A')).status).toBe('referral')
    expect((await dns.askServer('198.18.53.3', 'lame.test', 'SOA')).status).toBe('refused')
    expect((await dns.askServer('198.18.53.5', 'servfail.test', 'SOA')).status).toBe('servfail')
    expect(await dns.askServer('198.18.53.6', 'ns-mismatch.test', 'SOA')).toMatchObject({ status: 'answer', aa: false })
  })

  it('an undelegated domain does not exist; names outside are refused', async () => {
    const dns = dnsClientFor(lab)
    expect((await dns.resolve('gone.test', 'SOA')).status).toBe('nxdomain')
    expect((await dns.resolve('docs.never-registered-xyz.test', 'A')).soa?.zone).toBe('test')
    expect((await dns.resolve('www.example.com', 'A')).status).toBe('refused')
    expect((await dns.resolve('old-blog.azurewebsites.net', 'A')).status).toBe('nxdomain')
  })

  it('truncates at 512 bytes without EDNS and keeps the spelling of the question', async () => {
    const [resolver = ''] = lab.resolvers
    const cut = await ask(resolver, 'BIG.long.test', 'TXT', false)
    expect([cut.flag_tc, cut.answers?.length]).toEqual([true, 0])
    const whole = await ask(resolver, 'Shop-Good.test', 'A', true)
    expect([whole.flag_tc, whole.flag_ra, whole.questions?.[0]?.name, whole.answers?.[0]?.name]).toEqual([
      false,
      true,
      'Shop-Good.test',
      'Shop-Good.test',
    ])
  })

  it('logs every question', async () => {
    await dnsClientFor(lab).askServer('198.18.53.1', 'shop-good.test', 'TXT', { tcp: true, dnssec: true })
    expect(lab.log).toEqual([
      {
        server: 'ns1',
        name: 'shop-good.test',
        type: 'TXT',
        transport: 'tcp',
        rd: false,
        cd: false,
        dnssec: true,
        edns: true,
      },
    ])
  })

  it('two laboratories run side by side', async () => {
    const other = await startDnsLab({ zones: ['zone only-here.test\n@ 60 A 198.18.7.7'], resolvers: 2 })
    expect(other.resolvers).toHaveLength(2)
    expect((await dnsClientFor(other).resolve('only-here.test', 'A')).status).toBe('answer')
    expect((await dnsClientFor(lab).resolve('only-here.test', 'A')).status).toBe('nxdomain')
    await other.stop()
  })
})
