import { keyMaterial } from './keys'
import { type LiveRecords, withLive } from './live'
import { ancestors } from './names'
import type { Chaos, LoggedQuestion, RunningServer, ServerOptions } from './server'
import { startServer } from './server'
import type { View } from './views'
import { authoritativeView, failAll, parentZones, recursiveView, refuseAll } from './views'
import type { ServedZone } from './zone-data'
import { serveZone } from './zone-data'
import type { Fault, Zone } from './zone-text'
import { parseZones } from './zone-text'
import { zoneTexts } from './zones/index'

export type DnsLabOptions = {
  /** Zone text to serve instead of the zones of the laboratory; the name servers' own zone is always there. */
  zones?: readonly string[]
  /** Zone text to serve beside them. */
  extraZones?: readonly string[]
  /** Resolvers to start, all with the same view; `recursive`, `recursive2`, ... in faults and log. */
  resolvers?: number
  /** Ports by server name, such as `{ recursive: 5310, ns1: 5311 }`; any free port otherwise. */
  ports?: Record<string, number>
}

export type DnsLab = {
  /** `127.0.0.1:port` for `LR_DNS_RESOLVERS`. */
  resolvers: string[]
  /** For `LR_DIAL_MAP`: published address and port of each name server to its loopback port. */
  dialMap: Record<string, string>
  /** For `LR_PUBLIC_CIDRS`. */
  publicCidrs: string[]
  zones: Zone[]
  /** TXT records that may be added and taken away while the laboratory runs. */
  live: LiveRecords
  /** Every question that arrived, oldest first. */
  log: LoggedQuestion[]
  /** Adds a fault in the zone grammar's words while the laboratory runs; returns its removal. */
  addFault(fault: Partial<Fault> & Pick<Fault, 'name' | 'kind'>): () => void
  /** Lets whichever questions it picks fail; without an argument nothing more fails by chance. */
  setChaos(decide?: Chaos['decide']): void
  stop(): Promise<void>
}

const PUBLIC_CIDRS = ['198.18.0.0/15', '2001:db8:1::/48']
const PARENT = 'parent.lab.test'

type Role = {
  name: string
  address?: string
  view: View
  recursive?: boolean
  silent?: boolean
  zones: readonly Zone[]
}

function zonesListing(zones: readonly Zone[], server: string): Zone[] {
  return zones.filter((zone) => zone.ns.includes(server) || zone.parent.includes(server))
}

/** ns2 stands in a network of its own, as the second server of a domain should. */
const addressOfServer = (index: number) => (index === 2 ? '198.18.54.2' : `198.18.53.${index}`)

function authoritativeRole(zones: readonly Zone[], index: number, aa: boolean): Role {
  const name = `ns${index}`
  const own = zonesListing(zones, `${name}.lab.test`)
  return {
    name,
    address: addressOfServer(index),
    view: authoritativeView(own, name, { aa, glueFrom: own }),
    zones: own,
  }
}

function rolesOf(zones: readonly Zone[], resolvers: number): Role[] {
  const tops = parentZones(zones, PARENT)
  const all = [...tops, ...zones]
  const recursive = recursiveView(all)
  return [
    ...Array.from({ length: resolvers }, (_unused, index) => ({
      name: index === 0 ? 'recursive' : `recursive${index + 1}`,
      view: recursive,
      recursive: true,
      zones: all,
    })),
    authoritativeRole(zones, 1, true),
    authoritativeRole(zones, 2, true),
    { name: 'ns3', address: '198.18.53.3', view: refuseAll, zones: [] },
    { name: 'ns4', address: '198.18.53.4', view: refuseAll, silent: true, zones: [] },
    { name: 'ns5', address: '198.18.53.5', view: failAll, zones: [] },
    authoritativeRole(zones, 6, false),
    {
      name: 'parent',
      address: '198.18.53.100',
      view: authoritativeView(tops, 'parent', { aa: true, glueFrom: all }),
      zones: tops,
    },
  ]
}

/** Finds the zone whose SOA a record stands for, as the server serves it. */
function soaLookup(zones: readonly Zone[], server: string): (name: string) => ServedZone | undefined {
  const byOrigin = new Map(zones.map((zone) => [zone.origin, serveZone(zone, server)]))
  return (name) => {
    const origin = ancestors(name.toLowerCase()).find((above) => byOrigin.has(above))
    return origin === undefined ? undefined : byOrigin.get(origin)
  }
}

function startRole(
  role: Role,
  shared: Pick<ServerOptions, 'faults' | 'log' | 'chaos'>,
  port: number,
): Promise<RunningServer> {
  return startServer({
    ...shared,
    name: role.name,
    view: role.view,
    recursive: role.recursive ?? false,
    silent: role.silent ?? false,
    served: soaLookup(role.zones, role.name),
    port,
  })
}

/** All zones of the laboratory with freshly generated keys. Throws `ZoneTextError` for unreadable text. */
export function readLabZones(options: Pick<DnsLabOptions, 'zones' | 'extraZones'> = {}): Zone[] {
  const own =
    options.zones === undefined ? Object.values(zoneTexts) : [zoneTexts.infrastructure ?? '', ...options.zones]
  return parseZones([...own, ...(options.extraZones ?? [])].join('\n'), keyMaterial())
}

/**
 * Starts the DNS laboratory on loopback: resolvers, six name servers and the parent of all top-level
 * domains it knows. Nothing outside the laboratory is ever asked.
 */
export async function startDnsLab(options: DnsLabOptions = {}): Promise<DnsLab> {
  const zones = readLabZones(options)
  const faults = zones.flatMap((zone) => zone.faults)
  const log: LoggedQuestion[] = []
  const chaos: Chaos = {}
  const live: LiveRecords = new Map()
  const roles = rolesOf(zones, options.resolvers ?? 1).map((role) => ({
    ...role,
    view: withLive(role.view, live, { recursive: role.recursive === true }),
  }))
  const started = await Promise.all(
    roles.map(async (role) => ({
      role,
      server: await startRole(role, { faults, log, chaos }, options.ports?.[role.name] ?? 0),
    })),
  )
  const endpoint = (server: RunningServer) => `127.0.0.1:${server.port}`
  return {
    resolvers: started.flatMap(({ role, server }) => (role.recursive === true ? [endpoint(server)] : [])),
    dialMap: Object.fromEntries(
      started.flatMap(({ role, server }) =>
        role.address === undefined ? [] : [[`${role.address}:53`, endpoint(server)]],
      ),
    ),
    publicCidrs: PUBLIC_CIDRS,
    zones,
    live,
    log,
    addFault(fault) {
      const whole: Fault = { server: '*', type: '*', transport: '*', delayMs: 0, ...fault }
      faults.push(whole)
      return () => {
        faults.splice(faults.indexOf(whole), 1)
      }
    },
    setChaos(decide) {
      chaos.decide = decide
    },
    async stop() {
      await Promise.all(started.map(({ server }) => server.stop()))
    },
  }
}
