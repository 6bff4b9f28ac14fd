import type { Exhibit, Finding, Fix, Impact } from '../../engine/finding'
import type { Immutable } from '../../engine/immutable'
import type { Say } from '../../engine/say'
import { host as hostSubject } from '../../engine/subject'
import type { DnsHost } from '../../evidence/dns-hosts'
import { isUndecided, statusWords } from './dns-facts'

type Host = Immutable<DnsHost>

export type HostVerdict =
  | { kind: 'resolves'; v4: number; v6: number }
  | { kind: 'only-v6' }
  | { kind: 'mixed'; inside: string[] }
  | { kind: 'inside'; inside: string[] }
  | { kind: 'loop' | 'endless' }
  | { kind: 'dead-alias'; target: string }
  | { kind: 'missing' }
  | { kind: 'published' }
  | { kind: 'dnssec' }
  | { kind: 'undecided'; reason: string }

function decideMissing(host: Host): HostVerdict {
  if (host.v4.absence === 'present' || host.v6.absence === 'present') return { kind: 'published' }
  if (host.v4.absence === 'undecided' || host.v6.absence === 'undecided') {
    return { kind: 'undecided', reason: 'its name servers did not confirm that the record is missing' }
  }
  return host.chain.length > 0 ? { kind: 'dead-alias', target: host.finalName } : { kind: 'missing' }
}

/**
 * What the DNS facts of a host mean: a host resolves with at least one public address at the end of
 * its aliases; it is missing only where the authority confirmed it.
 */
export function hostVerdict(host: Host): HostVerdict {
  const all = [...host.v4.addresses, ...host.v6.addresses]
  const inside = all.filter((entry) => entry.class !== 'public').map((entry) => entry.address)
  if (host.chainEnd === 'loop') return { kind: 'loop' }
  const open = [host.v4, host.v6].find((family) => isUndecided(family.status))
  if (all.length > 0) {
    // The family we could not read may hold the public address.
    if (inside.length === all.length && open !== undefined)
      return { kind: 'undecided', reason: `the name server ${statusWords(open.status)}` }
    if (inside.length === all.length) return { kind: 'inside', inside }
    if (inside.length > 0) return { kind: 'mixed', inside }
    if (host.v4.addresses.length === 0 && !isUndecided(host.v4.status)) return { kind: 'only-v6' }
    return { kind: 'resolves', v4: host.v4.addresses.length, v6: host.v6.addresses.length }
  }
  // Resolvers that give up on a long chain say SERVFAIL.
  if (host.chainEnd === 'too-long' && (open === undefined || open.status === 'servfail')) return { kind: 'endless' }
  if (host.answersWithoutValidation === true) return { kind: 'dnssec' }
  if (open !== undefined) return { kind: 'undecided', reason: `the name server ${statusWords(open.status)}` }
  return decideMissing(host)
}

/** Aliases and addresses of a host, as they were answered. */
export function hostExhibit(host: Host): Exhibit {
  const aliases = host.chain.map((hop) => `${hop.from} ${hop.ttl} CNAME ${hop.to}`)
  const addresses = [
    ...host.v4.addresses.map((entry) => `${host.finalName} ${entry.ttl} A ${entry.address}`),
    ...host.v6.addresses.map((entry) => `${host.finalName} ${entry.ttl} AAAA ${entry.address}`),
  ]
  const note = [host.v4.ede, host.v6.ede].filter((text) => text !== undefined).join('; ')
  return {
    kind: 'dns',
    title: `Addresses of ${host.name}`,
    question: { name: host.name, type: 'A, AAAA' },
    status: `A ${host.v4.status}, AAAA ${host.v6.status}`,
    records: [...aliases, ...addresses],
    ...(note === '' ? {} : { note }),
  }
}

/** Public IPv4 addresses of a host: what a sibling's record would be copied from. */
export function publicAddresses(host: Host | undefined): { type: 'A' | 'AAAA'; value: string }[] {
  if (host === undefined) return []
  const pick = (family: Host['v4'], type: 'A' | 'AAAA') =>
    family.addresses.filter((entry) => entry.class === 'public').map((entry) => ({ type, value: entry.address }))
  return [...pick(host.v4, 'A'), ...pick(host.v6, 'AAAA')]
}

/** What every check on the address of a host can say; each check adds its own. */
export const HOST_MESSAGES = {
  ok: '{host} has {count:public address|public addresses}',
  onlyIpv6: '{host} can only be reached over IPv6; many visitors have none',
  mixed: 'Some visitors cannot open {host}: internal address {address}',
  inside: 'Nobody outside can open {host}: internal address {address}',
  missing: 'Nobody can open {host}: it has no address',
  dead: 'Nobody can open {host}: its alias {target} has no address',
  loop: 'Nobody can open {host}: its aliases go round in a circle',
  endless: 'Nobody can open {host}: it needs too many aliases to reach an address',
  published: '{host} is published, but resolvers still remember that it was missing',
  dnssec: 'Many visitors cannot open {host}: its DNSSEC signatures do not fit',
  undecided: 'We could not tell where {host} points: {reason}',
  waiting: '{host} waits for the domain itself, which does not resolve',
} as const

type HostCase = {
  host: Host
  /** State of the domain as a whole; where it is broken, its hosts are not judged one by one. */
  domain: 'exists' | 'nxdomain' | 'servfail' | 'unknown'
  /** Its place in the evidence `dns.hosts`. */
  index: number
  /** The verdict where the host does not resolve. */
  broken: 'fail' | 'warn'
  impact: Impact
  fix: Fix
}

/** One finding about one host, in the words of `HOST_MESSAGES`. */
export function judgeHost(
  say: Say<typeof HOST_MESSAGES>,
  { host, domain, index, broken, impact, fix }: HostCase,
): Finding {
  const at = {
    subject: hostSubject(host.name),
    refs: [`dns.hosts#/hosts/${index}`],
    exhibits: [hostExhibit(host)],
    impact,
  }
  const params = { host: host.name }
  const verdict = hostVerdict(host)
  if (verdict.kind !== 'resolves' && (domain === 'nxdomain' || domain === 'servfail')) {
    return say.unknown('waiting', params, at)
  }
  switch (verdict.kind) {
    case 'resolves':
      return say.pass('ok', { ...params, count: verdict.v4 + verdict.v6 }, at)
    case 'only-v6':
      return say.warn('onlyIpv6', params, { ...at, fix, impact: 'medium' })
    case 'mixed':
      return say.warn('mixed', { ...params, address: verdict.inside.join(', ') }, { ...at, fix, impact: 'high' })
    case 'inside':
      return say[broken]('inside', { ...params, address: verdict.inside.join(', ') }, { ...at, fix })
    case 'missing':
      return say[broken]('missing', params, { ...at, fix })
    case 'dead-alias':
      return say[broken]('dead', { ...params, target: verdict.target }, { ...at, fix })
    case 'loop':
    case 'endless':
      return say[broken](verdict.kind, params, { ...at, fix })
    case 'published':
      return say.pass('published', params, at)
    case 'dnssec':
      return say.unknown('dnssec', params, at)
    case 'undecided':
      return say.unknown('undecided', { ...params, reason: verdict.reason }, at)
  }
}
