import { Absent } from '../engine/collector'
import { dnsTransfer } from '../evidence/dns-transfer'
import type { AuthorityServer } from '../net/dns/types'
import { defineCollector } from './shared/define'
import { isProven } from './shared/ports'

const MAX_SERVERS = 8

/** One address of each name server, IPv4 where there is one; addresses the guard refuses are left out. */
function oneOfEach(servers: readonly AuthorityServer[]): AuthorityServer[] {
  const open = servers.filter((server) => server.refusedClass === undefined)
  const sorted = [...open].sort((a, b) => Number(a.address.includes(':')) - Number(b.address.includes(':')))
  const byName = new Map<string, AuthorityServer>()
  for (const server of sorted) if (!byName.has(server.ns.toLowerCase())) byName.set(server.ns.toLowerCase(), server)
  return [...byName.values()].sort((a, b) => a.ns.localeCompare(b.ns)).slice(0, MAX_SERVERS)
}

export default defineCollector(dnsTransfer, {
  needs: {},
  lane: 'dns',
  timeoutMs: 30_000,
  async collect(_needs, { target, ports, net: { dns } }) {
    if (!isProven(ports, target.domain)) throw new Absent('needs-permission')
    const { zone, servers } = await dns.authority(target.domain)
    // The zone above a name may belong to somebody else.
    if (zone === '' || !isProven(ports, zone)) throw new Absent('needs-permission')
    const rows = await Promise.all(
      oneOfEach(servers).map(async ({ ns, address }) => ({ ns, address, ...(await dns.transfer(address, zone)) })),
    )
    return { zone, servers: rows }
  },
})
