import { isIP } from 'node:net'
import type { DnsCore } from './client'
import { isSameName, isWithin, parentName } from './name'
import type { DnsAnswer, Rr } from './types'

/** Address of a listed name server and how it became known. */
export type NsAddress = { ns: string; address: string; source: 'glue' | 'resolver' }

export type NsLookup = { addresses: NsAddress[]; withoutAddress: string[]; aliased: string[] }

export type ZoneFinder = {
  /** Apex of the zone that holds the name, '' when it cannot be told. */
  zoneOf(name: string): Promise<string>
  /** Addresses of the zone's servers as resolvers and, where they fail, the parent know them. */
  zoneAddresses(zone: string): Promise<NsAddress[]>
  /** What one of the parent's servers says about the zone. */
  askParent(parentZone: string, zone: string): Promise<DnsAnswer | undefined>
  lookupServers(names: readonly string[], glue: readonly Rr[], zone?: string): Promise<NsLookup>
}

const MAX_NAMES = 8
const ADDRESSES_PER_NAME = 2
const MAX_PARENT_SERVERS = 3
/** How many labels above a name are tried when its own SOA question fails. */
const MAX_CLIMB = 3

export function nsTargets(records: readonly Rr[]): string[] {
  return records.flatMap((record) => (record.type === 'NS' ? [record.target] : []))
}

export function addressOf(record: Rr): string[] {
  return record.type === 'A' || record.type === 'AAAA' ? [record.address] : []
}

/** Owner of a delegation that leads towards the name, deeper than the zone that gave it. */
function delegatedZone(answer: DnsAnswer, name: string, zone: string): string | undefined {
  const owner = answer.delegation.find((record) => record.type === 'NS')?.name
  if (answer.status !== 'referral' || owner === undefined) return undefined
  return isWithin(name, owner) && isWithin(owner, zone) && !isSameName(owner, zone) ? owner : undefined
}

/**
 * Whether there is no address behind an answer, rather than no answer: DNS said so, or the name lies in
 * the very zone it serves and the parent holds no address that would lead there (RFC 9471).
 */
function provesNothing({ name, status }: DnsAnswer, brokenZone: string | undefined): boolean {
  if (status === 'nodata' || status === 'nxdomain' || status === 'badname') return true
  return status === 'servfail' && brokenZone !== undefined && isWithin(name, brokenZone)
}

/**
 * Finds zones and their servers (RFC 1034 section 4.2). The owner of the SOA in answer or authority
 * section names the zone; where an alias or a failure is in the way, the parent's referral does.
 */
export function createZoneFinder(core: DnsCore): ZoneFinder {
  async function zoneOf(name: string, climbed = 0): Promise<string> {
    if (name === '.') return '.'
    const answer = await core.resolve(name, 'SOA')
    if (answer.status === 'badname' || answer.status === 'budget') return ''
    if (answer.cnameChain.length === 0) {
      if (answer.status === 'answer') return answer.records[0]?.name ?? name
      if (answer.soa !== undefined && isWithin(name, answer.soa.zone)) return answer.soa.zone
    }
    const above = parentName(name)
    if (above === undefined || climbed >= MAX_CLIMB) return ''
    const zone = await zoneOf(above, climbed + 1)
    if (zone === '') return ''
    const placed = await descend(name, zone)
    if (placed !== undefined || zone === '.') return placed ?? ''
    // An alias lives in the zone of its parent label unless that zone delegates it. A failure is that of
    // the zone above when that zone fails as a whole, and tells nothing otherwise.
    if (answer.cnameChain.length > 0) return zone
    // A top-level domain does not fail as a whole; then it was our resolver.
    if (!zone.includes('.')) return ''
    return (await core.resolve(zone, 'SOA')).status === 'answer' ? '' : zone
  }

  /** Where the servers of the zone place the name: below a delegation, or, with authority, in the zone itself. */
  async function descend(name: string, zone: string): Promise<string | undefined> {
    const told = (await core.direct()) ? await askParent(zone, name) : undefined
    if (told === undefined) return undefined
    // A server that holds the zone above and the zone itself answers with the NS of the latter.
    const isApex = told.aa && told.records.some((record) => record.type === 'NS' && isSameName(record.name, name))
    if (isApex) return name
    const isOwn = told.aa && ['answer', 'nodata', 'nxdomain'].includes(told.status)
    return delegatedZone(told, name, zone) ?? (isOwn ? zone : undefined)
  }

  async function askParent(parentZone: string, zone: string): Promise<DnsAnswer | undefined> {
    const servers = await zoneAddresses(parentZone)
    let last: DnsAnswer | undefined
    for (const { address } of servers.slice(0, MAX_PARENT_SERVERS)) {
      last = await core.askServer(address, zone, 'NS')
      if (['referral', 'answer', 'nodata', 'nxdomain'].includes(last.status)) return last
    }
    return last
  }

  async function zoneAddresses(zone: string): Promise<NsAddress[]> {
    const answer = await core.resolve(zone, 'NS')
    const names = nsTargets(answer.records)
    if (names.length > 0) return (await lookupServers(names, [])).addresses
    // Nobody resolves a zone whose servers are all broken, but the parent still knows their names.
    const above = parentName(zone)
    if (above === undefined || answer.status === 'nxdomain' || answer.status === 'budget') return []
    const parent = await zoneOf(above)
    const told = parent === '' || isSameName(parent, zone) ? undefined : await askParent(parent, zone)
    if (told === undefined) return []
    return (await lookupServers(nsTargets(told.delegation), told.glue)).addresses
  }

  async function lookupServers(names: readonly string[], glue: readonly Rr[], zone?: string): Promise<NsLookup> {
    // A resolver that can answer for the zone has found a server of it; then one failure is its own.
    const isBroken = zone !== undefined && (await core.resolve(zone, 'SOA')).status === 'servfail'
    const brokenZone = isBroken ? zone : undefined
    const found = await Promise.all(
      names.slice(0, MAX_NAMES).map(async (ns) => {
        // An address in place of a name leads nowhere (RFC 1035 section 3.3.11); no resolver need be asked.
        if (isIP(ns) !== 0) return { ns, addresses: [], isMissing: true, isAlias: false }
        const answers = await Promise.all([core.resolve(ns, 'A'), core.resolve(ns, 'AAAA')])
        const resolved = answers.flatMap((answer) => answer.records.flatMap(addressOf))
        const glued = glue.filter((record) => isSameName(record.name, ns)).flatMap(addressOf)
        const own = resolved.map((address) => ({ ns, address, source: 'resolver' as const }))
        const extra = glued.filter((address) => !resolved.includes(address))
        const all = [...own, ...extra.map((address) => ({ ns, address, source: 'glue' as const }))]
        return {
          ns,
          addresses: all.slice(0, ADDRESSES_PER_NAME),
          isMissing: all.length === 0 && answers.every((answer) => provesNothing(answer, brokenZone)),
          isAlias: answers.some((a) => a.cnameChain.length > 0),
        }
      }),
    )
    return {
      addresses: found.flatMap((entry) => entry.addresses),
      withoutAddress: found.filter((entry) => entry.isMissing).map((entry) => entry.ns),
      aliased: found.filter((entry) => entry.isAlias).map((entry) => entry.ns),
    }
  }

  return { zoneOf: (name) => zoneOf(name), zoneAddresses, askParent, lookupServers }
}
