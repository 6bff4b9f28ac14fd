import { isWithin } from '../../checks/shared/public-suffix'
import type { RecordSet } from '../../checks/shared/zone-facts'
import type { Target } from '../../engine/target'
import type { DnsAnswer, DnsType, Rr } from '../../net/dns/types'

const MAX_HOSTS = 8
/** Hosts of which one name server tells how long their records are kept. */
const MAX_LIFETIMES = 24
const MAX_VALUES = 20
const MAX_TEXT = 1000

export type SetQuestion = { name: string; type: RecordSet['type'] }

/** Hosts below other domains are no matter of this domain's name servers. */
function ownNames({ domain, hosts }: Pick<Target, 'domain' | 'hosts'>): string[] {
  return hosts.map((host) => host.name).filter((name) => isWithin(name, domain))
}

/** The record sets a launch depends on: apex, www, the hosts of the project, mail and its protection. */
export function setQuestions({ domain, hosts }: Target): SetQuestion[] {
  const main = [domain, `www.${domain}`]
  const names = [...new Set([...main, ...ownNames({ domain, hosts }).slice(0, MAX_HOSTS)])]
  return [
    ...names.map((name): SetQuestion => ({ name, type: 'A' })),
    ...main.map((name): SetQuestion => ({ name, type: 'AAAA' })),
    { name: domain, type: 'MX' },
    { name: domain, type: 'SPF' },
    { name: `_dmarc.${domain}`, type: 'DMARC' },
  ]
}

/** The hosts after those that every name server is asked about; of these only the lifetime is read. */
export function lifetimeQuestions(target: Target): SetQuestion[] {
  return ownNames(target)
    .slice(MAX_HOSTS, MAX_LIFETIMES)
    .map((name) => ({ name, type: 'A' }))
}

/** Hosts that turned out to have no IPv4 address may have one of the other kind. */
export function ipv6Questions(sets: readonly RecordSet[]): SetQuestion[] {
  const asked = new Set(sets.filter(({ type }) => type === 'AAAA').map(({ name }) => name))
  return sets
    .filter(({ type, name, status }) => type === 'A' && status === 'nodata' && !asked.has(name))
    .map(({ name }) => ({ name, type: 'AAAA' }))
}

/** The DNS type that is asked for a set. */
export function questionType(type: RecordSet['type']): DnsType {
  return type === 'SPF' || type === 'DMARC' ? 'TXT' : type
}

const PREFIX: Partial<Record<RecordSet['type'], RegExp>> = { SPF: /^v=spf1(\s|$)/i, DMARC: /^v=dmarc1\s*(;|$)/i }

function valuesIn(record: Rr, type: RecordSet['type']): string[] {
  if (record.type === 'A' || record.type === 'AAAA') return [record.address]
  if (record.type === 'MX') return [`${record.preference} ${record.exchange.toLowerCase()}`]
  if (record.type === 'TXT' && PREFIX[type]?.test(record.text) === true) return [record.text.slice(0, MAX_TEXT)]
  return []
}

/** An answer as a comparable set; behind an alias the alias is the set, because its target is another zone's matter. */
export function recordSetOf({ name, type }: SetQuestion, answer: DnsAnswer): RecordSet {
  const alias = answer.cnameChain[0]
  if (alias !== undefined) {
    return { name, type, status: 'answer', values: [`CNAME ${alias.target.toLowerCase()}`], ttl: alias.ttl }
  }
  const found = answer.records.flatMap((record) => valuesIn(record, type).map((value) => ({ value, ttl: record.ttl })))
  const values = found
    .map(({ value }) => value)
    .sort()
    .slice(0, MAX_VALUES)
  const ttl = found.length === 0 ? undefined : Math.min(...found.map((entry) => entry.ttl))
  return { name, type, status: answer.status, values, ...(ttl === undefined ? {} : { ttl }) }
}
