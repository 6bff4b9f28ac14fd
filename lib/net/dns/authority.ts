import type { DnsCore } from './client'
import { isSameName, parentName, toWireName } from './name'
import type { Authority, AuthorityServer, DnsAnswer, DnsClient } from './types'
import type { NsAddress, ZoneFinder } from './zone-cut'
import { addressOf, createZoneFinder, nsTargets } from './zone-cut'

const MAX_NAMES = 8
const CONFIRMING_SERVERS = 2

const NOTHING: Authority = {
  status: 'unknown',
  zone: '',
  parentZone: '',
  parentNs: [],
  childNs: [],
  glue: [],
  withoutAddress: [],
  aliased: [],
  servers: [],
}

function uniqueNames(names: readonly string[]): string[] {
  return names.filter((name, index) => names.findIndex((other) => isSameName(name, other)) === index)
}

const includesName = (names: readonly string[], name: string) => names.some((other) => isSameName(name, other))

/** NS names the parent states: in a referral, or as answer where it also serves the zone itself. */
function parentNames(answer: DnsAnswer | undefined, zone: string): string[] {
  if (answer === undefined) return []
  const delegation = answer.delegation.filter((record) => isSameName(record.name, zone))
  return uniqueNames(nsTargets(answer.status === 'answer' ? answer.records : delegation))
}

type Told = { parentZone: string; parentAnswer?: DnsAnswer }

async function askAbove(zone: string, finder: ZoneFinder): Promise<Told> {
  const above = parentName(zone)
  const parentZone = above === undefined ? '' : await finder.zoneOf(above)
  if (parentZone === '') return { parentZone: '' }
  const parentAnswer = await finder.askParent(parentZone, zone)
  return { parentZone, ...(parentAnswer !== undefined && { parentAnswer }) }
}

/** The parts of the client that know about delegation; every answer is cached for the run. */
export function createAuthority(
  core: DnsCore,
  refusedClass: (address: string) => string,
): Pick<DnsClient, 'zoneOf' | 'authority' | 'serversOf'> {
  const finder = createZoneFinder(core)
  const zones = new Map<string, Promise<Authority>>()

  async function askOne(entry: NsAddress, zone: string): Promise<Omit<AuthorityServer, 'listedBy'>> {
    const refused = refusedClass(entry.address)
    if (refused !== 'public') return { ...entry, refusedClass: refused }
    const [soa, nsSet] = await Promise.all([
      core.askServer(entry.address, zone, 'SOA'),
      core.askServer(entry.address, zone, 'NS'),
    ])
    return { ...entry, soa, nsSet }
  }

  async function askAll(names: readonly string[], zone: string, told: Told) {
    const looked = await finder.lookupServers(names, told.parentAnswer?.glue ?? [], zone)
    const servers = await Promise.all(looked.addresses.map((entry) => askOne(entry, zone)))
    return { ...looked, servers }
  }

  async function delegationOf(zone: string): Promise<Authority> {
    const told = await askAbove(zone, finder)
    const parentNs = parentNames(told.parentAnswer, zone)
    const known = parentNs.length > 0 ? parentNs : nsTargets((await core.resolve(zone, 'NS')).records)
    const first = await askAll(known.slice(0, MAX_NAMES), zone, told)
    const childNs = uniqueNames(
      first.servers.flatMap(({ nsSet }) => (nsSet?.aa === true ? nsTargets(nsSet.records) : [])),
    )
    const onlyChild = childNs
      .filter((name) => !includesName(known, name))
      .slice(0, Math.max(0, MAX_NAMES - known.length))
    const second = await askAll(onlyChild, zone, told)
    const servers = [...first.servers, ...second.servers].map((server): AuthorityServer => {
      const byParent = includesName(parentNs, server.ns)
      const byChild = includesName(childNs, server.ns)
      return { ...server, listedBy: byParent && byChild ? 'both' : byParent ? 'parent' : 'child' }
    })
    const glue = (told.parentAnswer?.glue ?? []).flatMap((record) =>
      addressOf(record).map((address) => ({ name: record.name, address })),
    )
    return {
      status: 'found',
      zone,
      ...told,
      parentNs,
      childNs,
      glue,
      withoutAddress: [...first.withoutAddress, ...second.withoutAddress],
      aliased: [...first.aliased, ...second.aliased],
      servers,
    }
  }

  async function zoneOf(name: string): Promise<string> {
    const wire = toWireName(name)
    return wire === undefined ? '' : finder.zoneOf(wire)
  }

  async function authority(name: string): Promise<Authority> {
    if (!(await core.direct())) return { ...NOTHING, status: 'no-direct-access' }
    const zone = await zoneOf(name)
    if (zone === '') return NOTHING
    const known = zones.get(zone.toLowerCase()) ?? delegationOf(zone)
    zones.set(zone.toLowerCase(), known)
    return known
  }

  async function serversOf(name: string): Promise<string[]> {
    if (!(await core.direct())) return []
    const zone = await zoneOf(name)
    if (zone === '') return []
    const addresses = (await finder.zoneAddresses(zone)).map((entry) => entry.address)
    const usable = addresses.filter((address) => refusedClass(address) === 'public')
    // IPv4 first: many networks that can ask name servers have no IPv6.
    usable.sort((a, b) => Number(a.includes(':')) - Number(b.includes(':')))
    const good: string[] = []
    for (const address of usable.slice(0, 2 * CONFIRMING_SERVERS)) {
      const { aa, status } = await core.askServer(address, zone, 'SOA')
      if (aa && status === 'answer') good.push(address)
      if (good.length === CONFIRMING_SERVERS) break
    }
    return good
  }

  return { zoneOf, authority, serversOf }
}
