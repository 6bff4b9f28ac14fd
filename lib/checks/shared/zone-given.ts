import type { z } from 'zod'
import type { dnsDomain } from '../../evidence/dns-domain'
import type { dnsRecords } from '../../evidence/dns-records'
import type { RecordSet, ZoneSoa } from './zone-facts'

type Records = z.infer<typeof dnsRecords.schema>
type Server = Records['servers'][number]

/** A domain that exists, as `dns.domain` describes it. */
export function givenDomain(changes: Partial<z.infer<typeof dnsDomain.schema>> = {}): z.infer<typeof dnsDomain.schema> {
  return { domain: 'acme.io', status: 'exists', rounds: [], resolverInvents: false, ...changes }
}

/** Sane timers, with changes. */
export function givenSoa(changes: Partial<ZoneSoa> = {}): ZoneSoa {
  const timers = { serial: 2026110101, refresh: 7200, retry: 3600, expire: 1_209_600, minimum: 3600 }
  return { mname: 'ns1.acme.io', rname: 'hostmaster.acme.io', ttl: 604_800, ...timers, ...changes }
}

/** A record set; no value means that the server denies it. */
export function givenSet(type: RecordSet['type'], name: string, values: string[], ttl = 300): RecordSet {
  return { name, type, status: values.length > 0 ? 'answer' : 'nodata', values, ...(values.length > 0 ? { ttl } : {}) }
}

/** One answering name server. */
export function givenServer(ns: string, sets: RecordSet[] = [], changes: Partial<Server> = {}): Server {
  return { ns, address: '203.0.113.53', soa: givenSoa(), nsTtl: 3600, sets, ...changes }
}

/** The zone acme.io at the servers given. */
export function givenRecords(servers: Server[], changes: Partial<Records> = {}): Records {
  const nameServers = [...new Set(servers.map(({ ns }) => ns))]
  return { domain: 'acme.io', status: 'found', zone: 'acme.io', nameServers, servers, resolvers: [], ...changes }
}
