import { addressQuery, listWord, testPoints } from '../checks/shared/blocklist'
import { registrableDomain } from '../checks/shared/public-suffix'
import { Absent } from '../engine/collector'
import { ifPresent } from '../engine/need'
import { dnsBlocklist } from '../evidence/dns-blocklist'
import { mailReverse } from '../evidence/mail-reverse'
import type { Blocklist, DnsClient } from '../net/dns/types'
import { defineCollector } from './shared/define'

const MAX_SUBJECTS = 10

async function ask(dns: DnsClient, name: string) {
  const answer = await dns.resolve(name, 'A')
  const addresses = answer.records.flatMap((record) => (record.type === 'A' ? [record.address] : []))
  return { status: answer.status, addresses: addresses.sort().slice(0, 10) }
}

async function rowOf(dns: DnsClient, subject: string, query: string) {
  const answer = await ask(dns, query)
  if (listWord(answer) !== 'listed') return { subject, query, ...answer }
  const told = await dns.resolve(query, 'TXT')
  const reason = told.records.flatMap((record) => (record.type === 'TXT' ? [record.text.slice(0, 300)] : []))[0]
  return { subject, query, ...answer, ...(reason === undefined ? {} : { reason }) }
}

function queriesOf({ kind, zone }: Blocklist, domains: readonly string[], addresses: readonly string[]) {
  if (kind === 'domain') return domains.map((subject) => ({ subject, query: `${subject}.${zone}` }))
  return addresses.flatMap((subject) => {
    const query = addressQuery(subject, zone)
    return query === undefined ? [] : [{ subject, query }]
  })
}

export default defineCollector(dnsBlocklist, {
  needs: { reverse: ifPresent(mailReverse) },
  lane: 'dns',
  timeoutMs: 20_000,
  async collect({ reverse }, { target, net: { dns } }) {
    if (dns.blocklists.length === 0) throw new Absent('not-relevant')
    const senders = target.sending.map((sender) => sender.domain)
    const domains = [...new Set([target.domain, ...senders].map(registrableDomain))].slice(0, MAX_SUBJECTS)
    // Servers of a sending service are shared; only those the project lists one by one are its own.
    const own = (reverse?.addresses ?? []).map(({ address }) => address)
    const lists = await Promise.all(
      dns.blocklists.map(async (entry) => {
        const points = testPoints(entry)
        const [listedTest, unlistedTest] = await Promise.all([ask(dns, points.listed), ask(dns, points.unlisted)])
        const base = { ...entry, listedTest, unlistedTest }
        // A list that does not answer its own test would only collect our questions.
        if (listWord(listedTest) !== 'listed') return { ...base, rows: [] }
        const queries = queriesOf(entry, domains, [...new Set(own)].slice(0, MAX_SUBJECTS))
        return { ...base, rows: await Promise.all(queries.map(({ subject, query }) => rowOf(dns, subject, query))) }
      }),
    )
    return { domain: target.domain, lists }
  },
})
