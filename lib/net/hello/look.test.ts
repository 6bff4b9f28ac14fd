import { once } from 'node:events'
import { createServer, type Server, Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { createCertificateAuthority } from '../../../e2e/targets/ca'
import { type ByteServer, listenBytes } from '../../../e2e/targets/web/byte-server'
import type { Listener } from '../../../e2e/targets/web/listeners'
import type { Open } from '../types'
import { askHello } from './ask'
import { type KnownFirst, type LookDeps, lookAtWire } from './look'
import { suiteById } from './suites'
import { sweepWeakSuites } from './sweep'

const CHAIN = [Buffer.from('not a certificate')]
const REQUEST = { host: 'app.acme.io', address: '127.0.0.1' }

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** Opens loopback connections to one port, and counts them. */
function opener(port: number): { open: Open; count: () => number } {
  let count = 0
  const open: Open = async ({ address = '' }) => {
    count += 1
    const socket = new Socket()
    socket.connect({ host: '127.0.0.1', port })
    await once(socket, 'connect')
    socket.on('error', () => undefined)
    return { socket, address, family: 4, timing: { dnsMs: 0, waitMs: 0, connectMs: 0 } }
  }
  return { open, count: () => count }
}

function depsFor(port: number, budget = 20): LookDeps & { count: () => number } {
  const { open, count } = opener(port)
  let left = budget
  return {
    open,
    count,
    signal: new AbortController().signal,
    answerMs: 300,
    take: () => left-- > 0,
    oncePerAddress: (_address, ask) => ask(),
  }
}

async function byteServer(server: ByteServer): Promise<number> {
  const listener: Listener = await listenBytes(server, CHAIN)
  stops.push(() => listener.stop())
  return listener.port
}

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stops.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const modern: KnownFirst = { version: 'TLSv1.3', keys: ['ecdsa'] }

describe('a look at the wire', () => {
  it('asks an ordinary server three times and learns all of its versions', async () => {
    const ca = await createCertificateAuthority()
    const deps = depsFor(await listen(createTlsServer(ca.issue({ names: [REQUEST.host] }))))
    const look = await lookAtWire(REQUEST, modern, deps)
    expect(deps.count()).toBe(3)
    expect(look.versions).toEqual({
      SSLv3: 'refused',
      TLSv1: 'refused',
      'TLSv1.1': 'refused',
      'TLSv1.2': 'accepted',
      'TLSv1.3': 'accepted',
    })
    expect(look.chains.map(({ certificates }) => certificates.map(({ facts }) => facts?.subject.commonName))).toEqual([
      [REQUEST.host, 'Lab Intermediate E1'],
    ])
    expect(look).toMatchObject({ forwardSecret: 'yes', error: null, suites: [{ exchange: 'ecdhe', weakness: null }] })
  })

  it('finds TLS 1.3 by itself where no handshake told of it', async () => {
    const ca = await createCertificateAuthority()
    const deps = depsFor(
      await listen(createTlsServer({ ...ca.issue({ names: [REQUEST.host] }), minVersion: 'TLSv1.3' })),
    )
    const look = await lookAtWire(REQUEST, null, deps)
    expect(look.versions).toMatchObject({ 'TLSv1.2': 'refused', 'TLSv1.3': 'accepted' })
    expect(look.chains).toEqual([])
  })

  it.each<[string, ByteServer, string[]]>([
    ['SSL 3.0 and TLS 1.2', { versions: [0x0300, 0x0303], suites: [0xc02b, 0x0005] }, ['SSLv3', 'TLSv1.2']],
    ['TLS 1.0 alone', { versions: [0x0301], suites: [0x002f] }, ['TLSv1']],
    [
      '1.0 and 1.2, hanging up on the rest',
      { versions: [0x0301, 0x0303], suites: [0x002f], refusal: 'close' },
      ['TLSv1', 'TLSv1.2'],
    ],
    ['answers in pieces of one byte', { versions: [0x0303], suites: [0xc02f], pieces: 1 }, ['TLSv1.2']],
  ])('%s', async (_, server, accepted) => {
    const look = await lookAtWire(REQUEST, null, depsFor(await byteServer(server)))
    expect(Object.entries(look.versions).flatMap(([name, state]) => (state === 'accepted' ? [name] : []))).toEqual(
      accepted,
    )
    expect(Object.values(look.versions)).not.toContain('unknown')
  })

  it('says nothing about versions a server is silent on', async () => {
    const silent = depsFor(await byteServer({ versions: [0x0303], suites: [0xc02f], refusal: 'silence' }))
    const look = await lookAtWire(REQUEST, { version: 'TLSv1.2', keys: ['rsa'] }, silent)
    expect(look.versions).toMatchObject({ 'TLSv1.2': 'accepted', 'TLSv1.1': 'unknown', SSLv3: 'unknown' })
    expect(look.error).toMatchObject({ code: 'TIMEOUT' })
  })

  it('a refusal of our hello proves nothing where an ordinary handshake succeeds', async () => {
    const refusing = depsFor(await byteServer({ versions: [0x0303], suites: [] }))
    const look = await lookAtWire(REQUEST, { version: 'TLSv1.2', keys: ['rsa'] }, refusing)
    expect(look.versions).toEqual({
      SSLv3: 'unknown',
      TLSv1: 'unknown',
      'TLSv1.1': 'unknown',
      'TLSv1.2': 'accepted',
      'TLSv1.3': 'refused',
    })
    expect(look.error).toMatchObject({ code: 'TLS_ALERT', fault: 'ours' })
  })

  it.each([true, false])('sees whether visitors are asked for a certificate: %s', async (requestCert) => {
    const ca = await createCertificateAuthority()
    const server = createTlsServer({ ...ca.issue({ names: [REQUEST.host] }), requestCert, maxVersion: 'TLSv1.2' })
    expect((await lookAtWire(REQUEST, null, depsFor(await listen(server)))).asksVisitor).toBe(requestCert)
  })

  it('a server that hangs up now and then is asked again', async () => {
    const ca = await createCertificateAuthority()
    const server = createTlsServer({
      ...ca.issue({ names: [REQUEST.host] }),
      minVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    const inner = await listen(server)
    let count = 0
    const flaky = await listen(
      createServer((socket) => {
        count += 1
        if (count % 3 === 0) return socket.destroy()
        const through = new Socket()
        through.on('error', () => socket.destroy())
        socket.on('close', () => through.destroy())
        through.connect(inner, '127.0.0.1')
        socket.pipe(through).pipe(socket)
      }),
    )
    const look = await lookAtWire(REQUEST, modern, depsFor(flaky))
    expect(look.versions).toMatchObject({
      'TLSv1.2': 'accepted',
      'TLSv1.1': 'accepted',
      TLSv1: 'accepted',
      SSLv3: 'refused',
    })
  })

  it('stops at the first question nobody answers', async () => {
    const deps = depsFor(await listen(createServer((socket) => socket.on('data', () => undefined))))
    const look = await lookAtWire(REQUEST, null, deps)
    expect(deps.count()).toBe(1)
    expect(Object.values(look.versions)).toEqual(Array.from({ length: 5 }, () => 'unknown'))
  })

  it('knows its budget', async () => {
    const deps = depsFor(await byteServer({ versions: [0x0303], suites: [0xc02f] }), 1)
    const look = await lookAtWire(REQUEST, modern, deps)
    expect(deps.count()).toBe(1)
    expect(look.error).toMatchObject({ code: 'BUDGET', fault: 'ours' })
    expect(look.versions).toMatchObject({ 'TLSv1.2': 'accepted', TLSv1: 'unknown' })
  })

  it('asks again for forward secrecy only where the first choice has none', async () => {
    const without = await lookAtWire(REQUEST, null, depsFor(await byteServer({ versions: [0x0303], suites: [0x002f] })))
    expect(without.forwardSecret).toBe('no')
    const behind = await lookAtWire(
      REQUEST,
      null,
      depsFor(await byteServer({ versions: [0x0303], suites: [0x002f, 0xc02f] })),
    )
    expect(behind.forwardSecret).toBe('yes')
  })

  it('measures Diffie-Hellman', async () => {
    const look = await lookAtWire(
      REQUEST,
      null,
      depsFor(await byteServer({ versions: [0x0303], suites: [0x0033], dhBits: 480 })),
    )
    expect(look.suites[0]).toMatchObject({ name: 'TLS_DHE_RSA_WITH_AES_128_CBC_SHA', dhBits: 480 })
  })

  it('an unknown name tells nothing about versions', async () => {
    const port = await listen(
      createServer((socket) => socket.once('data', () => socket.end(Buffer.from([21, 3, 1, 0, 2, 2, 112])))),
    )
    const look = await lookAtWire(REQUEST, null, depsFor(port))
    expect(new Set(Object.values(look.versions))).toEqual(new Set(['unknown']))
  })
})

describe('a sweep', () => {
  it('takes away what was chosen until nothing is left', async () => {
    const port = await byteServer({ versions: [0x0303], suites: [0x0005, 0x000a, 0xc02f] })
    const { open, count } = opener(port)
    const sweep = await sweepWeakSuites(REQUEST, { open, signal: new AbortController().signal })
    expect(sweep.found.map(({ name }) => name)).toEqual(['TLS_RSA_WITH_RC4_128_SHA', 'TLS_RSA_WITH_3DES_EDE_CBC_SHA'])
    expect(sweep).toMatchObject({ complete: true, hellos: 3 })
    expect(count()).toBe(3)
  })

  it('ends after twelve hellos at a server that accepts everything', async () => {
    const suites = Array.from({ length: 0x100 }, (_, id) => id).filter((id) => suiteById(id)?.weakness)
    const { open, count } = opener(await byteServer({ versions: [0x0303], suites }))
    const sweep = await sweepWeakSuites(REQUEST, { open, signal: new AbortController().signal })
    expect(sweep).toMatchObject({ complete: false, hellos: 12 })
    expect(count()).toBe(12)
  })

  it('a suite that was not offered proves nothing', async () => {
    const port = await listen(
      createServer((socket) =>
        socket.once('data', () => {
          const body = Buffer.concat([Buffer.from([3, 3]), Buffer.alloc(32), Buffer.from([0, 0xc0, 0x2f, 0])])
          const hello = Buffer.concat([Buffer.from([2, 0, 0, body.length]), body, Buffer.from([14, 0, 0, 0])])
          socket.end(Buffer.concat([Buffer.from([22, 3, 3, 0, hello.length]), hello]))
        }),
      ),
    )
    const { open } = opener(port)
    expect(await sweepWeakSuites(REQUEST, { open, signal: new AbortController().signal })).toMatchObject({
      found: [],
      complete: false,
    })
  })
})

describe('one hello', () => {
  const offer = { host: REQUEST.host, version: 'TLSv1.2', suites: [0xc02f] } as const

  it('an endless answer is cut off', async () => {
    const port = await listen(
      createServer((socket) => {
        const junk = Buffer.concat([
          Buffer.from([22, 3, 3, 0x40, 0]),
          Buffer.from([2, 0x0f, 0xff, 0xff]),
          Buffer.alloc(0x3ffc),
        ])
        const push = () => {
          while (socket.writable && socket.write(junk));
        }
        socket.on('drain', push)
        push()
      }),
    )
    const { open } = opener(port)
    const answer = await askHello(REQUEST, offer, { open, signal: new AbortController().signal })
    expect(answer).toMatchObject({ kind: 'failed', error: { code: 'TLS', fault: 'target' } })
  })

  it('plain HTTP is named', async () => {
    const port = await listen(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
    const { open } = opener(port)
    const answer = await askHello(REQUEST, offer, { open, signal: new AbortController().signal })
    expect(answer).toMatchObject({ kind: 'failed', error: { code: 'PLAIN_HTTP_ON_TLS' } })
  })

  it('ends with the run', async () => {
    const port = await listen(createServer((socket) => socket.on('data', () => undefined)))
    const stop = new AbortController()
    const { open } = opener(port)
    setTimeout(() => stop.abort(), 50)
    const answer = await askHello(REQUEST, offer, { open, signal: stop.signal })
    expect(answer).toMatchObject({ kind: 'failed', error: { code: 'ABORTED', fault: 'ours' } })
  })
})
