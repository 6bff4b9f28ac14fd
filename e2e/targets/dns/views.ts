import { ancestors, isWithin } from './names'
import { dsRecords } from './signing'
import type { ServedZone } from './zone-data'
import { serveZone } from './zone-data'
import type { Zone, ZoneRecord } from './zone-text'

export type ViewReply = {
  rcode: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED'
  aa: boolean
  answers: ZoneRecord[]
  authorities: (ZoneRecord | { soaOf: ServedZone })[]
  additionals: ZoneRecord[]
  ede?: { code: number; text: string }
}

/** How one server of the laboratory answers a question. Names arrive in lower case. */
export type View = (question: { name: string; type: string; cd: boolean }) => ViewReply

const MAX_ALIASES = 16
/** Servers that give usable answers; the others refuse, fail, stay silent or do not exist. */
const WORKING = new Set(['ns1.lab.test', 'ns2.lab.test', 'ns6.lab.test', 'parent.lab.test'])

const NOTHING: Omit<ViewReply, 'rcode'> = { aa: false, answers: [], authorities: [], additionals: [] }

export const refuseAll: View = () => ({ ...NOTHING, rcode: 'REFUSED' })
export const failAll: View = () => ({ ...NOTHING, rcode: 'SERVFAIL' })

type ZoneTable = ReadonlyMap<string, ServedZone>

function tableOf(zones: readonly Zone[], server: string): ZoneTable {
  return new Map(zones.map((zone) => [zone.origin, serveZone(zone, server)]))
}

/** Deepest zone of the table that holds the name. */
function zoneFor(table: ZoneTable, name: string): ServedZone | undefined {
  for (const above of ancestors(name)) {
    const found = table.get(above)
    if (found !== undefined) return found
  }
  return undefined
}

function addressRecords(table: ZoneTable, names: readonly string[]): ZoneRecord[] {
  return names.flatMap((name) => {
    const served = zoneFor(table, name)
    return ['A', 'AAAA'].flatMap((type) => {
      const answer = served?.answer(name, type)
      return answer?.kind === 'records' ? answer.records : []
    })
  })
}

/** A server that is authoritative for the zones that list it; it follows aliases inside its own data. */
export function authoritativeView(
  zones: readonly Zone[],
  server: string,
  options: { aa: boolean; glueFrom: readonly Zone[] },
): View {
  const table = tableOf(zones, server)
  const glueTable = tableOf(options.glueFrom, server)
  const { aa } = options

  function step(name: string, type: string, answers: ZoneRecord[]): ViewReply {
    const served = zoneFor(table, name)
    if (served === undefined) {
      return answers.length === 0 ? refuseAll({ name, type, cd: false }) : { ...NOTHING, rcode: 'NOERROR', aa, answers }
    }
    const told = served.answer(name, type)
    if (told.kind === 'records') return { ...NOTHING, rcode: 'NOERROR', aa, answers: [...answers, ...told.records] }
    if (told.kind === 'referral') {
      const authorities: ZoneRecord[] = told.servers.map((target) => ({
        name: told.owner,
        ttl: 3600,
        type: 'NS',
        data: { kind: 'name', target },
      }))
      return { rcode: 'NOERROR', aa: false, answers, authorities, additionals: addressRecords(glueTable, told.servers) }
    }
    if (told.kind === 'alias') {
      const chain = [...answers, told.record]
      const next = told.record.data.kind === 'name' ? told.record.data.target : ''
      const isLoop = answers.some((record) => record.name === next) || next === name || chain.length >= MAX_ALIASES
      return isLoop ? { ...NOTHING, rcode: 'NOERROR', aa, answers: chain } : step(next, type, chain)
    }
    const rcode = told.kind === 'nxdomain' ? 'NXDOMAIN' : 'NOERROR'
    return { ...NOTHING, rcode, aa, answers, authorities: [{ soaOf: served }] }
  }

  /** The whole zone (RFC 5936), where the zone text gives it away; one message is enough for a laboratory. */
  function transfer(name: string): ViewReply {
    const served = table.get(name)
    if (served === undefined || !served.zone.flags.includes('axfr')) return refuseAll({ name, type: 'AXFR', cd: false })
    return { ...NOTHING, rcode: 'NOERROR', aa, answers: [served.soa, ...served.zone.records, served.soa] }
  }

  return ({ name, type }) => (type === 'AXFR' ? transfer(name) : step(name, type, []))
}

function isBroken(servers: readonly string[]): boolean {
  return !servers.some((server) => WORKING.has(server))
}

/** What resolvers show for a name that has an alias beside other data: the alias wins. */
function hidden(served: ServedZone, name: string, type: string) {
  const alias = type === 'SOA' || type === 'NS' || type === 'CNAME' ? undefined : served.answer(name, 'CNAME')
  const record = alias?.kind === 'records' ? alias.records[0] : undefined
  return record === undefined ? served.answer(name, type) : { kind: 'alias' as const, record }
}

/** A recursive resolver over all delegated zones of the laboratory. It validates: zones with the flag `bogus` fail. */
export function recursiveView(zones: readonly Zone[]): View {
  const delegated = zones.filter((zone) => zone.parent.length > 0)
  const table = tableOf(delegated, 'recursive')
  const fail = (code: number, text: string): ViewReply => ({ ...NOTHING, rcode: 'SERVFAIL', ede: { code, text } })

  function step(name: string, type: string, cd: boolean, answers: ZoneRecord[]): ViewReply {
    const served = zoneFor(table, name)
    const isOutside = served === undefined || (served.zone.flags.includes('closed') && served.zone.origin !== name)
    if (isOutside) return { ...NOTHING, rcode: 'REFUSED' }
    if (isBroken(served.zone.parent)) return fail(22, 'no reachable authority')
    if (served.zone.flags.includes('bogus') && !cd) return fail(9, 'DNSKEY missing')
    const told = hidden(served, name, type)
    if (told.kind === 'records') return { ...NOTHING, rcode: 'NOERROR', answers: [...answers, ...told.records] }
    if (told.kind === 'referral')
      return isBroken(told.servers) ? fail(22, 'no reachable authority') : { ...NOTHING, rcode: 'NOERROR', answers }
    if (told.kind === 'alias') {
      const next = told.record.data.kind === 'name' ? told.record.data.target : ''
      const isLoop = answers.some((record) => record.name === next) || next === name || answers.length >= MAX_ALIASES
      return isLoop ? fail(0, 'alias loop') : step(next, type, cd, [...answers, told.record])
    }
    const rcode = told.kind === 'nxdomain' ? 'NXDOMAIN' : 'NOERROR'
    return { ...NOTHING, rcode, answers, authorities: [{ soaOf: served }] }
  }

  return ({ name, type, cd }) => step(name, type, cd, [])
}

/** The top of the tree: root and top-level domains, with a delegation for each zone below them. */
export function parentZones(zones: readonly Zone[], server: string): Zone[] {
  const tops = [...new Set(zones.map((zone) => zone.origin.split('.').at(-1) ?? ''))]
  const soa = { serial: 2026080101, refresh: 1800, retry: 900, expire: 604_800, minimum: 900 }
  const base = { ns: [server], parent: [server], soa, settings: {}, expectations: [], faults: [], overrides: [] }
  const delegations = (top: string) =>
    zones
      .filter((zone) => isWithin(zone.origin, top) && zone.parent.length > 0 && isDirectChild(zone, top, zones))
      .flatMap((zone) => [
        ...zone.parent.map((target): ZoneRecord => nsRecord(zone.origin, target)),
        ...dsRecords(zone),
      ])
  // Only `.test` belongs to the laboratory as a whole; elsewhere nothing is known about other names.
  const flagsOf = (top: string) => (top === 'test' ? [] : ['closed'])
  return [
    { ...base, origin: '.', flags: ['closed', 'signed'], records: tops.map((top) => nsRecord(top, server)) },
    ...tops.map((top) => ({ ...base, origin: top, flags: flagsOf(top), records: delegations(top) })),
  ]
}

function nsRecord(name: string, target: string): ZoneRecord {
  return { name, ttl: 3600, type: 'NS', data: { kind: 'name', target } }
}

/** Whether no other zone of the laboratory lies between the zone and the top. */
function isDirectChild(zone: Zone, top: string, zones: readonly Zone[]): boolean {
  const between = ancestors(zone.origin).slice(1)
  const other = between.find((name) => name === top || zones.some((candidate) => candidate.origin === name))
  return other === top
}
