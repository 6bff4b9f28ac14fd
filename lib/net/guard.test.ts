import { once } from 'node:events'
import type { Server } from 'node:net'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunningServer } from '@/e2e/targets/dns/server'
import { startServer } from '@/e2e/targets/dns/server'
import type { View } from '@/e2e/targets/dns/views'
import type { ZoneRecord } from '@/e2e/targets/dns/zone-text'
import { parseConfig } from '../config'
import { createAddressPolicy } from './address'
import { createDialMap } from './dial'
import { createDnsClient } from './dns/client'
import { DialError, EgressDenied } from './errors'
import { createOpen, createVet } from './guard'
import { isPortAllowed, readTargetUrl } from './host-name'
import { createGate, createSocketLimits } from './limits'
import type { EgressRefusal, Open, OpenRequest, Vet } from './types'
import { PRIVATE_SPELLINGS, REFUSED_NAMES } from './url-corpus.test-data'

/** Answers of the hostile name server, by name; each question takes the next entry and the last one stays. */
const ANSWERS: Record<string, string[][]> = {
  'good.attacker.test': [['198.18.1.1']],
  'loop.attacker.test': [['127.0.0.1']],
  'loop6.attacker.test': [['::1']],
  'mapped.attacker.test': [['::ffff:7f00:1']],
  'meta.attacker.test': [['169.254.169.254']],
  'mixed.attacker.test': [['198.18.1.1', '10.0.0.5']],
  'mixed6.attacker.test': [['198.18.1.1', 'fd00::1']],
  'zero.attacker.test': [['0.0.0.0']],
  'many.attacker.test': [[...Array.from({ length: 60 }, (_unused, index) => `198.18.2.${index}`)]],
  'late.attacker.test': [[...Array.from({ length: 40 }, (_unused, index) => `198.18.2.${index}`), '127.0.0.1']],
  'nowhere.attacker.test': [['198.18.9.9']],
  'two.attacker.test': [['198.18.1.2', '198.18.1.1']],
}

const asked: string[] = []
const turns = new Map<string, number>()

function record(name: string, address: string): ZoneRecord {
  return { name, ttl: 0, type: address.includes(':') ? 'AAAA' : 'A', data: { kind: 'address', address } }
}

function listed(name: string): string[] | undefined {
  if (name.startsWith('rebind')) {
    const turn = turns.get(name) ?? 0
    turns.set(name, turn + 1)
    return turn % 2 === 0 ? ['198.18.1.1'] : ['127.0.0.1']
  }
  return ANSWERS[name]?.[0]
}

const hostile: View = ({ name, type }) => {
  asked.push(name)
  const nothing = { aa: false, authorities: [], additionals: [] }
  const addresses = listed(name)
  if (name === 'broken.attacker.test') return { ...nothing, rcode: 'SERVFAIL', answers: [] }
  if (addresses === undefined) return { ...nothing, rcode: 'NXDOMAIN', answers: [] }
  const answers = addresses.map((address) => record(name, address)).filter((entry) => entry.type === type)
  return { ...nothing, rcode: 'NOERROR', answers }
}

type Canary = { server: Server; port: number; hits: number }

async function startCanary(host: string): Promise<Canary> {
  const canary: Canary = { server: createServer(), port: 0, hits: 0 }
  canary.server.on('connection', (socket) => {
    canary.hits += 1
    socket.end()
  })
  canary.server.listen(0, host)
  await once(canary.server, 'listening')
  const address = canary.server.address()
  canary.port = typeof address === 'object' && address !== null ? address.port : 0
  return canary
}

const interfaceAddress = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find((entry) => entry.family === 'IPv4' && !entry.internal)?.address

let nameServer: RunningServer
let canaries: Canary[]
let goodSite: Canary
let port: number

beforeAll(async () => {
  nameServer = await startServer({
    name: 'hostile',
    view: hostile,
    recursive: true,
    served: () => undefined,
    faults: [],
    log: [],
  })
  const hosts = ['127.0.0.1', '::1', ...(interfaceAddress === undefined ? [] : [interfaceAddress])]
  canaries = await Promise.all(hosts.map(startCanary))
  goodSite = await startCanary('127.0.0.1')
  port = canaries[0]?.port ?? 0
})

afterAll(async () => {
  await nameServer.stop()
  for (const { server } of [...canaries, goodSite]) await new Promise((resolve) => server.close(resolve))
})

beforeEach(() => {
  asked.length = 0
})

const canaryHits = () => canaries.reduce((sum, canary) => sum + canary.hits, 0)

type Guard = { vet: Vet; open: Open }

/** The guard of one run. The dial map leads the two public test addresses to the good site on the canary's port. */
function guardOfRun(environment: Record<string, string> = {}): Guard {
  const map = { [`198.18.1.1:${port}`]: `127.0.0.1:${goodSite.port}`, [`198.18.1.2:${port}`]: '127.0.0.1:1' }
  const config = parseConfig({
    LR_TEST_NETWORK: '1',
    LR_DNS_RESOLVERS: `127.0.0.1:${nameServer.port}`,
    LR_DIAL_MAP: JSON.stringify(map),
    LR_PUBLIC_CIDRS: '198.18.0.0/15',
    ...environment,
  })
  const policy = createAddressPolicy(config)
  const dialMap = createDialMap(config)
  const { signal } = new AbortController()
  const dns = createDnsClient({ config, policy, dialMap, signal, now: Date.now })
  const limits = createSocketLimits({ perHost: 4, spacingMs: 0, perRun: 20, perProcess: 100 })
  const deps = { config, policy, dialMap, resolve: dns.resolve, limits, runGate: createGate({ limit: 20 }), signal }
  const vet = createVet(deps)
  return { vet, open: createOpen(deps, vet) }
}

/** A guard as in production: no laboratory, so that nothing but the table stands between a name and this machine. */
const productionGuard = () => guardOfRun({ LR_TEST_NETWORK: '', LR_DIAL_MAP: '', LR_PUBLIC_CIDRS: '' })

async function refusalOf(guard: Guard, request: Partial<OpenRequest> & { host: string }): Promise<EgressRefusal> {
  try {
    const { socket } = await guard.open({ port, purpose: 'endpoint', ...request })
    socket.destroy()
  } catch (error) {
    if (error instanceof EgressDenied) return error.refusal
    throw error
  }
  throw new Error(`${request.host} was opened`)
}

describe('URL corpus', () => {
  it.each(PRIVATE_SPELLINGS)('http://%s/ is refused without a question to DNS', async (spelling) => {
    const read = readTargetUrl(`http://${spelling}:${port}/`)
    const guard = productionGuard()
    if (read.ok) {
      const refusal = await refusalOf(guard, { host: read.host, port: read.port })
      expect(['EGRESS_ADDRESS', 'EGRESS_HOST']).toContain(refusal.code)
    } else {
      expect(read.code).toBe('EGRESS_HOST')
    }
    // The guard does not rely on the URL parser having seen the text.
    expect(['EGRESS_ADDRESS', 'EGRESS_HOST']).toContain((await refusalOf(guard, { host: spelling })).code)
    expect(asked).toEqual([])
  })

  it.each(REFUSED_NAMES)('http://%s/ is no public name', async (name) => {
    const read = readTargetUrl(`http://${name}:${port}/`)
    if (read.ok)
      expect((await refusalOf(productionGuard(), { host: read.host, port: read.port })).code).toBe('EGRESS_HOST')
    else expect(read.code).toBe('EGRESS_HOST')
    expect(asked).toEqual([])
  })

  it.each([
    ['file:///etc/passwd', 'EGRESS_SCHEME'],
    ['ftp://example.com/', 'EGRESS_SCHEME'],
    ['gopher://127.0.0.1:70/_x', 'EGRESS_SCHEME'],
    ['javascript:alert(1)', 'EGRESS_SCHEME'],
    ['data:text/html,x', 'EGRESS_SCHEME'],
    ['ws://example.com/', 'EGRESS_SCHEME'],
    ['jar:http://example.com!/', 'EGRESS_SCHEME'],
    ['http://user@example.com/', 'EGRESS_USERINFO'],
    ['http://user:secret@example.com/', 'EGRESS_USERINFO'],
    ['http://:secret@example.com/', 'EGRESS_USERINFO'],
    ['http://example.com@127.0.0.1/', 'EGRESS_USERINFO'],
    ['http://', 'EGRESS_HOST'],
    ['not a url', 'EGRESS_HOST'],
    ['http://[::1', 'EGRESS_HOST'],
    ['http://example.com:99999/', 'EGRESS_HOST'],
    ['http://[fe80::1%25eth0]/', 'EGRESS_HOST'],
  ] as const)('%s ends as %s', (text, code) => {
    expect(readTargetUrl(text)).toMatchObject({ ok: false, code })
  })

  it('reads what is left once, whatever the spelling', () => {
    expect(readTargetUrl('HTTP:\\\\Example.COM\\path')).toMatchObject({ ok: true, host: 'example.com', port: 80 })
    expect(readTargetUrl('//cdn.example.com/x', new URL('https://example.com/'))).toMatchObject({
      ok: true,
      host: 'cdn.example.com',
      port: 443,
    })
  })

  it.each([
    'x\0y.attacker.test',
    'x y.attacker.test',
    'x\ty.attacker.test',
    'x\r\nHost: y.attacker.test',
    'good.attacker.test/',
    'good.attacker.test:80',
    'a@good.attacker.test',
    'x\u00ady.attacker.test\u0000',
  ])('a raw host %j is refused', async (host) => {
    expect((await refusalOf(guardOfRun(), { host })).code).toBe('EGRESS_HOST')
    expect(asked).toEqual([])
  })

  it('none of this reached this machine', () => expect(canaryHits()).toBe(0))
})

describe('ports', () => {
  it.each([
    ['web', [80, 443], [0, 22, 25, 53, 79, 81, 8080, 8443, 65_536, -1, 443.5]],
    ['endpoint', [80, 443, 1024, 3000, 8080, 8443, 65_535], [0, 21, 22, 25, 110, 1023, 6000, 6667, 5060, 10_080]],
    ['mail', [25, 465, 587], [80, 443, 110, 2525]],
    ['dns', [53], [80, 5353]],
    ['git', [443], [22, 80, 9418]],
  ] as const)('%s', (purpose, open, closed) => {
    expect(open.filter((number) => !isPortAllowed(number, purpose))).toEqual([])
    expect(closed.filter((number) => isPortAllowed(number, purpose))).toEqual([])
  })

  it('a refused port is refused before DNS', async () => {
    expect((await refusalOf(guardOfRun(), { host: 'good.attacker.test', port: 22 })).code).toBe('EGRESS_PORT')
    expect(asked).toEqual([])
  })
})

describe('hostile DNS', () => {
  it.each([
    ['loop.attacker.test', 'loopback', false],
    ['loop6.attacker.test', 'loopback', false],
    ['mapped.attacker.test', 'ipv4-mapped', false],
    ['meta.attacker.test', 'link-local', false],
    ['zero.attacker.test', 'unspecified', false],
    ['mixed.attacker.test', 'private', true],
    ['mixed6.attacker.test', 'unique-local', true],
    ['late.attacker.test', 'loopback', true],
  ])('%s is refused as %s', async (host, addressClass, mixed) => {
    expect(await refusalOf(guardOfRun(), { host })).toMatchObject({ code: 'EGRESS_ADDRESS', addressClass, mixed })
  })

  it.each([
    ['nothing.attacker.test', 'nxdomain'],
    ['broken.attacker.test', 'servfail'],
  ])('%s has no address: %s', async (host, dns) => {
    expect(await refusalOf(guardOfRun(), { host })).toMatchObject({ code: 'EGRESS_DNS', dns })
  })

  it('uses at most 32 addresses', async () => {
    const vetted = await guardOfRun().vet({ host: 'many.attacker.test', port, purpose: 'endpoint' })
    expect(vetted.ok && vetted.addresses.length).toBe(32)
  })

  it('an address without a laboratory server is refused', async () => {
    const refusal = await refusalOf(guardOfRun(), { host: 'nowhere.attacker.test' })
    expect(refusal).toMatchObject({ code: 'EGRESS_ADDRESS', addressClass: 'outside-laboratory', address: '198.18.9.9' })
  })

  it('own names are refused where the operator says so', async () => {
    const guard = guardOfRun({ LR_TARGET_DENY: 'attacker.test' })
    expect((await refusalOf(guard, { host: 'good.attacker.test' })).code).toBe('EGRESS_HOST')
  })

  it('rebinding never reaches this machine in 50 tries', async () => {
    const before = goodSite.hits
    for (let index = 0; index < 50; index += 1) {
      const guard = guardOfRun()
      const request = { host: `rebind${index}.attacker.test`, port, purpose: 'endpoint' } as const
      await guard.vet(request)
      const opened = await guard.open(request).catch((error: unknown) => error)
      if (opened instanceof EgressDenied) expect(opened.code).toBe('EGRESS_ADDRESS')
      else expect(opened).toMatchObject({ address: '198.18.1.1' })
      if (typeof opened === 'object' && opened !== null && 'socket' in opened) await closeSocket(opened.socket)
    }
    expect(goodSite.hits).toBeGreaterThan(before)
    expect(canaryHits()).toBe(0)
  })
})

async function closeSocket(socket: unknown): Promise<void> {
  if (typeof socket !== 'object' || socket === null || !('destroy' in socket) || typeof socket.destroy !== 'function')
    return
  socket.destroy()
}

describe('opening', () => {
  it('connects to the vetted address and says which one', async () => {
    const opened = await guardOfRun().open({ host: 'Good.Attacker.Test.', port, purpose: 'endpoint' })
    expect(opened).toMatchObject({ address: '198.18.1.1', family: 4 })
    expect(opened.socket.remotePort).toBe(goodSite.port)
    opened.socket.destroy()
  })

  it('goes on to the next address when one is closed', async () => {
    const opened = await guardOfRun().open({ host: 'two.attacker.test', port, purpose: 'endpoint' })
    expect(opened.address).toBe('198.18.1.1')
    opened.socket.destroy()
  })

  it('a closed port is a failure of the target, not a refusal', async () => {
    const pending = guardOfRun().open({ host: 'two.attacker.test', port, purpose: 'endpoint', address: '198.18.1.2' })
    await expect(pending).rejects.toMatchObject({
      name: 'DialError',
      code: 'refused',
      systemCode: 'ECONNREFUSED',
      address: '198.18.1.2',
    })
  })

  it.each(['127.0.0.1', '198.18.1.7', '::1', ''])(
    'an address the name does not have is refused: %j',
    async (address) => {
      expect((await refusalOf(guardOfRun(), { host: 'good.attacker.test', address })).code).toBe('EGRESS_PIN')
    },
  )

  it('an aborted request opens nothing', async () => {
    const controller = new AbortController()
    controller.abort()
    const pending = guardOfRun().open({
      host: 'good.attacker.test',
      port,
      purpose: 'endpoint',
      signal: controller.signal,
    })
    await expect(pending).rejects.toBeInstanceOf(DialError)
  })

  it('the message of a refusal tells no more than that', async () => {
    const error = await guardOfRun()
      .open({ host: 'loop.attacker.test', port, purpose: 'endpoint' })
      .catch((cause: unknown) => cause)
    expect(String(error)).toBe('EgressDenied: We do not connect to this address (EGRESS_ADDRESS)')
  })

  it('nothing in this file reached this machine', () => expect(canaryHits()).toBe(0))
})
