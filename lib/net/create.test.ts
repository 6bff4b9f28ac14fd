import { once } from 'node:events'
import type { Server, Socket } from 'node:net'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dnsLabEnvironment } from '@/e2e/targets/dns/environment'
import type { DnsLab } from '@/e2e/targets/dns/lab'
import { startDnsLab } from '@/e2e/targets/dns/lab'
import { parseConfig } from '../config'
import { createNet } from './create'
import { DialError } from './errors'
import type { Net } from './types'

let lab: DnsLab
let site: Server
const accepted = new Set<Socket>()

beforeAll(async () => {
  lab = await startDnsLab({ zones: ['zone site.test\n@ 60 A 198.18.1.1'] })
  site = createServer((socket) => {
    accepted.add(socket)
    socket.on('error', () => undefined)
  })
  site.listen(0, '127.0.0.1')
  await once(site, 'listening')
})
afterAll(async () => {
  for (const socket of accepted) socket.destroy()
  await lab.stop()
  await new Promise((resolve) => site.close(resolve))
})

function netOfRun(signal = new AbortController().signal): Net {
  const address = site.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const config = parseConfig(dnsLabEnvironment(lab, { dialMap: { '198.18.1.1:443': `127.0.0.1:${port}` } }))
  return createNet({ config, signal, runId: 'run-1' })
}

const request = { host: 'site.test', port: 443, purpose: 'web' } as const

describe('network of a run', () => {
  it('opens, asks and classifies with one configuration', async () => {
    const net = netOfRun()
    const opened = await net.open(request)
    expect(opened.address).toBe('198.18.1.1')
    expect(net.addressClass('198.18.1.1')).toBe('public')
    expect(net.addressClass('10.0.0.1')).toBe('private')
    expect(net.dns.usage().asked).toBe(2)
    await net.close()
  })

  it('shares no answer with another run', async () => {
    const [first, second] = [netOfRun(), netOfRun()]
    await first.dns.resolve('site.test', 'A')
    expect(second.dns.usage().asked).toBe(0)
    await Promise.all([first.close(), second.close()])
  })

  it('closing destroys what is open and refuses more', async () => {
    const net = netOfRun()
    const { socket } = await net.open(request)
    await net.close()
    await net.close()
    expect(socket.destroyed).toBe(true)
    await expect(net.open(request)).rejects.toBeInstanceOf(DialError)
    expect((await net.dns.resolve('other.test', 'A')).status).toBe('network')
  })

  it('ends with the signal of the run', async () => {
    const controller = new AbortController()
    const net = netOfRun(controller.signal)
    controller.abort()
    await expect(net.open(request)).rejects.toThrow()
    await net.close()
  })
})
