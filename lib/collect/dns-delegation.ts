import { dnsDelegation } from '../evidence/dns-delegation'
import type { Authority, AuthorityServer, DnsAnswer, DnsClient } from '../net/dns/types'
import { defineCollector } from './shared/define'

type Verdict = 'good' | 'lame' | 'silent' | 'not-contacted'
type Reason = 'internal' | 'no-route' | 'budget'

const SILENT = new Set(['timeout', 'network', 'truncated'])
/** What the system says where our own network has no way to an address, as most do for IPv6. */
const NO_ROUTE = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'])

/** Why a server was not asked, where that is no fault of the server. */
function ownReason({ refusedClass, soa }: AuthorityServer): Reason | undefined {
  if (refusedClass !== undefined || soa === undefined) return 'internal'
  if (soa.status === 'budget') return 'budget'
  const isOurs = soa.attempts.length > 0 && soa.attempts.every(({ outcome }) => NO_ROUTE.has(outcome))
  return soa.status === 'network' && isOurs ? 'no-route' : undefined
}

function judgeServer(server: AuthorityServer, zone: string): Verdict {
  if (server.soa === undefined || ownReason(server) !== undefined) return 'not-contacted'
  if (SILENT.has(server.soa.status)) return 'silent'
  const owner = server.soa.records.find((record) => record.type === 'SOA')?.name.toLowerCase()
  return server.soa.status === 'answer' && server.soa.aa && owner === zone.toLowerCase() ? 'good' : 'lame'
}

async function answersOverTcp(dns: DnsClient, address: string, zone: string): Promise<boolean | undefined> {
  const first = await dns.askServer(address, zone, 'SOA', { tcp: true })
  // A busy path loses one connection; a closed port loses every one.
  const isSilent = first.status === 'timeout'
  const answer = isSilent ? await dns.askServer(address, zone, 'SOA', { tcp: true, fresh: true }) : first
  return answer.status === 'budget' ? undefined : answer.status === 'answer'
}

async function serverRow(dns: DnsClient, server: AuthorityServer, zone: string) {
  const verdict = judgeServer(server, zone)
  const reason = ownReason(server)
  const tcp = verdict === 'good' ? await answersOverTcp(dns, server.address, zone) : undefined
  return {
    ns: server.ns,
    address: server.address,
    listedBy: server.listedBy,
    verdict,
    ...(reason === undefined ? {} : { reason }),
    ...(server.soa === undefined ? {} : { status: server.soa.status, aa: server.soa.aa, ms: server.soa.ms }),
    ...(tcp === undefined ? {} : { tcp }),
  }
}

/** Only a server of the zone above may say that it lists nobody. */
function parentStatusOf({ parentAnswer }: Authority): { parentStatus?: DnsAnswer['status'] } {
  if (parentAnswer === undefined || (!parentAnswer.aa && parentAnswer.status !== 'referral')) return {}
  return { parentStatus: parentAnswer.status }
}

function addressesIn(answer: DnsAnswer): string[] {
  return answer.records.flatMap((record) => (record.type === 'A' || record.type === 'AAAA' ? [record.address] : []))
}

async function staleGlueOf(dns: DnsClient, authority: Authority) {
  const rows = await Promise.all(
    authority.glue.map(async ({ name, address }) => {
      const answer = await dns.resolve(name, address.includes(':') ? 'AAAA' : 'A')
      const actual = addressesIn(answer)
      return actual.length > 0 && !actual.includes(address) ? [{ name, glue: address, actual }] : []
    }),
  )
  return rows.flat()
}

export default defineCollector(dnsDelegation, {
  needs: {},
  lane: 'dns',
  timeoutMs: 30_000,
  async collect(_needs, { target, net: { dns } }) {
    const [authority, soa] = await Promise.all([dns.authority(target.domain), dns.resolve(target.domain, 'SOA')])
    const [servers, staleGlue] = await Promise.all([
      Promise.all(authority.servers.map((server) => serverRow(dns, server, authority.zone))),
      staleGlueOf(dns, authority),
    ])
    return {
      domain: target.domain,
      status: authority.status,
      zone: authority.zone,
      parentZone: authority.parentZone,
      parentNs: authority.parentNs,
      ...parentStatusOf(authority),
      childNs: authority.childNs,
      withoutAddress: authority.withoutAddress,
      aliased: authority.aliased,
      staleGlue,
      servers,
      resolverAnswers: soa.status === 'answer' || soa.status === 'nodata',
    }
  },
})
