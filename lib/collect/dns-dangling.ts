import { randomBytes } from 'node:crypto'
import { parseAddress } from '../checks/shared/address'
import { claimableTarget, isSharedDnsHost } from '../checks/shared/claimable-targets'
import { COMMON_LABELS, STAGING_LABELS } from '../checks/shared/common-labels'
import { isUndecided } from '../checks/shared/dns-facts'
import { isWithin, registrableDomain } from '../checks/shared/public-suffix'
import type { Target } from '../engine/target'
import { dnsDangling } from '../evidence/dns-dangling'
import type { DnsAnswer, DnsClient } from '../net/dns/types'
import type { Net } from '../net/types'
import { defineCollector } from './shared/define'
import { followAliases } from './shared/follow-aliases'
import { mailNames } from './shared/outside-names'
import { parentView } from './shared/parent-view'

type Via = 'alias' | 'mail-server' | 'name-server' | 'spf' | 'dkim' | 'dmarc'
/** Name servers of a delegated name that are asked. */
const MAX_SUB_SERVERS = 4

type Status = 'resolves' | 'nxdomain' | 'unknown'

function statusOf(answers: readonly DnsAnswer[]): Status {
  if (answers.some(({ status }) => status === 'answer' || status === 'nodata')) return 'resolves'
  return answers.some(({ status }) => status === 'nxdomain') ? 'nxdomain' : 'unknown'
}

async function domainExists(dns: DnsClient, domain: string): Promise<'yes' | 'no' | 'unknown'> {
  const soa = await dns.resolve(domain, 'SOA')
  if (soa.status === 'answer' || soa.status === 'nodata') return 'yes'
  if (soa.status !== 'nxdomain') return 'unknown'
  const parent = await parentView(dns, domain)
  return parent?.status === 'nxdomain' ? 'no' : 'unknown'
}

async function hasUnclaimedPage(net: Net, name: string, page: string | undefined): Promise<boolean | undefined> {
  if (page === undefined || name.startsWith('_')) return undefined
  const exchange = await net.http.fetch({ url: `https://${name}/` })
  if (!exchange.ok || exchange.response.body.text === null) return undefined
  return exchange.response.body.text.includes(page)
}

async function referenceOf(
  net: Net,
  domain: string,
  entry: { from: string; via: Via; target: string; status: Status },
) {
  const target = entry.target.toLowerCase()
  const targetDomain = registrableDomain(target)
  const provider = claimableTarget(target)
  const isGone = entry.status === 'nxdomain'
  const isName = parseAddress(target) === undefined
  const exists = isGone && isName ? await domainExists(net.dns, targetDomain) : 'yes'
  const page =
    entry.via === 'alias' && entry.status === 'resolves'
      ? await hasUnclaimedPage(net, entry.from, provider?.page)
      : undefined
  return {
    from: entry.from,
    via: entry.via,
    target,
    status: entry.status,
    targetDomain,
    inOwnZone: isWithin(target, domain),
    domainExists: exists,
    registered: exists === 'no' ? await net.rdap.registration(targetDomain) : ('unknown' as const),
    ...(provider === undefined ? {} : { provider: { name: provider.provider, rule: provider.rule } }),
    ...(page === undefined ? {} : { unclaimedPage: page }),
  }
}

async function aliasOf(dns: DnsClient, name: string, via: Via) {
  const { chain, end } = await followAliases(dns, name)
  const target = chain.at(-1)?.to
  if (target === undefined) return { entries: [], unread: end === 'unknown' ? [name] : [] }
  if (end === 'loop') return { entries: [], unread: [] }
  if (end === 'too-long') return { entries: [], unread: [name] }
  const status = statusOf(await Promise.all([dns.resolve(target, 'A'), dns.resolve(target, 'AAAA')]))
  return { entries: [{ from: name, via, target, status }], unread: [] }
}

const NO_ZONE = { zones: [], gone: [] }

function goneServer(from: string, target: string) {
  return { from, via: 'name-server' as const, target, status: 'nxdomain' as const }
}

/** Name servers of the domain itself whose names do not exist; missing ones of its own zone are another check's matter. */
async function goneServersOf(dns: DnsClient, domain: string) {
  const { records } = await dns.resolve(domain, 'NS')
  const outside = records.flatMap((record) =>
    // An address in place of a name is the matter of another check.
    record.type === 'NS' && !isWithin(record.target, domain) && parseAddress(record.target) === undefined
      ? [record.target]
      : [],
  )
  const rows = await Promise.all(
    [...new Set(outside)].map(async (ns) => {
      const { status } = await dns.resolve(ns, 'A')
      return { gone: status === 'nxdomain' ? [goneServer(domain, ns)] : [], unread: isUndecided(status) ? [ns] : [] }
    }),
  )
  return { gone: rows.flatMap(({ gone }) => gone), unread: rows.flatMap(({ unread }) => unread) }
}

/** Server by server: does a delegated name below the domain still have a zone? */
async function subZoneOf(dns: DnsClient, domain: string, name: string) {
  const seen = await dns.resolve(name, 'A')
  if (!isUndecided(seen.status)) return { ...NO_ZONE, unread: [] }
  const [server] = await dns.serversOf(domain)
  if (server === undefined) return { ...NO_ZONE, unread: [name] }
  const referral = await dns.askServer(server, name, 'NS')
  const names = [...referral.delegation, ...referral.records].flatMap((record) =>
    record.type === 'NS' && record.name.toLowerCase() === name.toLowerCase() ? [record.target] : [],
  )
  const looked = await Promise.all(
    [...new Set(names)].slice(0, MAX_SUB_SERVERS).map(async (ns) => {
      const answer = await dns.resolve(ns, 'A')
      const [address] = answer.records.flatMap((record) => (record.type === 'A' ? [record.address] : []))
      const status = address === undefined ? 'no-address' : (await dns.askServer(address, name, 'SOA')).status
      return { ns, status, isGone: answer.status === 'nxdomain' }
    }),
  )
  const servers = looked.map(({ ns, status }) => ({ ns, status }))
  if (servers.length === 0) return { ...NO_ZONE, unread: isUndecided(referral.status) ? [name] : [] }
  const gone = looked.filter(({ isGone }) => isGone).map(({ ns }) => goneServer(name, ns))
  const isLame = servers.every(({ status }) => status === 'refused' || status === 'servfail')
  // A server whose address nobody told was never asked.
  const isOpen = servers.some(({ status }) => status === 'no-address' || status === 'timeout' || status === 'network')
  const zone = { name, servers, isLame, isOnSharedHost: servers.some(({ ns }) => isSharedDnsHost(ns)) }
  return { zones: [zone], gone, unread: isOpen && !isLame && gone.length < servers.length ? [name] : [] }
}

/** Registered hosts and common labels; the labels are left out where a catch-all record answers every name. */
async function namesToLookAt(dns: DnsClient, target: Target): Promise<string[]> {
  const { domain } = target
  const listed = [`www.${domain}`, ...target.hosts.map((host) => host.name)]
  const random = await dns.resolve(`lr-${randomBytes(8).toString('hex')}.${domain}`, 'CNAME')
  const hasWildcard = random.records.length > 0 || random.status === 'answer'
  const labels = hasWildcard ? [] : [...COMMON_LABELS, ...STAGING_LABELS, 'mta-sts']
  return [...new Set([...listed, ...labels.map((label) => `${label}.${domain}`)])].filter((name) =>
    isWithin(name, domain),
  )
}

export default defineCollector(dnsDangling, {
  needs: {},
  lane: 'dns',
  timeoutMs: 40_000,
  async collect(_needs, { target, net }) {
    const { domain } = target
    const { dns } = net
    const selectors = target.sending.flatMap((sender) =>
      (sender.selectors ?? []).map((selector) => `${selector}._domainkey.${sender.domain}`),
    )
    const [names, mail] = await Promise.all([namesToLookAt(dns, target), mailNames(dns, target)])
    const [aliases, keys, policies, outside, servers, subZones] = await Promise.all([
      Promise.all(names.map((name) => aliasOf(dns, name, 'alias'))),
      Promise.all(selectors.map((name) => aliasOf(dns, name, 'dkim'))),
      aliasOf(dns, `_dmarc.${domain}`, 'dmarc'),
      Promise.all(
        mail.names.map(async ({ type, ...entry }) => ({
          ...entry,
          status: statusOf([await dns.resolve(entry.target, type)]),
        })),
      ),
      goneServersOf(dns, domain),
      Promise.all(names.filter((name) => name !== domain).map((name) => subZoneOf(dns, domain, name))),
    ])
    const followed = [...aliases, ...keys, policies]
    const entries = [
      ...followed.flatMap((entry) => entry.entries),
      ...outside,
      ...servers.gone,
      ...subZones.flatMap((entry) => entry.gone),
    ]
    const isGone = new Set(
      subZones.flatMap(({ gone, zones }) => [
        ...gone.map(({ from }) => from),
        ...zones.flatMap((zone) => (zone.isLame ? [zone.name] : [])),
      ]),
    )
    const unread = [
      ...mail.unread,
      ...followed.flatMap((entry) => entry.unread),
      ...servers.unread,
      ...subZones.flatMap((entry) => entry.unread),
    ]
    const references = await Promise.all(entries.map((entry) => referenceOf(net, domain, entry)))
    return {
      domain,
      references,
      subZones: subZones.flatMap((entry) => entry.zones),
      ...(unread.length === 0 ? {} : { unread: [...new Set(unread)].filter((name) => !isGone.has(name)) }),
    }
  },
})
