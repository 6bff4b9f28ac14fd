import type { DnsClient, DnsStatus } from '../../net/dns/types'

export type ParentView = { zone: string; status: DnsStatus }

/**
 * What the servers of the zone above say about a name that a resolver calls missing: `nxdomain`
 * confirms it (RFC 8020), `referral` means that it exists and resolvers will learn of it. Undefined
 * where no such server could be asked.
 */
export async function parentView(dns: DnsClient, name: string): Promise<ParentView | undefined> {
  const [zone, servers] = await Promise.all([dns.zoneOf(name), dns.serversOf(name)])
  for (const server of servers) {
    const { status } = await dns.askServer(server, name, 'NS')
    if (status === 'nxdomain' || status === 'referral' || status === 'answer' || status === 'nodata')
      return { zone, status }
  }
  return undefined
}
