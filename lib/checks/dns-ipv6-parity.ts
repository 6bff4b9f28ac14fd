import type { Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { Say } from '../engine/say'
import { host as hostSubject } from '../engine/subject'
import { dnsDomain } from '../evidence/dns-domain'
import { type DnsHost, dnsHosts } from '../evidence/dns-hosts'
import { defineCheck } from './shared/define'
import { isUndecided } from './shared/dns-facts'
import { hostExhibit } from './shared/dns-host'
import { operatorName, operatorOfAddress } from './shared/hosting-targets'

const MESSAGES = {
  none: '{host} has no IPv6 address, so there is nothing that could differ',
  alias: 'IPv4 and IPv6 of {host} both follow its alias {target}',
  same: 'IPv4 and IPv6 of {host} both lead to {operator}',
  other: 'Phones on IPv6 networks may see an old site of {host}: {address} leads to {six}, IPv4 to {four}',
  inside: 'Phones on IPv6 networks cannot open {host}: {address} exists only inside a private network',
  unrecognised: 'Names alone do not tell whether IPv4 and IPv6 of {host} lead to the same server',
  onlyIpv6: '{host} has IPv6 addresses only, so nothing can differ',
  undecided: 'We could not read the IPv6 addresses of {host}',
  nothing: '{host} has no address',
  noHost: 'The project lists no host',
} as const

function removeFix(host: string, addresses: readonly string[]): Fix {
  return {
    effort: 'S',
    steps: [
      `Delete ${addresses.map((address) => `AAAA ${address}`).join(', ')} from ${host}, or set it to the IPv6 address of the new host.`,
      'IPv6 is not needed; no AAAA record is better than an old one.',
    ],
  }
}

function judgeHost(say: Say<typeof MESSAGES>, entry: Immutable<DnsHost>, index: number): Finding {
  const at = {
    subject: hostSubject(entry.name),
    refs: [`dns.hosts#/hosts/${index}`],
    exhibits: [hostExhibit(entry)],
  }
  const host = entry.name
  const four = entry.v4.addresses.filter((row) => row.class === 'public').map((row) => row.address)
  const six = entry.v6.addresses.map((row) => row.address)
  if (six.length === 0) {
    if (isUndecided(entry.v6.status) || (four.length === 0 && isUndecided(entry.v4.status)))
      return say.unknown('undecided', { host }, at)
    return four.length === 0 ? say.notApplicable('nothing', { host }, at) : say.pass('none', { host }, at)
  }
  const inside = entry.v6.addresses.filter((row) => row.class !== 'public').map((row) => row.address)
  if (inside.length > 0)
    return say.warn('inside', { host, address: inside.join(', ') }, { ...at, fix: removeFix(host, inside) })
  if (four.length === 0)
    return isUndecided(entry.v4.status)
      ? say.unknown('undecided', { host }, at)
      : say.notApplicable('onlyIpv6', { host }, at)
  const target = entry.chain.at(-1)?.to
  if (target !== undefined) return say.pass('alias', { host, target }, at)
  const ofFour = new Set(four.map(operatorOfAddress))
  const [operator] = ofFour
  const foreign = six.filter((address) => {
    const owner = operatorOfAddress(address)
    const isKnown = owner !== undefined && (!ofFour.has(undefined) || owner.startsWith('parking'))
    return isKnown && !ofFour.has(owner)
  })
  const [first] = foreign
  if (first !== undefined) {
    const params = {
      host,
      address: first,
      six: operatorName(operatorOfAddress(first) ?? ''),
      four: operatorName(operator ?? 'another place'),
    }
    return say.warn('other', params, { ...at, fix: removeFix(host, foreign) })
  }
  if (
    operator === undefined ||
    ofFour.has(undefined) ||
    six.some((address) => operatorOfAddress(address) === undefined)
  )
    return say.unknown('unrecognised', { host }, at)
  return say.pass('same', { host, operator: operatorName(operator) }, at)
}

export default defineCheck({
  id: 'dns-ipv6-parity',
  version: 1,
  kind: 'automatic',
  title: 'IPv6 and IPv4 lead to the same place',
  impact: 'medium',
  why: 'Phones often use IPv6. An AAAA record left behind by a previous host shows them your old site while your desk sees the new one.',
  covers: { 'dns-apex-resolves': 'supporting' },
  dependsOn: ['domain-resolves', 'dns-private-address'],
  needs: { dns: dnsHosts, whole: dnsDomain },
  messages: { ...MESSAGES, waiting: 'The question waits for the domain itself, which does not resolve' },
  sources: [
    { label: 'RFC 8305 (both families tried at once)', url: 'https://www.rfc-editor.org/rfc/rfc8305' },
    { label: 'RFC 6724 (which address is tried first)', url: 'https://www.rfc-editor.org/rfc/rfc6724' },
  ],
  judge({ dns, whole }, say) {
    const subject = hostSubject(dns.domain)
    if (whole.status === 'nxdomain' || whole.status === 'servfail') return say.unknown('waiting', {}, { subject })
    const findings = dns.hosts.flatMap((entry, index) =>
      entry.registered || entry.v6.addresses.length > 0 ? [judgeHost(say, entry, index)] : [],
    )
    return findings.length > 0 ? findings : say.notApplicable('noHost', {}, { subject })
  },
})
