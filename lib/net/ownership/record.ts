import { randomBytes } from 'node:crypto'
import { getDomain } from 'tldts'
import { isSameName, isWithin } from '../dns/name'
import type { DnsAnswer, DnsClient } from '../dns/types'
import { type Look, type Problem, problem } from './types'

const LABEL = '_launch-ready'
const DENY = 'lr1=deny'
const MOST_SERVERS = 8
const MOST_ALIASES = 8

type Wanted = { name: string; token: string }

/** Where the record of a name stands. */
export function recordNameOf(name: string): string {
  return `${LABEL}.${name}`
}

/** What one side of DNS says: the values at the end of the aliases, or why there is none. */
type Said = {
  state: 'values' | 'none' | 'silent'
  values: string[]
  aliases: { name: string; target: string }[]
  /** Servers whose answer differs from that of the first. */
  others: { server: string; values: string[] }[]
}

const textsOf = ({ records }: DnsAnswer): string[] =>
  records.flatMap((record) => (record.type === 'TXT' ? [record.text.trim()] : []))

const isMissing = ({ status }: DnsAnswer): boolean => status === 'nodata' || status === 'nxdomain'

const hasToken = (values: readonly string[], token: string): boolean => values.includes(token)

function registrable(name: string): string {
  return getDomain(name, { allowPrivateDomains: true }) ?? name
}

/** Every server of the zone that holds `name`, each at one address, IPv4 where it has one. */
async function serversOf(dns: DnsClient, name: string): Promise<string[]> {
  const { servers } = await dns.authority(name)
  const open = servers.filter((server) => server.refusedClass === undefined)
  const sorted = [...open].sort((a, b) => Number(a.address.includes(':')) - Number(b.address.includes(':')))
  const byName = new Map<string, string>()
  for (const { ns, address } of sorted) if (!byName.has(ns.toLowerCase())) byName.set(ns.toLowerCase(), address)
  return [...byName.values()].slice(0, MOST_SERVERS)
}

/** What all servers of one zone say about one name; only answers given with authority count. */
async function askZone(dns: DnsClient, name: string): Promise<DnsAnswer[]> {
  const servers = await serversOf(dns, name)
  const answers = await Promise.all(servers.map((server) => dns.askServer(server, name, 'TXT', { fresh: true })))
  return answers.filter((answer) => answer.aa && (answer.status === 'answer' || isMissing(answer)))
}

/** Follows aliases from zone to zone, asking the servers of each. */
async function askAuthority(dns: DnsClient, start: string, token: string): Promise<Said> {
  const aliases: Said['aliases'] = []
  let name = start
  while (aliases.length <= MOST_ALIASES) {
    const answers = await askZone(dns, name)
    const [first] = answers
    if (first === undefined) return { state: 'silent', values: [], aliases, others: [] }
    // The side without the value is the one to name: it is what has to be repaired.
    const best = answers.find((answer) => hasToken(textsOf(answer), token)) ?? first
    const others = answers
      .filter((answer) => hasToken(textsOf(answer), token) !== hasToken(textsOf(best), token))
      .map((answer) => ({ server: answer.server, values: textsOf(answer) }))
    aliases.push(...best.cnameChain.map(({ name, target }) => ({ name, target })))
    const next = best.status === 'answer' ? undefined : best.cnameChain.at(-1)?.target
    const leaves = aliases.some(({ target }) => !isWithin(target, registrable(start)))
    if (next === undefined || leaves || aliases.some((alias) => isSameName(alias.name, next))) {
      const values = textsOf(best)
      return { state: values.length > 0 ? 'values' : 'none', values, aliases, others }
    }
    name = next
  }
  return { state: 'none', values: [], aliases, others: [] }
}

async function askResolver(dns: DnsClient, name: string): Promise<Said> {
  const answer = await dns.resolve(name, 'TXT', { fresh: true })
  const aliases = answer.cnameChain.map(({ name, target }) => ({ name, target }))
  if (answer.status !== 'answer' && !isMissing(answer)) return { state: 'silent', values: [], aliases, others: [] }
  const values = textsOf(answer)
  return { state: values.length > 0 ? 'values' : 'none', values, aliases, others: [] }
}

/** The alias by which somebody else would answer for the name. */
function foreignAlias({ aliases }: Said, name: string): string | undefined {
  return aliases.find(({ target }) => !isWithin(target, registrable(name)))?.target
}

async function explainAlias(dns: DnsClient, { name }: Wanted, target: string): Promise<Problem> {
  const neighbour = `_launch-ready-${randomBytes(6).toString('hex')}.${name}`
  const { cnameChain } = await dns.resolve(neighbour, 'CNAME')
  const { records } = await dns.resolve(neighbour, 'TXT')
  const alsoThere = cnameChain.length > 0 || records.length > 0 || (await isAlias(dns, neighbour))
  return problem(alsoThere ? 'wildcard-alias' : 'foreign-alias', { detail: target })
}

async function isAlias(dns: DnsClient, name: string): Promise<boolean> {
  const { records } = await dns.resolve(name, 'CNAME')
  return records.some((record) => record.type === 'CNAME')
}

/** Why a record that should be there is not: where people put it by mistake. */
async function explainMissing(dns: DnsClient, { name, token }: Wanted): Promise<Problem> {
  const recordName = recordNameOf(name)
  const zone = await dns.zoneOf(name)
  const [doubled, onName, itself] = await Promise.all([
    dns.resolve(`${recordName}.${zone === '' ? name : zone}`, 'TXT', { fresh: true }),
    dns.resolve(name, 'TXT', { fresh: true }),
    dns.resolve(name, 'SOA', { fresh: true }),
  ])
  if (hasToken(textsOf(doubled), token)) return problem('record-doubled', { detail: doubled.name })
  if (hasToken(textsOf(onName), token)) return problem('record-on-name')
  if (itself.status === 'nxdomain') return problem('name-missing')
  return problem('record-missing')
}

function explainValues(values: readonly string[], token: string): Problem {
  const bare = values.map((value) => value.replace(/^["'\s]+|["'\s]+$/g, ''))
  if (bare.includes(token)) return problem('quoted-value', { seen: [...values] })
  return problem('other-value', { seen: [...values] })
}

/**
 * Looks for the record that proves a name: TXT at `_launch-ready.<name>`, asked at every name server of the zone and
 * at one resolver, which must agree (compare CA/Browser Forum Baseline Requirements 3.2.2.4.7). An alias may not
 * leave the registrable domain, because whoever holds its target would answer. Other values on the name are fine.
 */
export async function lookAtRecord(dns: DnsClient, wanted: Wanted): Promise<Look> {
  const { name, token } = wanted
  const recordName = recordNameOf(name)
  if (!(await dns.direct())) return { outcome: 'undecided', problem: problem('no-direct-access') }
  const [authority, resolver] = await Promise.all([askAuthority(dns, recordName, token), askResolver(dns, recordName)])
  const foreign = foreignAlias(authority, name) ?? foreignAlias(resolver, name)
  if (foreign !== undefined) return { outcome: 'failed', problem: await explainAlias(dns, wanted, foreign) }
  if ([...authority.values, ...resolver.values].some((value) => value.toLowerCase() === DENY)) {
    const detail = `${name} asks not to be audited: the TXT record at ${recordName} says ${DENY}.`
    return { outcome: 'failed', problem: problem('declined', { detail }) }
  }
  if (authority.state === 'silent') return { outcome: 'undecided', problem: problem('servers-silent') }
  if (authority.others.length > 0) {
    const [other] = authority.others
    return {
      outcome: 'failed',
      problem: problem('servers-disagree', { seen: other?.values ?? [], detail: other?.server ?? '' }),
    }
  }
  if (authority.state === 'none') return { outcome: 'failed', problem: await explainMissing(dns, wanted) }
  if (!hasToken(authority.values, token)) return { outcome: 'failed', problem: explainValues(authority.values, token) }
  if (resolver.state === 'silent') return { outcome: 'undecided', problem: problem('resolver-silent') }
  if (!hasToken(resolver.values, token))
    return { outcome: 'undecided', problem: problem('resolver-behind', { seen: resolver.values }) }
  return { outcome: 'proven' }
}
