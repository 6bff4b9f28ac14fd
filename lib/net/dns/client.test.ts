import { createSocket } from 'node:dgram'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dnsClientFor } from '@/e2e/targets/dns/client-for'
import type { DnsLab } from '@/e2e/targets/dns/lab'
import { startDnsLab } from '@/e2e/targets/dns/lab'
import { ConfigError } from '../../config'
import { parseResolver } from './resolvers'

const ZONES = `
zone site.test
@ 300 A 198.18.1.1
@ 300 AAAA 2001:db8:1::1
@ 300 TXT "one" "two"
@ 300 CAA 128 futuretag "x"
@ 300 MX 0 .
www 300 CNAME site.test
gone 300 CNAME nowhere.site.test
far 300 CNAME live.other.test
a.b 300 A 198.18.1.2
* 60 TXT "catch-all"
zone other.test
live 300 A 198.18.1.3
zone bogus.test flag=bogus
@ 300 A 198.18.1.4
zone broken.test ns=ns5 parent=ns5
zone big.test
@ 300 TXT "${'x'.repeat(250)}" "${'y'.repeat(250)}" "${'z'.repeat(250)}"
@ 300 TXT "${'u'.repeat(250)}" "${'v'.repeat(250)}" "${'w'.repeat(250)}"
`

let lab: DnsLab
const cleanUp: (() => void)[] = []

beforeAll(async () => {
  lab = await startDnsLab({ zones: [ZONES], resolvers: 2 })
})
afterAll(() => lab.stop())
afterEach(() => {
  for (const undo of cleanUp.splice(0)) undo()
  lab.log.length = 0
})

function fault(...args: Parameters<DnsLab['addFault']>): void {
  cleanUp.push(lab.addFault(...args))
}

const single = () => dnsClientFor({ ...lab, resolvers: lab.resolvers.slice(0, 1) })

describe('resolve', () => {
  it('gives records, time to live and flags as plain data', async () => {
    const answer = await single().resolve('site.test', 'A')
    expect(answer).toMatchObject({
      status: 'answer',
      records: [{ type: 'A', name: 'site.test', ttl: 300, address: '198.18.1.1' }],
      rcode: 'NOERROR',
      transport: 'udp',
      at: '2026-08-01T00:00:00.000Z',
    })
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer)
  })

  it.each([
    ['the type does not exist', 'www.other.test', 'live.other.test', 'AAAA', 'nodata'],
    ['the name does not exist', '', 'nope.other.test', 'A', 'nxdomain'],
    ['the name has only names below it', '', 'b.site.test', 'A', 'nodata'],
    ['all servers of the zone fail', '', 'broken.test', 'A', 'servfail'],
    ['the resolver does not serve it', '', 'example.org', 'A', 'refused'],
  ] as const)('%s', async (_title, _unused, name, type, status) => {
    const answer = await single().resolve(name, type)
    expect(answer.status).toBe(status)
    expect(answer.records).toEqual([])
  })

  it('takes a server that only points to others for no resolver', async () => {
    const parent = lab.dialMap['198.18.53.100:53'] ?? ''
    const answer = await dnsClientFor({ ...lab, resolvers: [parent] }).resolve('site.test', 'A')
    expect(answer).toMatchObject({ status: 'refused', attempts: [{ outcome: 'referral' }] })
    const both = await dnsClientFor({ ...lab, resolvers: [parent, ...lab.resolvers] }).resolve('site.test', 'A')
    expect(both.status).toBe('answer')
  })

  it('shows the negative time to live', async () => {
    expect((await single().resolve('nope.other.test', 'A')).soa).toEqual({
      zone: 'other.test',
      minimum: 3600,
      serial: 2026080101,
      ttl: 3600,
    })
  })

  it('tells an alias that leads nowhere from a missing name', async () => {
    const answer = await single().resolve('gone.site.test', 'A')
    expect(answer).toMatchObject({
      status: 'nodata',
      cnameChain: [{ name: 'gone.site.test', target: 'nowhere.site.test', ttl: 300 }],
    })
    const alias = await single().resolve('gone.site.test', 'CNAME')
    expect(alias).toMatchObject({
      status: 'answer',
      cnameChain: [],
      records: [{ type: 'CNAME', target: 'nowhere.site.test' }],
    })
  })

  it('keeps the strings of a text record and its joined form', async () => {
    const [record] = (await single().resolve('site.test', 'TXT')).records
    expect(record).toMatchObject({ type: 'TXT', text: 'onetwo', strings: ['one', 'two'], ascii: true })
  })

  it('reads null mail servers and critical unknown tags', async () => {
    const client = single()
    expect((await client.resolve('site.test', 'MX')).records).toMatchObject([{ preference: 0, exchange: '.' }])
    expect((await client.resolve('site.test', 'CAA')).records).toMatchObject([
      { critical: true, tag: 'futuretag', value: 'x' },
    ])
  })

  it('keeps the extended error and answers with checking disabled', async () => {
    const client = single()
    expect(await client.resolve('bogus.test', 'A')).toMatchObject({
      status: 'servfail',
      ede: [{ code: 9, text: 'DNSKEY missing' }],
    })
    expect((await client.resolve('bogus.test', 'A', { cd: true })).status).toBe('answer')
    expect(lab.log.map((question) => question.cd)).toEqual([false, true])
  })

  it('asks for records of types the packet library does not know', async () => {
    expect((await single().resolve('live.other.test', 'HTTPS')).status).toBe('nodata')
  })

  it('shows the spelling that was asked and compares without case', async () => {
    const answer = await single().resolve('WwW.Site.Test.', 'A')
    expect(answer).toMatchObject({ status: 'answer', name: 'WwW.Site.Test' })
  })

  it('turns Unicode names into A-labels', async () => {
    expect((await single().resolve('münchen.test', 'A')).name).toBe('xn--mnchen-3ya.test')
  })

  it.each([
    'a..test',
    '.test',
    '',
    `${'a'.repeat(64)}.test`,
    `${'abcdefghi.'.repeat(25)}test`,
    'a b.test',
    'x\0y.test',
    'bad\u{e000}.test',
    'ü..de',
  ])('%j is no name and is never sent', async (name) => {
    expect((await single().resolve(name, 'A')).status).toBe('badname')
    expect(lab.log).toEqual([])
  })
})

describe('faults', () => {
  it('SERVFAIL moves on to the next resolver', async () => {
    fault({ server: 'recursive', name: 'site.test', kind: 'servfail' })
    const answer = await dnsClientFor(lab).resolve('site.test', 'A')
    expect(answer.status).toBe('answer')
    expect(answer.attempts.map((attempt) => attempt.outcome)).toEqual(['servfail', 'answer'])
    expect(answer.server).toBe(lab.resolvers[1])
  })

  it('asks every resolver separately', async () => {
    fault({ server: 'recursive2', name: 'site.test', kind: 'servfail' })
    const answers = await dnsClientFor(lab).resolveEach('site.test', 'SOA')
    expect(answers.map((answer) => answer.status)).toEqual(['answer', 'servfail'])
  })

  it('REFUSED everywhere is refused', async () => {
    fault({ name: 'site.test', kind: 'refused' })
    expect((await dnsClientFor(lab).resolve('site.test', 'A')).status).toBe('refused')
  })

  it('dropped datagrams are made up for by TCP after the tries are used up', async () => {
    fault({ name: 'site.test', kind: 'drop', transport: 'udp' })
    const answer = await single().resolve('site.test', 'A')
    expect(answer).toMatchObject({ status: 'answer', transport: 'tcp' })
    expect(answer.attempts.map((attempt) => `${attempt.transport} ${attempt.outcome}`)).toEqual([
      'udp timeout',
      'udp timeout',
      'tcp answer',
    ])
  })

  it('silence on both transports is a time-out, never an absence', async () => {
    fault({ name: 'site.test', kind: 'drop' })
    expect((await single().resolve('site.test', 'A')).status).toBe('timeout')
  })

  it('an answer over the datagram size comes by TCP', async () => {
    const answer = await single().resolve('big.test', 'TXT')
    expect(answer).toMatchObject({ status: 'answer', transport: 'tcp', tc: false })
    expect(answer.records).toHaveLength(2)
    expect(answer.attempts.map((attempt) => attempt.outcome)).toEqual(['truncated', 'answer'])
  })

  it('truncated and hung up on over TCP is truncated', async () => {
    fault({ name: 'site.test', kind: 'truncate' })
    fault({ name: 'site.test', kind: 'tcp-refuse' })
    expect(await single().resolve('site.test', 'A')).toMatchObject({ status: 'truncated', records: [] })
  })

  it('a reply with a wrong id is ignored and the right one taken', async () => {
    fault({ name: 'site.test', kind: 'wrong-id' })
    const answer = await single().resolve('site.test', 'A')
    expect(answer.status).toBe('answer')
    expect(answer.attempts).toHaveLength(1)
  })

  it('garbage alone is a time-out', async () => {
    fault({ name: 'site.test', kind: 'garbage' })
    expect((await single().resolve('site.test', 'A')).status).toBe('timeout')
  })

  it('a server that dislikes EDNS is asked once without it', async () => {
    fault({ name: 'site.test', kind: 'formerr-edns' })
    const answer = await single().resolve('site.test', 'A')
    expect(answer.attempts.map((attempt) => attempt.outcome)).toEqual(['formerr', 'answer'])
    expect(lab.log.map((question) => question.edns)).toEqual([true, false])
  })

  it('a slow answer inside the time limit is taken', async () => {
    fault({ name: 'site.test', kind: 'delay', delayMs: 60 })
    expect((await single().resolve('site.test', 'A')).attempts).toHaveLength(1)
  })

  it('a closed port is a network failure', async () => {
    const probe = createSocket('udp4')
    await new Promise<void>((resolve) => probe.bind(0, '127.0.0.1', resolve))
    const { port } = probe.address()
    await new Promise<void>((resolve) => probe.close(() => resolve()))
    const client = dnsClientFor({ ...lab, resolvers: [`127.0.0.1:${port}`] })
    expect((await client.resolve('site.test', 'A')).status).toBe('network')
  })

  it('a resolver that stays silent three times is asked last', async () => {
    fault({ server: 'recursive', name: '*', kind: 'drop' })
    const client = dnsClientFor(lab)
    for (const name of ['a.site.test', 'b.site.test', 'c.site.test']) await client.resolve(name, 'A')
    lab.log.length = 0
    const answer = await client.resolve('site.test', 'A')
    expect(answer.attempts).toHaveLength(1)
    expect(lab.log.map((question) => question.server)).toEqual(['recursive2'])
  })
})

describe('askServer', () => {
  it('asks without recursion and sees the authority', async () => {
    const answer = await single().askServer('198.18.53.1', 'site.test', 'SOA')
    expect(answer).toMatchObject({ status: 'answer', aa: true, server: '198.18.53.1' })
    expect(lab.log).toMatchObject([{ server: 'ns1', rd: false }])
  })

  it('spends the waits over UDP once on a server that answers over TCP only', async () => {
    fault({ server: 'ns1', name: 'site.test', kind: 'drop', transport: 'udp' })
    const client = single()
    const first = await client.askServer('198.18.53.1', 'site.test', 'SOA')
    const second = await client.askServer('198.18.53.1', 'site.test', 'A')
    expect(first.attempts.map(({ transport }) => transport)).toEqual(['udp', 'udp', 'tcp'])
    expect(second).toMatchObject({ status: 'answer', attempts: [{ transport: 'tcp' }] })
  })

  it('asks over TCP when told to', async () => {
    expect((await single().askServer('198.18.54.2', 'site.test', 'SOA', { tcp: true })).transport).toBe('tcp')
  })

  it('recognises a referral', async () => {
    const answer = await single().askServer('198.18.53.100', 'site.test', 'NS')
    expect(answer).toMatchObject({ status: 'referral', aa: false, records: [] })
    expect(answer.delegation).toHaveLength(2)
    expect(answer.glue.map((record) => record.name)).toEqual(['ns1.lab.test', 'ns2.lab.test'])
  })

  it.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', 'fd00::53', '198.51.100.1', 'nonsense', '8.8.8.8'])(
    'never contacts %s',
    async (address) => {
      const answer = await single().askServer(address, 'site.test', 'SOA')
      expect(answer).toMatchObject({ status: 'network', attempts: [{ outcome: 'EGRESS_ADDRESS' }] })
      expect(lab.log).toEqual([])
    },
  )
})

describe('resolver list', () => {
  it.each([
    ['9.9.9.9', { host: '9.9.9.9', port: 53 }],
    ['127.0.0.1:5310', { host: '127.0.0.1', port: 5310 }],
    ['[::1]:5310', { host: '::1', port: 5310 }],
    ['2620:fe::fe', { host: '2620:fe::fe', port: 53 }],
  ])('%s', (text, to) => {
    expect(parseResolver(text).to).toEqual(to)
  })

  it.each(['resolver.example', '1.1.1.1:0', '1.1.1.1:99999', ''])('%j is refused by name', (text) => {
    expect(() => parseResolver(text)).toThrow(ConfigError)
  })
})
