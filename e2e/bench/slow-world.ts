import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { steadyShop } from '../targets/demo/steady'
import { zoneTexts } from '../targets/dns/zones/index'
import { startWorld, type World } from '../targets/world'

const DNS_PORT = ':53'

/** Passes on what one side sends, `delayMs` later and in order. */
function passOn(from: Socket, to: Socket, delayMs: () => number): void {
  from.on('data', (chunk: Buffer) => setTimeout(() => to.write(chunk), delayMs()))
  from.on('end', () => setTimeout(() => to.end(), delayMs()))
  from.on('error', () => to.destroy())
  from.on('close', () => setTimeout(() => to.destroy(), delayMs()))
}

/**
 * A relay that makes each round trip with the server behind it `delayMs` longer: what the client sends is held back that
 * long. Loopback answers the opening of a connection at once, so that the first bytes are held back for both.
 */
async function startRelay(port: number, delayMs: number): Promise<Server> {
  const server = createServer((client) => {
    const upstream = connect({ host: '127.0.0.1', port })
    const openedAt = performance.now()
    client.setNoDelay(true)
    upstream.setNoDelay(true)
    passOn(client, upstream, () => Math.max(delayMs, openedAt + 2 * delayMs - performance.now()))
    passOn(upstream, client, () => 0)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('a relay listens on a port')
  return address.port
}

/** The dial map of a world with a relay in front of each server but those of DNS, which wait by themselves. */
async function withRelays(dialMap: Record<string, string>, delayMs: number) {
  const relays = new Map<string, Server>()
  const slow: Record<string, string> = {}
  for (const [address, to] of Object.entries(dialMap)) {
    if (address.endsWith(DNS_PORT)) {
      slow[address] = to
      continue
    }
    const relay = relays.get(to) ?? (await startRelay(Number(to.split(':').at(-1)), delayMs))
    relays.set(to, relay)
    slow[address] = `127.0.0.1:${portOf(relay)}`
  }
  return { dialMap: slow, relays: [...relays.values()] }
}

/** The example site without mistakes, with so many milliseconds added to every round trip with any of its servers. */
export async function startSlowWorld(delayMs: number): Promise<World> {
  const world = await startWorld({ sites: [steadyShop], zones: [zoneTexts.providers ?? ''] })
  if (delayMs === 0) return world
  world.dns.addFault({ name: '*', kind: 'delay', delayMs })
  const known: Record<string, string> = JSON.parse(world.env.LR_DIAL_MAP ?? '{}')
  const { dialMap, relays } = await withRelays(known, delayMs)
  return {
    ...world,
    env: { ...world.env, LR_DIAL_MAP: JSON.stringify(dialMap) },
    async stop() {
      for (const relay of relays) relay.close()
      await world.stop()
    },
  }
}
