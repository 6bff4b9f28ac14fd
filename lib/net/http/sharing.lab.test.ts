import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Handler, LabHost, LabSite } from '@/e2e/targets/web/types'
import { startWorld, type World } from '@/e2e/targets/world'
import { parseConfig } from '../../config'
import { createNet } from '../create'
import type { FetchRequest } from '../http-types'
import { createSocketLimits, type SocketLimits } from '../limits'
import type { Net } from '../types'

const DOMAIN = 'shared-lab.test'

const answers: Handler = ({ path }) => {
  if (path === '/broken') return { status: 503, body: 'broken' }
  if (path === '/cut') return { raw: (socket) => socket.destroy() }
  return { body: path }
}

const host = (label: string, more: Partial<LabHost> = {}): LabHost => ({
  name: `${label}.${DOMAIN}`,
  http: answers,
  https: answers,
  ...more,
})

const SITE: LabSite = {
  id: 'shared',
  about: 'servers that are asked many small questions',
  domain: DOMAIN,
  hosts: [host('new'), host('old', { http1Only: true })],
  target: { domain: DOMAIN, hosts: [], urls: [], sending: [], profile: {} },
  expect: {},
}

let world: World
let net: Net
let starts = 0

beforeAll(async () => {
  world = await startWorld({ sites: [SITE] })
})
afterAll(() => world.stop())

async function within(work: () => Promise<void>): Promise<void> {
  const places = createSocketLimits({ perHost: 2, spacingMs: 0, perRun: 20, perProcess: 100 })
  const limits: SocketLimits = {
    ...places,
    enter(name, signal) {
      starts += 1
      return places.enter(name, signal)
    },
  }
  starts = 0
  net = createNet({
    config: parseConfig(world.env),
    signal: new AbortController().signal,
    runId: 'shared',
    limits,
  })
  try {
    await work()
  } finally {
    await net.close()
  }
}

/** How each path was answered, in turn: on a connection of its own or on one that answered before. */
async function ask(label: string, paths: readonly string[], request: Partial<FetchRequest> = { shared: true }) {
  const said: string[] = []
  for (const path of paths) {
    const exchange = await net.http.fetch({ url: `https://${label}.${DOMAIN}${path}`, ...request })
    const how = exchange.timings.tls === null ? 'again' : 'new'
    said.push(`${path} ${how} ${exchange.ok ? exchange.response.status : exchange.error.code}`)
  }
  return said
}

describe('questions that may share a connection', () => {
  it('share one where the server speaks HTTP/2, and each waits for its turn', () =>
    within(async () => {
      expect(await ask('new', ['/a', '/b', '/c'])).toEqual(['/a new 200', '/b again 200', '/c again 200'])
      expect(starts).toBe(3)
    }))

  it('have one each over HTTP/1.1', () =>
    within(async () => {
      expect(await ask('old', ['/a', '/b'])).toEqual(['/a new 200', '/b new 200'])
      expect(starts).toBe(2)
    }))

  it('leave those alone that look at the connection itself', () =>
    within(async () => {
      expect(await ask('new', ['/a'])).toEqual(['/a new 200'])
      expect(await ask('new', ['/b', '/c'], {})).toEqual(['/b new 200', '/c new 200'])
    }))

  it('tell the same of the certificate', () =>
    within(async () => {
      const [first, second] = [
        await net.http.fetch({ url: `https://new.${DOMAIN}/a`, shared: true }),
        await net.http.fetch({ url: `https://new.${DOMAIN}/b`, shared: true }),
      ]
      expect(second.tls).toEqual(first.tls)
      expect([second.address, second.tls?.authorized]).toEqual([first.address, true])
    }))

  it('leave a server that fails to a new connection', () =>
    within(async () => {
      expect(await ask('new', ['/broken', '/a'])).toEqual(['/broken new 503', '/a new 200'])
    }))

  it('take a connection that breaks for no answer: asked again on a new one', () =>
    within(async () => {
      const before = world.web.log.length
      expect(await ask('new', ['/a', '/cut', '/b'])).toEqual(['/a new 200', '/cut new ECONNRESET', '/b new 200'])
      expect(world.web.log.slice(before).map(({ url }) => new URL(url).pathname)).toEqual(['/a', '/cut', '/cut', '/b'])
    }))

  it('hold no more than two connections to a host, those that rest among them', () =>
    within(async () => {
      const all = (paths: string[], shared: boolean) => Promise.all(paths.map((path) => ask('new', [path], { shared })))
      await all(['/a', '/b'], true)
      await all(['/c', '/d'], false)
      expect(await ask('new', ['/e'])).toEqual(['/e new 200'])
    }))
})
