import { dnsDelegation } from '../../evidence/dns-delegation'
import { dnsRegistration } from '../../evidence/dns-registration'
import type { WebChain } from '../../evidence/web-chain'
import { webEdge } from '../../evidence/web-edge'
import { webEntry } from '../../evidence/web-entry'
import { capitalised, type Draft, draft, factOf, listed, type MapReader, missing } from './read'
import type { MapView } from './types'

function hostOf(url: string): string {
  return URL.parse(url)?.hostname.replace(/\.$/, '') ?? ''
}

function endHost(chain: WebChain | null | undefined): string | undefined {
  return chain?.end === 'final' ? hostOf(chain.finalUrl) : undefined
}

/** The host visitors of the domain end on: what the project says, else what the last audit saw, else the domain. */
export function mainHost({ target }: MapView, reader: MapReader): string {
  if (target.canonicalHost !== undefined) return target.canonicalHost
  const entry = reader.read(webEntry)
  const row = entry.ok ? entry.value.hosts.find(({ host }) => host === target.domain) : undefined
  const end = endHost(row?.https) ?? endHost(row?.http)
  const isOwn = end === target.domain || end?.endsWith(`.${target.domain}`) === true
  return end !== undefined && isOwn ? end : target.domain
}

/** Where people who type the domain end. */
export function addressNode({ target }: MapView, reader: MapReader): Draft {
  const entry = reader.read(webEntry)
  if (!entry.ok) return missing('address', entry)
  const { domain } = target
  const row = entry.value.hosts.find(({ host }) => host === domain)
  const chain = row?.https ?? row?.http ?? null
  if (row === undefined || chain === null) {
    const isGone = row?.state === 'no-address'
    return isGone
      ? draft('address', entry.source, {
          state: 'none',
          sentence: `People type ${domain}, but the name has no address.`,
          fact: 'none',
        })
      : missing('address', { why: `We could not open ${domain}`, source: entry.source })
  }
  const because = chain.hops
    .slice(0, 4)
    .map(({ url, status, error }) => `${url} → ${status ?? error?.code ?? 'no answer'}`)
  const end = endHost(chain)
  if (end === undefined) {
    if (chain.error !== null && chain.error.fault !== 'target')
      return missing('address', { why: `We could not open ${domain}`, source: entry.source })
    const sentence = `People type ${domain}, but no page answers there.`
    return draft('address', entry.source, { state: 'none', sentence, because, fact: 'none' })
  }
  const sentence = end === domain ? `People type ${domain} and stay there.` : `People type ${domain} and end on ${end}.`
  return draft('address', entry.source, { state: 'seen', value: end, sentence, because, fact: end })
}

/** Who the domain is registered with, as the registry tells it. */
export function registrarNode({ target: { domain } }: MapView, reader: MapReader): Draft {
  const registration = reader.read(dnsRegistration)
  if (!registration.ok) return missing('registrar', registration)
  const { value, source } = registration
  if (value.outcome === 'found' && value.registrar !== undefined && value.registrar.trim() !== '') {
    const until = value.expires?.slice(0, 10)
    return draft('registrar', source, {
      state: 'seen',
      value: value.registrar,
      sentence: `The domain is registered at ${value.registrar}${until === undefined ? '' : ` until ${until}`}.`,
      because: [
        `Registry (RDAP): registrar ${value.registrar}`,
        ...value.status.slice(0, 1).map((one) => `status ${one}`),
      ],
      fact: value.registrar.toLowerCase(),
    })
  }
  if (value.outcome === 'rate-limited' || value.outcome === 'failed')
    return missing('registrar', { why: 'The registry did not answer us', source })
  const sentence =
    value.outcome === 'not-found'
      ? `The registry does not know ${domain}.`
      : 'The registry does not tell where the domain is registered.'
  return draft('registrar', source, { state: 'unknown', sentence })
}

/** Who answers for the zone, by the names of its name servers. */
export function dnsNode({ target: { domain }, operators }: MapView, reader: MapReader): Draft {
  const delegation = reader.read(dnsDelegation)
  const edge = reader.read(webEdge)
  const listedAbove = delegation.ok
    ? [delegation.value.parentNs, delegation.value.childNs].find((ns) => ns.length > 0)
    : []
  const byResolver = edge.ok ? edge.value.nameServers : []
  const nameServers = (listedAbove ?? []).length > 0 ? (listedAbove ?? []) : byResolver
  const source = (listedAbove ?? []).length > 0 || !edge.ok ? delegation.source : edge.source
  if (nameServers.length === 0) {
    if (!delegation.ok) return missing('dns', delegation)
    if (delegation.value.status === 'found')
      return draft('dns', source, { state: 'none', sentence: `No name server is listed for ${domain}.`, fact: 'none' })
    return missing('dns', { why: 'The name servers could not be read', source })
  }
  const names = nameServers.map((name) => name.toLowerCase().replace(/\.$/, ''))
  const because = names.map((name) => `NS ${name}`)
  const own = names.filter((name) => name === domain || name.endsWith(`.${domain}`))
  const known = [...new Set(names.flatMap((name) => operators.dnsHost(name) ?? []))]
  const rest = names.filter((name) => operators.dnsHost(name) === undefined && !own.includes(name))
  const guessed = [...new Set(rest.map(operators.registrable))]
  const all = [...known, ...(own.length > 0 ? ['your own name servers'] : []), ...guessed]
  return draft('dns', source, {
    state: guessed.length > 0 ? 'guess' : 'seen',
    value: capitalised(listed(all)),
    sentence:
      guessed.length > 0 ? `DNS is at ${listed(all)}, going by the names of its servers.` : `DNS is at ${listed(all)}.`,
    because,
    fact: factOf(all),
  })
}
