import { anycastDnsHost } from '../checks/shared/dns-hosts-known'
import { type DnsDnssec, dnsDnssec } from '../evidence/dns-dnssec'
import type { Authority, DnsClient } from '../net/dns/types'
import { defineCollector } from './shared/define'
import { dsIn, keysIn, signaturesIn } from './shared/dnssec-records'

const NOT_ASKED = { status: 'network' as const, records: [] }

/** What a validating resolver says; whether it validates shows at the root, which has been signed since 2010. */
async function resolverView(dns: DnsClient, domain: string): Promise<DnsDnssec['resolver']> {
  const [answer, root] = await Promise.all([
    dns.resolve(domain, 'SOA', { dnssec: true }),
    dns.resolve('.', 'DNSKEY', { dnssec: true }),
  ])
  const ede = answer.ede.map((entry) => `${entry.code} ${entry.text}`.trim()).join('; ')
  const told = { validates: root.ad, status: answer.status, ad: answer.ad, ede: ede.slice(0, 300) }
  if (answer.status !== 'servfail') return told
  return { ...told, unchecked: (await dns.resolve(domain, 'SOA', { cd: true })).status }
}

async function atParent(dns: DnsClient, { parentAnswer, zone }: Authority): Promise<DnsDnssec['ds']> {
  if (parentAnswer === undefined) return NOT_ASKED
  const answer = await dns.askServer(parentAnswer.server, zone, 'DS', { dnssec: true })
  return { status: answer.status, records: dsIn(answer) }
}

async function atZone(dns: DnsClient, { servers, zone }: Authority): Promise<Pick<DnsDnssec, 'keys' | 'signatures'>> {
  const good = servers.filter(({ soa }) => soa?.aa === true && soa.status === 'answer')
  const server = good.find(({ address }) => !address.includes(':')) ?? good[0]
  if (server === undefined) return { keys: NOT_ASKED, signatures: [] }
  const [keys, soa] = await Promise.all([
    dns.askServer(server.address, zone, 'DNSKEY', { dnssec: true }),
    dns.askServer(server.address, zone, 'SOA', { dnssec: true }),
  ])
  return {
    keys: { status: keys.status, records: keysIn(keys, zone) },
    signatures: [...signaturesIn(soa), ...signaturesIn(keys)].slice(0, 20),
  }
}

export default defineCollector(dnsDnssec, {
  needs: {},
  lane: 'dns',
  timeoutMs: 25_000,
  async collect(_needs, { target: { domain }, net: { dns } }) {
    const [authority, resolver] = await Promise.all([dns.authority(domain), resolverView(dns, domain)])
    const [ds, zone] = await Promise.all([atParent(dns, authority), atZone(dns, authority)])
    const dnsHost = anycastDnsHost([...authority.parentNs, ...authority.childNs])
    return {
      domain,
      status: authority.status,
      zone: authority.zone,
      ds,
      ...zone,
      resolver,
      ...(dnsHost === undefined ? {} : { dnsHost }),
    }
  },
})
