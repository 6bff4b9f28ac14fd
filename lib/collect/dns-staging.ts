import { randomBytes } from 'node:crypto'
import { STAGING_LABELS } from '../checks/shared/common-labels'
import { isUndecided } from '../checks/shared/dns-facts'
import { dnsStaging } from '../evidence/dns-staging'
import type { DnsAnswer, DnsClient } from '../net/dns/types'
import { defineCollector } from './shared/define'
import { followAliases } from './shared/follow-aliases'

const MAX_REGISTERED = 10

function addressesIn(answer: DnsAnswer): string[] {
  return answer.records.flatMap((record) => (record.type === 'A' || record.type === 'AAAA' ? [record.address] : []))
}

async function lookAt(dns: DnsClient, name: string, registered: boolean) {
  const [aliases, v4, v6] = await Promise.all([
    followAliases(dns, name),
    dns.resolve(name, 'A'),
    dns.resolve(name, 'AAAA'),
  ])
  const status =
    v4.status === 'answer' || !isUndecided(v4.status) ? v4.status : v6.status === 'answer' ? 'answer' : v4.status
  return {
    name,
    registered,
    aliases: aliases.chain.map(({ to }) => to.toLowerCase()),
    status,
    addresses: [...addressesIn(v4), ...addressesIn(v6)].sort().slice(0, 20),
  }
}

export default defineCollector(dnsStaging, {
  needs: {},
  lane: 'dns',
  timeoutMs: 25_000,
  async collect(_needs, { target: { domain, hosts }, net: { dns } }) {
    const listed = hosts.filter(({ role }) => role === 'staging').slice(0, MAX_REGISTERED)
    if (listed.length > 0) {
      const rows = await Promise.all(listed.map(({ name }) => lookAt(dns, name, true)))
      return { domain, hosts: rows, asked: [], unanswered: [] }
    }
    const asked = STAGING_LABELS.map((label) => `${label}.${domain}`)
    const [random, ...rows] = await Promise.all([
      lookAt(dns, `lr-${randomBytes(8).toString('hex')}.${domain}`, false),
      ...asked.map((name) => lookAt(dns, name, false)),
    ])
    if (isUndecided(random.status)) return { domain, hosts: [], asked, unanswered: asked }
    // A catch-all record answers every name, so such an answer says nothing about a staging copy.
    const isInvented = (row: (typeof rows)[number]): boolean =>
      random.addresses.length > 0 && row.addresses.every((address) => random.addresses.includes(address))
    return {
      domain,
      hosts: rows.filter((row) => (row.addresses.length > 0 || row.aliases.length > 0) && !isInvented(row)),
      asked,
      unanswered: rows.filter(({ status }) => isUndecided(status)).map(({ name }) => name),
    }
  },
})
