import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { AddressInfo, Server } from 'node:net'
import { connect, createServer, Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dialSocket } from './connect'
import { installTripwire, ownServices, TripwireError } from './tripwire'

let server: Server
let port: number
let hits: string[]
let arrived: number
let remove: () => void

beforeEach(async () => {
  arrived = 0
  hits = []
  server = createServer((socket) => {
    arrived += 1
    socket.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  port = isTcp(address) ? address.port : 0
})

afterEach(async () => {
  remove()
  server.close()
  await once(server, 'close')
})

function isTcp(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}

function install(allow: string[] = []): void {
  remove = installTripwire({ allow, onHit: (destination) => hits.push(destination) })
}

async function errorOf(socket: Socket): Promise<unknown> {
  const [error] = await once(socket, 'error')
  return error
}

describe('tripwire', () => {
  it.each([
    ['options', () => connect({ host: '127.0.0.1', port })],
    ['port and host', () => connect(port, '127.0.0.1')],
    ['a socket made by hand', () => new Socket().connect(port, '127.0.0.1')],
  ])('stops a raw connection given as %s before a packet leaves', async (_name, open) => {
    install()
    expect(await errorOf(open())).toBeInstanceOf(TripwireError)
    expect(hits).toEqual([`127.0.0.1:${port}`])
    expect(arrived).toBe(0)
  })

  it('stops a local socket by its path', async () => {
    install()
    expect(await errorOf(connect('/var/run/some.sock'))).toBeInstanceOf(TripwireError)
    expect(hits).toEqual(['/var/run/some.sock'])
  })

  it('stops the fetch of the platform', async () => {
    install()
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
    expect(hits).toEqual([`127.0.0.1:${port}`])
    expect(arrived).toBe(0)
  })

  it('stops a datagram', () => {
    install()
    const socket = createSocket('udp4')
    expect(() => socket.send('x', port, '127.0.0.1')).toThrow(TripwireError)
    expect(() => socket.connect(port, '127.0.0.1')).toThrow(TripwireError)
    socket.close()
  })

  it('lets the guard and our own services through', async () => {
    install([`127.0.0.1:${port}`])
    await once(connect(port, '127.0.0.1').resume(), 'close')
    remove()
    install()
    const signal = new AbortController().signal
    const socket = await dialSocket(
      { host: '127.0.0.1', port },
      { timeoutMs: 1000, signals: [signal], address: '127.0.0.1' },
    )
    socket.destroy()
    expect(hits).toEqual([])
  })

  it('knows our own services from the configuration', () => {
    install()
    const services = ownServices({
      DATABASE_URL: 'postgresql://app:secret@db.internal:5433/app',
      LR_SMTP_URL: 'smtps://relay.internal',
      GITHUB_ID: 'id',
    })
    expect(services).toEqual(['db.internal:5433', 'relay.internal:465', 'github.com:443', 'api.github.com:443'])
    const local = ownServices({ DATABASE_URL: 'postgresql:///app?host=/run/pg' })
    expect(local).toContain('/run/pg/.s.PGSQL.5432')
  })
})
