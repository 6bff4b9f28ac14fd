import { type CaaHost, type CaaLevel, dnsCaa } from '../evidence/dns-caa'
import type { DnsClient } from '../net/dns/types'
import { defineCollector } from './shared/define'

const MAX_LEVELS = 10
const MAX_HOSTS = 12
const MAX_RECORDS = 20

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
    const names = [...new Set([target.domain, ...target.hosts.map((host) => host.name)])].slice(0, MAX_HOSTS)
    return { domain: target.domain, hosts: await Promise.all(names.map((name) => climb(dns, name))) }
  },
})
