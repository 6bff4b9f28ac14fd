import { parseAddress } from '../checks/shared/address'
import { isUndecided } from '../checks/shared/dns-facts'
import { dnsAliases } from '../evidence/dns-aliases'
import type { DnsClient, DnsType, Rr } from '../net/dns/types'
import { defineCollector } from './shared/define'
import { followAliases } from './shared/follow-aliases'

const BESIDES: readonly DnsType[] = ['A', 'AAAA', 'MX', 'TXT', 'NS', 'SOA']

type Authority = { server: string; isZoneApex: boolean; cname?: string; more?: string[]; besides: string[] }
type Looked = { authority?: Authority; unread: string[] }

/** What the zone's own server holds at a name; resolvers hide whatever stands beside an alias. */
async function atAuthority(dns: DnsClient, name: string): Promise<Looked> {
  const [server] = await dns.serversOf(name)
  if (server === undefined) return { unread: [] }
  const answer = await dns.askServer(server, name, 'CNAME')
  if (isUndecided(answer.status)) return { unread: [] }
  const isZoneApex = (await dns.zoneOf(name)).toLowerCase() === name.toLowerCase()
  const targets = answer.records.flatMap((entry) =>
    entry.type === 'CNAME' && entry.name.toLowerCase() === name.toLowerCase() ? [entry.target] : [],
  )
  const [cname, ...others] = targets.sort()
  if (cname === undefined) return { authority: { server, isZoneApex, besides: [] }, unread: [] }
  const more = others.filter((target) => target.toLowerCase() !== cname.toLowerCase())
  const found = await Promise.all(
    BESIDES.map(async (type) => {
      const beside = await dns.askServer(server, name, type)
      const isThere = beside.records.some(
        (entry) => entry.type === type && entry.name.toLowerCase() === name.toLowerCase(),
      )
      return { type, isThere, open: isUndecided(beside.status) }
    }),
  )
  const besides = found.flatMap((entry) => (entry.isThere ? [entry.type] : []))
  const unread = found.flatMap((entry) => (entry.open ? [`${entry.type} ${name}`] : []))
  return { authority: { server, isZoneApex, cname, ...(more.length === 0 ? {} : { more }), besides }, unread }
}

type Target = { type: 'MX' | 'NS' | 'SOA'; target: string }

function targetsIn(records: readonly Rr[]): Target[] {
  const targets: Target[] = []
  for (const record of records) {
    if (record.type === 'MX' && record.exchange !== '.') targets.push({ type: 'MX', target: record.exchange })
    if (record.type === 'NS') targets.push({ type: 'NS', target: record.target })
    if (record.type === 'SOA' && record.mname !== '.') targets.push({ type: 'SOA', target: record.mname })
  }
  return targets
}

async function aliasedTargets(dns: DnsClient, domain: string): Promise<{ aliased: Target[]; unread: string[] }> {
  const [mx, ns, soa] = await Promise.all([
    dns.resolve(domain, 'MX'),
    dns.resolve(domain, 'NS'),
    dns.resolve(domain, 'SOA'),
  ])
  const targets = targetsIn([...mx.records, ...ns.records, ...soa.records])
  const aliased = await Promise.all(
    targets
      .filter(({ target }) => parseAddress(target) === undefined)
      .slice(0, 20)
      .map(async (entry) => {
        const answer = await dns.resolve(entry.target, 'CNAME')
        const isAlias = answer.records.some((record) => record.type === 'CNAME')
        return { aliased: isAlias ? [entry] : [], unread: isUndecided(answer.status) ? [`CNAME ${entry.target}`] : [] }
      }),
  )
  const open = [mx, ns, soa].flatMap((answer) => (isUndecided(answer.status) ? [`${answer.type} ${domain}`] : []))
  return {
    aliased: aliased.flatMap((entry) => entry.aliased),
    unread: [...open, ...aliased.flatMap((entry) => entry.unread)],
  }
}

export default defineCollector(dnsAliases, {
  needs: {},
  lane: 'dns',
  timeoutMs: 25_000,
  async collect(_needs, { target, net: { dns } }) {
    const names = [...new Set([target.domain, `www.${target.domain}`, ...target.hosts.map((host) => host.name)])]
    const look = async (name: string) => {
      const [aliases, { authority, unread }] = await Promise.all([followAliases(dns, name), atAuthority(dns, name)])
      const row = { name, chain: aliases.chain, end: aliases.end, ...(authority === undefined ? {} : { authority }) }
      return { row, unread }
    }
    const [looked, targets] = await Promise.all([Promise.all(names.map(look)), aliasedTargets(dns, target.domain)])
    const unread = [...looked.flatMap((entry) => entry.unread), ...targets.unread]
    return {
      domain: target.domain,
      names: looked.map((entry) => entry.row),
      aliasedTargets: targets.aliased,
      ...(unread.length === 0 ? {} : { unread }),
    }
  },
})
