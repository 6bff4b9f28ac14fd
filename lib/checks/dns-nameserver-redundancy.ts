import type { z } from 'zod'
import type { Exhibit, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host } from '../engine/subject'
import { dnsDelegation } from '../evidence/dns-delegation'
import { dnsDomain } from '../evidence/dns-domain'
import { networkOf } from './shared/address'
import { defineCheck } from './shared/define'
import { anycastDnsHost } from './shared/dns-hosts-known'

type Delegation = Immutable<z.infer<typeof dnsDelegation.schema>>
type Network = { ns: string; address: string; family: 4 | 6; network: string }

function namesOf(dns: Delegation): string[] {
  return [...new Set([...dns.parentNs, ...dns.childNs].map((name) => name.toLowerCase()))].sort()
}

function networksOf(dns: Delegation): Network[] {
  return dns.servers.flatMap(({ ns, address }) => {
    const network = networkOf(address)
    return network === undefined ? [] : [{ ns, address, ...network }]
  })
}

function unseenOf(dns: Delegation, names: readonly string[]): string[] {
  const seen = new Set([...dns.servers.map(({ ns }) => ns), ...dns.withoutAddress].map((ns) => ns.toLowerCase()))
  return names.filter((name) => !seen.has(name))
}

function exhibitOf(zone: string, rows: readonly Network[]): Exhibit {
  return {
    kind: 'table',
    title: `Where the name servers of ${zone} are`,
    columns: ['Name server', 'Address', 'Network'],
    rows: rows.map(({ ns, address, network }) => [ns, address, network]),
  }
}

function moreServersFix(domain: string, names: readonly string[]): Fix {
  return {
    effort: 'M',
    steps: [
      `Open the zone ${domain} at your DNS host and look for its full list of name servers, usually 2 to 4 names.`,
      `Enter all of them at the registrar of ${domain}; today it lists ${names.join(', ')}.`,
      'If your DNS host has a single server or a single network, move the zone to a managed DNS provider.',
    ],
  }
}

export default defineCheck({
  id: 'dns-nameserver-redundancy',
  version: 1,
  kind: 'automatic',
  title: 'More than one independent name server',
  impact: 'medium',
  why: 'Without an answer from a name server nobody finds your website or your mail server. A second one in another network keeps both alive.',
  covers: { 'dns-delegation-healthy': 'supporting' },
  dependsOn: ['domain-resolves', 'dns-delegation'],
  needs: { dns: dnsDelegation, whole: dnsDomain },
  messages: {
    ok: '{count} name servers in different networks answer for {zone}',
    anycast: 'The {count} name servers of {zone} belong to {host}, which runs each of them in many places',
    single: 'If {ns} stops, website and email of {zone} vanish: it is the only name server',
    sameAddress: 'If {address} stops, website and email of {zone} vanish: all its name servers are this machine',
    sameNetwork: 'If one network fails, website and email of {zone} vanish: all name servers are in {network}',
    onlyIpv6: 'Many visitors cannot look up {zone}: its name servers have IPv6 addresses only',
    noAddress: 'We could not find the addresses of the name servers of {zone}',
    noDirect: 'Our server cannot reach name servers directly; run it from a network that allows outgoing port 53',
    waiting: 'The name servers wait for the domain itself, which does not resolve',
    platform: 'The name belongs to {platform}, which runs its name servers',
  },
  sources: [
    { label: 'RFC 2182 section 3', url: 'https://www.rfc-editor.org/rfc/rfc2182#section-3' },
    { label: 'RFC 3258 (one address in many places)', url: 'https://www.rfc-editor.org/rfc/rfc3258' },
    { label: 'RFC 4786 (anycast)', url: 'https://www.rfc-editor.org/rfc/rfc4786' },
  ],
  judge({ dns, whole }, say) {
    if (whole.platform !== undefined)
      return say.notApplicable('platform', { platform: whole.platform }, { subject: host(dns.domain) })
    const zone = dns.zone === '' ? dns.domain : dns.zone
    const names = namesOf(dns)
    const rows = networksOf(dns)
    const at = {
      subject: host(dns.domain),
      refs: ['dns.delegation#/servers'],
      exhibits: [exhibitOf(zone, rows)],
      fix: moreServersFix(dns.domain, names),
    }
    const { fix: _fix, ...plain } = at
    if (whole.status === 'nxdomain' || whole.status === 'servfail') return say.unknown('waiting', {}, plain)
    if (dns.status === 'no-direct-access') return say.unknown('noDirect', {}, plain)
    // Neither the parent nor the zone told us the whole list.
    if (dns.parentNs.length + dns.childNs.length === 0) return say.unknown('noAddress', { zone }, plain)
    const [only] = names
    if (only !== undefined && names.length === 1) return say.warn('single', { zone, ns: only }, at)
    const known = anycastDnsHost(names)
    if (known !== undefined) return say.pass('anycast', { zone, count: names.length, host: known }, plain)
    const [first] = rows
    if (first === undefined || dns.status === 'unknown') return say.unknown('noAddress', { zone }, plain)
    if (rows.every(({ family }) => family === 6)) return say.warn('onlyIpv6', { zone }, at)
    const networks = (family: 4 | 6): string[] => [
      ...new Set(rows.filter((row) => row.family === family).map((row) => row.network)),
    ]
    const [v4, v6] = [networks(4), networks(6)]
    const together = v4.length === 1 && v6.length <= 1
    // A server whose address nobody told may stand anywhere.
    if (together && unseenOf(dns, names).length > 0) return say.unknown('noAddress', { zone }, plain)
    if (rows.every(({ address }) => address === first.address))
      return say.warn('sameAddress', { zone, address: first.address }, at)
    if (together) return say.warn('sameNetwork', { zone, network: [...v4, ...v6].join(' and ') }, at)
    return say.pass('ok', { zone, count: names.length }, plain)
  },
})
