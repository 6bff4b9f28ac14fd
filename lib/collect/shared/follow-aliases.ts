import type { DnsClient } from '../../net/dns/types'

const MAX_HOPS = 10

export type Aliases = {
  chain: { from: string; to: string; ttl: number }[]
  end: 'end' | 'loop' | 'too-long' | 'unknown'
}

/** Follows CNAME records one question at a time (RFC 1034 section 3.6.2), at most ten. */
export async function followAliases(dns: DnsClient, name: string): Promise<Aliases> {
  const chain: Aliases['chain'] = []
  const seen = new Set([name.toLowerCase()])
  let from = name
  while (chain.length < MAX_HOPS) {
    const answer = await dns.resolve(from, 'CNAME')
    const record = answer.records.find((entry) => entry.type === 'CNAME')
    if (record?.type !== 'CNAME') {
      const isEnd = answer.status === 'answer' || answer.status === 'nodata' || answer.status === 'nxdomain'
      return { chain, end: isEnd ? 'end' : 'unknown' }
    }
    chain.push({ from, to: record.target, ttl: record.ttl })
    const key = record.target.toLowerCase()
    if (seen.has(key)) return { chain, end: 'loop' }
    seen.add(key)
    from = record.target
  }
  return { chain, end: 'too-long' }
}
