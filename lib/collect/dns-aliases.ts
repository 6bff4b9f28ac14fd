import { dnsAliases } from '../evidence/dns-aliases'
import type { DnsClient, DnsType, Rr } from '../net/dns/types'
import { defineCollector } from './shared/define'
import { followAliases } from './shared/follow-aliases'

const BESIDES: readonly DnsType[] = ['A', 'AAAA', 'MX', 'TXT', 'NS', 'SOA']

type Authority = { server: string; isZoneApex: boolean; cname?: string; besides: string[] }

/** What the zone's own server holds at a name; resolvers hide whatever stands beside an alias. */
async function atAuthority(dns: DnsClient, name: string): Promise<Authority | undefined> {
  const [server] = await dns.serversOf(name)
  if (server === undefined) return undefined
  const answer = await dns.askServer(server, name, 'CNAME')
  if (answer.status !== 'answer' && answer.status !== 'nodata' && answer.status !== 'nxdomain') return undefined
  const isZoneApex = (await dns.zoneOf(name)).toLowerCase() === name.toLowerCase()
  const record = answer.records.find(
    (entry) => entry.type === 'CNAME' && entry.name.toLowerCase() === name.toLowerCase(),
  )
  if (record?.type !== 'CNAME') return { server, isZoneApex, besides: [] }
  const found = await Promise.all(
    BESIDES.map(async (type) => {
      const beside = await dns.askServer(server, name, type)
      return beside.records.some((entry) => entry.type === type && entry.name.toLowerCase() === name.toLowerCase())
        ? [type]
        : []
    }),
  )
  return { server, isZoneApex, cname: record.target, besides: found.flat() }
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

async function aliasedTargets(dns: DnsClient, domain: string): Promise<Target[]> {
  const [mx, ns, soa] = await Promise.all([
    dns.resolve(domain, 'MX'),
    dns.resolve(domain, 'NS'),
    dns.resolve(domain, 'SOA'),
  ])
  const targets = targetsIn([...mx.records, ...ns.records, ...soa.records])
  const aliased = await Promise.all(
    targets.slice(0, 20).map(async (entry) => {
      const answer = await dns.resolve(entry.target, 'CNAME')
      return answer.records.some((record) => record.type === 'CNAME') ? [entry] : []
    }),
  )
  return aliased.flat()
}

export default defineCollector(dnsAliases, {
  needs: {},
  lane: 'dns',
  timeoutMs: 25_000,
  async collect(_needs, { target, net: { dns } }) {
    const names = [...new Set([target.domain, `www.${target.domain}`, ...target.hosts.map((host) => host.name)])]
    const look = async (name: string) => {
      const [aliases, authority] = await Promise.all([followAliases(dns, name), atAuthority(dns, name)])
      return { name, chain: aliases.chain, end: aliases.end, ...(authority === undefined ? {} : { authority }) }
    }
    const [looked, aliased] = await Promise.all([Promise.all(names.map(look)), aliasedTargets(dns, target.domain)])
    return { domain: target.domain, names: looked, aliasedTargets: aliased }
  },
})
