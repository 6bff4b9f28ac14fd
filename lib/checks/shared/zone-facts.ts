import { z } from 'zod'
import type { Immutable } from '../../engine/immutable'
import { dnsStatusSchema } from './dns-facts'
import { knownDnsHost } from './dns-hosts-known'
import { providerOfAddress } from './edge/detect'
import { EDGE_PROVIDERS } from './edge/providers'
import { isWithin, registrableDomain } from './public-suffix'

/** One record set as one server holds it: comparable texts, order and TTL left out of them. */
export const recordSetSchema = z.object({
  name: z.string(),
  type: z.enum(['A', 'AAAA', 'MX', 'SPF', 'DMARC']),
  status: dnsStatusSchema,
  /** The first alias stands for the whole set where there is one: `CNAME www.acme.io`. */
  values: z.array(z.string()),
  ttl: z.number().optional(),
})

export const soaSchema = z.object({
  mname: z.string(),
  rname: z.string(),
  serial: z.number(),
  refresh: z.number(),
  retry: z.number(),
  expire: z.number(),
  minimum: z.number(),
  ttl: z.number(),
})

export type RecordSet = z.infer<typeof recordSetSchema>
export type ZoneSoa = z.infer<typeof soaSchema>

type ServerSets = Immutable<{ ns: string; address: string; serial?: number | undefined; sets: RecordSet[] }>

export type Disagreement =
  | { kind: 'serial'; serials: { ns: string; address: string; serial: number }[] }
  | {
      kind: 'denied' | 'differs' | 'same-provider'
      name: string
      type: RecordSet['type']
      holders: { ns: string; values: readonly string[] }[]
    }

function hasAnswered(set: Immutable<RecordSet>): boolean {
  return set.status === 'answer' || set.status === 'nodata' || set.status === 'nxdomain'
}

/** The network or platform a value of an address set belongs to; undefined for servers of nobody in particular. */
export function providerOfValue(value: string): string | undefined {
  const alias = value.startsWith('CNAME ') ? value.slice(6) : undefined
  if (alias === undefined) return providerOfAddress(value)
  return EDGE_PROVIDERS.find((provider) => provider.aliases.some((suffix) => isWithin(alias, suffix)))?.id
}

function isOneProvider(values: readonly string[]): boolean {
  const providers = new Set(values.map(providerOfValue))
  return providers.size === 1 && !providers.has(undefined)
}

function disagreementOn(key: string, servers: readonly ServerSets[]): Disagreement[] {
  const found = servers.flatMap(({ ns, sets }) => {
    const set = sets.find((entry) => `${entry.type} ${entry.name}` === key)
    return set !== undefined && hasAnswered(set) ? [{ ns, set }] : []
  })
  const [first] = found
  if (first === undefined || new Set(found.map(({ set }) => set.values.join('\n'))).size < 2) return []
  const { name, type } = first.set
  const holders = found.map(({ ns, set }) => ({ ns, values: set.values }))
  if (holders.some(({ values }) => values.length === 0)) return [{ kind: 'denied', name, type, holders }]
  const isSplit = (type === 'A' || type === 'AAAA') && isOneProvider(holders.flatMap(({ values }) => values))
  return [{ kind: isSplit ? 'same-provider' : 'differs', name, type, holders }]
}

/**
 * Where servers of one zone hold different data. Serials are compared only where one operator runs
 * all of them (`comparableSerials`): two operators count on their own (RFC 1034 section 4.3.5).
 */
export function disagreements(servers: readonly ServerSets[], comparableSerials: boolean): Disagreement[] {
  const keys = [...new Set(servers.flatMap(({ sets }) => sets.map(({ type, name }) => `${type} ${name}`)))]
  const serials = servers.flatMap(({ ns, address, serial }) => (serial === undefined ? [] : [{ ns, address, serial }]))
  const differ = comparableSerials && new Set(serials.map(({ serial }) => serial)).size > 1
  return [
    ...(differ ? [{ kind: 'serial' as const, serials }] : []),
    ...keys.flatMap((key) => disagreementOn(key, servers)),
  ]
}

type ServerRow = Immutable<{ ns: string; address: string; soa?: ZoneSoa | undefined; sets: RecordSet[] }>

/** Servers as `disagreements` wants them. */
export function comparableServers(servers: readonly ServerRow[]): ServerSets[] {
  return servers.flatMap(({ ns, address, soa, sets }) =>
    soa === undefined ? [] : [{ ns, address, serial: soa.serial, sets }],
  )
}

/** Whether one operator runs all name servers, so that their serials must agree. */
export function areSerialsComparable(nameServers: readonly string[]): boolean {
  return new Set(nameServers.map((name) => knownDnsHost(name) ?? registrableDomain(name.toLowerCase()))).size === 1
}

/** Whether a second look asked and got an answer about everything that differed at the first. */
export function wasAnsweredAgain(first: readonly Disagreement[], second: readonly ServerSets[]): boolean {
  return first.every((entry) => {
    if (entry.kind === 'same-provider') return true
    if (entry.kind === 'serial') return second.every(({ serial }) => serial !== undefined)
    return entry.holders.every(({ ns }) =>
      second.some(
        (server) =>
          server.ns === ns &&
          server.sets.some((set) => set.name === entry.name && set.type === entry.type && hasAnswered(set)),
      ),
    )
  })
}
