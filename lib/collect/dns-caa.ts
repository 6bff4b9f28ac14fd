import { type CaaHost, type CaaLevel, dnsCaa } from '../evidence/dns-caa'
import type { DnsClient } from '../net/dns/types'
import { defineCollector } from './shared/define'

const MAX_LEVELS = 10
/** As many as one answer is read for: an authority that is left out would look as if it were forbidden. */
const MAX_RECORDS = 200

async function levelOf(dns: DnsClient, name: string): Promise<CaaLevel> {
  const answer = await dns.resolve(name, 'CAA')
  const alias = answer.cnameChain.at(-1)?.target
  return {
    name,
    status: answer.status,
    ...(alias === undefined ? {} : { alias }),
    records: answer.records
      .flatMap((record) =>
        record.type === 'CAA'
          ? [{ critical: record.critical, tag: record.tag.slice(0, 60), value: record.value.slice(0, 500) }]
          : [],
      )
      .slice(0, MAX_RECORDS),
  }
}

/** Climbs from the host to its top-level domain; the level above a host is read too, wildcard certificates start there. */
async function climb(dns: DnsClient, host: string): Promise<CaaHost> {
  const labels = host.split('.')
  const levels: CaaLevel[] = []
  for (let index = 0; index < labels.length && levels.length < MAX_LEVELS; index += 1) {
    const level = await levelOf(dns, labels.slice(index).join('.'))
    levels.push(level)
    if (level.records.length > 0 && index > 0) break
    if (level.status !== 'answer' && level.status !== 'nodata' && level.status !== 'nxdomain') break
  }
  return { host, levels }
}

export default defineCollector(dnsCaa, {
  needs: {},
  lane: 'dns',
  timeoutMs: 25_000,
  async collect(_needs, { target, net: { dns } }) {
    const names = [...new Set([target.domain, ...target.hosts.map((host) => host.name)])]
    return { domain: target.domain, hosts: await Promise.all(names.map((name) => climb(dns, name))) }
  },
})
