import { ancestors, isWithin } from './names'
import type { Override, Zone, ZoneRecord } from './zone-text'

/** What one zone says to one question, before it is put into a packet. */
export type ZoneAnswer =
  | { kind: 'records'; records: ZoneRecord[] }
  | { kind: 'alias'; record: ZoneRecord }
  | { kind: 'referral'; owner: string; servers: string[] }
  | { kind: 'nodata' | 'nxdomain' }

export type ServedZone = {
  zone: Zone
  soa: ZoneRecord & { serial: number }
  answer(name: string, type: string): ZoneAnswer
}

const SOA_TTL = 3600
const NS_TTL = 3600

function nsRecords(owner: string, servers: readonly string[]): ZoneRecord[] {
  return servers.map((target) => ({ name: owner, ttl: NS_TTL, type: 'NS', data: { kind: 'name', target } }))
}

function overriddenRecords(records: readonly ZoneRecord[], overrides: readonly Override[]): ZoneRecord[] {
  const own = overrides.flatMap((override) => ('record' in override ? [override.record] : []))
  const isReplaced = (record: ZoneRecord) =>
    own.some((other) => other.name === record.name && other.type === record.type)
  return [...records.filter((record) => !isReplaced(record)), ...own]
}

/** Every owner and every empty non-terminal between an owner and the apex. */
function existingNames(zone: Zone, records: readonly ZoneRecord[]): { owners: Set<string>; all: Set<string> } {
  const owners = new Set([zone.origin, ...records.map((record) => record.name)])
  const all = new Set([...owners].flatMap((name) => ancestors(name).filter((above) => isWithin(above, zone.origin))))
  return { owners, all }
}

function serialOn(zone: Zone, overrides: readonly Override[]): number {
  const other = overrides.find((override) => 'serial' in override)
  return other !== undefined && 'serial' in other ? other.serial : zone.soa.serial
}

/**
 * The zone as one server serves it. Data may break the rules on purpose: an alias beside other data
 * is served as both.
 */
export function serveZone(zone: Zone, server: string): ServedZone {
  const overrides = zone.overrides.filter((override) => override.server === server)
  const records = overriddenRecords([...nsRecords(zone.origin, zone.ns), ...zone.records], overrides)
  const { owners, all } = existingNames(zone, records)
  const soa = {
    name: zone.origin,
    // The smaller of both counts (RFC 2308 section 5); here it is always the timer of the zone text.
    ttl: Math.max(SOA_TTL, zone.soa.minimum),
    type: 'SOA',
    data: { kind: 'name' as const, target: zone.ns[0] ?? 'ns1.lab.test' },
    serial: serialOn(zone, overrides),
  }

  function cutAbove(name: string): { owner: string; servers: string[] } | undefined {
    for (const owner of ancestors(name)) {
      if (owner === zone.origin || !isWithin(owner, zone.origin)) return undefined
      const found = records.filter((record) => record.name === owner && record.type === 'NS')
      const servers = found.flatMap(({ data }) => (data.kind === 'name' ? [data.target] : []))
      if (servers.length > 0) return { owner, servers }
    }
    return undefined
  }

  /** The owner that answers for a name: itself, or the wildcard below the closest existing ancestor (RFC 4592). */
  function ownerFor(name: string): string | undefined {
    if (all.has(name)) return name
    const closest = ancestors(name).find((above) => all.has(above))
    const wildcard = `*.${closest ?? zone.origin}`
    return owners.has(wildcard) ? wildcard : undefined
  }

  function answer(name: string, type: string): ZoneAnswer {
    const cut = cutAbove(name)
    if (cut !== undefined && !(type === 'DS' && cut.owner === name)) return { kind: 'referral', ...cut }
    if (type === 'SOA' && name === zone.origin) return { kind: 'records', records: [soa] }
    const owner = ownerFor(name)
    if (owner === undefined) return { kind: 'nxdomain' }
    if (!owners.has(owner) && zone.flags.includes('entnx')) return { kind: 'nxdomain' }
    const here = records.filter((record) => record.name === owner).map((record) => ({ ...record, name }))
    const matching = here.filter((record) => record.type === type)
    if (matching.length > 0) return { kind: 'records', records: matching }
    const alias = here.find((record) => record.type === 'CNAME')
    return alias === undefined ? { kind: 'nodata' } : { kind: 'alias', record: alias }
  }

  return { zone, soa, answer }
}
