import { randomBytes } from 'node:crypto'
import { parseAddress } from '../checks/shared/address'
import { isUndecided } from '../checks/shared/dns-facts'
import type { TargetHost } from '../engine/target'
import { type DnsHost, dnsHosts } from '../evidence/dns-hosts'
import type { DnsAnswer, DnsClient } from '../net/dns/types'
import type { Net } from '../net/types'
import { defineCollector } from './shared/define'
import { followAliases } from './shared/follow-aliases'

const MAX_OTHERS = 5

type Family = DnsHost['v4']
type Other = 'mail-server' | 'name-server' | 'mail-policy' | 'localhost'

/** Names nobody need have; a catch-all record answers for them too. */
const MAY_BE_MISSING: ReadonlySet<Other> = new Set(['mail-policy', 'localhost'])

function addressesOf(answer: DnsAnswer, net: Net): { address: string; class: string; ttl: number }[] {
  return answer.records.flatMap((record) =>
    record.type === 'A' || record.type === 'AAAA'
      ? [{ address: record.address, class: net.addressClass(record.address), ttl: record.ttl }]
      : [],
  )
}

async function familyOf(net: Net, name: string, type: 'A' | 'AAAA'): Promise<Family> {
  const answer = await net.dns.resolve(name, type)
  const ede = answer.ede.map((entry) => `${entry.code} ${entry.text}`.trim()).join('; ')
  return {
    status: answer.status,
    addresses: addressesOf(answer, net),
    ...(ede === '' ? {} : { ede: ede.slice(0, 300) }),
  }
}

function isMissing(family: Family): boolean {
  return (
    family.status === 'nodata' ||
    family.status === 'nxdomain' ||
    (family.status === 'answer' && family.addresses.length === 0)
  )
}

async function confirmMissing(dns: DnsClient, name: string, v4: Family, v6: Family): Promise<[Family, Family]> {
  if (!isMissing(v4) || !isMissing(v6)) return [v4, v6]
  const [first, second] = await Promise.all([dns.confirmAbsent(name, 'A'), dns.confirmAbsent(name, 'AAAA')])
  return [
    { ...v4, absence: first.outcome },
    { ...v6, absence: second.outcome },
  ]
}

async function answersUnvalidated(dns: DnsClient, name: string): Promise<boolean> {
  const answer = await dns.resolve(name, 'A', { cd: true })
  if (answer.status !== 'answer') return false
  // A resolver that only stumbled answers the plain question now as well.
  return (await dns.resolve(name, 'A', { fresh: true })).status === 'servfail'
}

type Wildcard = { addresses: ReadonlySet<string>; open: boolean }

/** What a name nobody can have configured answers; the addresses of a catch-all record, if there is one. */
async function wildcardOf(dns: DnsClient, above: string): Promise<Wildcard> {
  const ask = (): Promise<DnsAnswer> => dns.resolve(`lr-${randomBytes(8).toString('hex')}.${above}`, 'A')
  const first = await ask()
  const answer = isUndecided(first.status) ? await ask() : first
  return {
    addresses: new Set(answer.records.flatMap((record) => (record.type === 'A' ? [record.address] : []))),
    open: isUndecided(answer.status),
  }
}

const CONFIGURED = { byWildcard: false }

/**
 * Whether nobody configured a name. A catch-all record never covers what lies below a name that exists
 * (RFC 4592 section 3.3.1), so an invented name below it tells one that exists from one that is made up.
 */
async function byWildcardOf(
  dns: DnsClient,
  name: string,
  v4: Family,
  { domain, wildcard }: { domain: string; wildcard: Wildcard },
): Promise<Pick<DnsHost, 'byWildcard' | 'wildcardUnread'>> {
  const isAlike = v4.addresses.length > 0 && v4.addresses.every(({ address }) => wildcard.addresses.has(address))
  if (name === domain || !isAlike) return CONFIGURED
  const below = await wildcardOf(dns, name)
  if (below.open) return { byWildcard: false, wildcardUnread: true }
  return { byWildcard: [...below.addresses].some((address) => wildcard.addresses.has(address)) }
}

async function lookAt(
  net: Net,
  host: TargetHost & { registered: boolean },
  facts: { domain: string; wildcard: Wildcard; mailTargets: ReadonlySet<string> },
): Promise<DnsHost> {
  const [aliases, found4, found6] = await Promise.all([
    followAliases(net.dns, host.name),
    familyOf(net, host.name, 'A'),
    familyOf(net, host.name, 'AAAA'),
  ])
  const [v4, v6] = aliases.end === 'loop' ? [found4, found6] : await confirmMissing(net.dns, host.name, found4, found6)
  const hasAddress = v4.addresses.length + v6.addresses.length > 0
  const isBroken = v4.status === 'servfail' && v6.status === 'servfail'
  const end =
    aliases.end !== 'end'
      ? aliases.end
      : hasAddress
        ? 'addresses'
        : isMissing(v4) && isMissing(v6)
          ? 'nothing'
          : 'unknown'
  return {
    name: host.name,
    role: host.role,
    registered: host.registered,
    chain: aliases.chain,
    chainEnd: end,
    finalName: aliases.chain.at(-1)?.to ?? host.name,
    v4,
    v6,
    ...(await byWildcardOf(net.dns, host.name, v4, facts)),
    isMailTarget: facts.mailTargets.has(host.name.toLowerCase()),
    ...(isBroken && aliases.end !== 'loop'
      ? { answersWithoutValidation: await answersUnvalidated(net.dns, host.name) }
      : {}),
  }
}

/** The hosts of the project, with apex and www added where it does not list them. */
function hostsToLookAt(domain: string, hosts: readonly TargetHost[]): (TargetHost & { registered: boolean })[] {
  const listed = hosts.map((host) => ({ ...host, registered: true }))
  const known = new Set(hosts.map((host) => host.name))
  const always: TargetHost[] = [
    { name: domain, role: 'apex' },
    { name: `www.${domain}`, role: 'www' },
  ]
  return [...listed, ...always.filter((host) => !known.has(host.name)).map((host) => ({ ...host, registered: false }))]
}

async function namesOf(
  dns: DnsClient,
  domain: string,
): Promise<{ mail: string[]; servers: string[]; unread: string[] }> {
  const [mx, ns] = await Promise.all([dns.resolve(domain, 'MX'), dns.resolve(domain, 'NS')])
  return {
    mail: mx.records.flatMap((record) =>
      record.type === 'MX' && record.exchange !== '.' && parseAddress(record.exchange) === undefined
        ? [record.exchange.toLowerCase()]
        : [],
    ),
    unread: [mx, ns].flatMap((answer) => (isUndecided(answer.status) ? [`${answer.type} ${domain}`] : [])),
    servers: ns.records.flatMap((record) =>
      record.type === 'NS' && parseAddress(record.target) === undefined ? [record.target.toLowerCase()] : [],
    ),
  }
}

export default defineCollector(dnsHosts, {
  needs: {},
  lane: 'dns',
  timeoutMs: 25_000,
  async collect(_needs, { target, net }) {
    const { domain } = target
    const [wildcard, { mail, servers, unread }] = await Promise.all([
      wildcardOf(net.dns, domain),
      namesOf(net.dns, domain),
    ])
    const facts = { domain, wildcard, mailTargets: new Set(mail) }
    const other = async (name: string, kind: Other) => {
      const [v4, v6] = await Promise.all([familyOf(net, name, 'A'), familyOf(net, name, 'AAAA')])
      const addresses = [...v4.addresses, ...v6.addresses].map(({ address, class: kindOf }) => ({
        address,
        class: kindOf,
      }))
      const open = [v4, v6].some((family) => isUndecided(family.status))
      return { row: { name, kind, addresses }, unread: open && kind !== 'localhost' ? [name] : [] }
    }
    const [hosts, others] = await Promise.all([
      Promise.all(hostsToLookAt(domain, target.hosts).map((host) => lookAt(net, host, facts))),
      Promise.all([
        other(`localhost.${domain}`, 'localhost'),
        other(`mta-sts.${domain}`, 'mail-policy'),
        ...mail.slice(0, MAX_OTHERS).map((name) => other(name, 'mail-server')),
        ...servers.slice(0, MAX_OTHERS).map((name) => other(name, 'name-server')),
      ]),
    ])
    const rows = others.map((entry) => entry.row)
    const isInvented = (entry: (typeof rows)[number]): boolean =>
      MAY_BE_MISSING.has(entry.kind) && entry.addresses.every(({ address }) => wildcard.addresses.has(address))
    const missing = [...unread, ...others.flatMap((entry) => entry.unread)]
    return {
      domain,
      hosts,
      others: rows.filter((entry) => entry.addresses.length > 0 && !isInvented(entry)),
      ...(missing.length === 0 ? {} : { unread: missing }),
      ...(wildcard.open ? { wildcardOpen: true } : {}),
    }
  },
})
