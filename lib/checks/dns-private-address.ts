import type { Fix } from '../engine/finding'
import { host, record } from '../engine/subject'
import { dnsHosts } from '../evidence/dns-hosts'
import { defineCheck } from './shared/define'
import { isUndecided } from './shared/dns-facts'
import { hostExhibit } from './shared/dns-host'

function insideFix(name: string, addresses: readonly string[]): Fix {
  return {
    effort: 'S',
    steps: [
      `In the DNS settings, remove ${addresses.join(', ')} from ${name}.`,
      'Enter the public address, or the name your hosting provider gives you, instead.',
      'Names for internal use belong in a private zone that only your network sees.',
    ],
  }
}

const OTHERS = { 'mail-server': 'mailServer', 'name-server': 'nameServer', 'mail-policy': 'mailPolicy' } as const

export default defineCheck({
  id: 'dns-private-address',
  version: 1,
  kind: 'automatic',
  title: 'No host points into a private network',
  impact: 'blocker',
  why: 'An address of a private network leads nowhere for your visitors, and tells strangers how your network is built.',
  covers: { 'dns-apex-resolves': 'required' },
  dependsOn: ['domain-resolves'],
  needs: { dns: dnsHosts },
  messages: {
    ok: 'Every address of {host} is public',
    all: 'Nobody outside your network can open {host}: internal address {address}',
    mixed: 'Some visitors cannot open {host}: internal address {address}',
    staging: '{host} publishes an internal address: {address}',
    localhost: '{host} points to the computer of whoever opens it ({address}); an old habit that can leak cookies',
    mailServer: 'The mail server {host} publishes an internal address: {address}',
    mailPolicy: 'Nobody can read the mail policy of your domain: {host} has the internal address {address}',
    nameServer: 'The name server {host} publishes an internal address: {address}',
    noAddress: 'No host of the project has an address yet',
    undecided: 'We could not read all addresses of {host}',
    unread: 'We could not look for internal addresses behind {names}: the name servers did not answer',
  },
  sources: [
    {
      label: 'IANA special-purpose addresses (IPv4)',
      url: 'https://www.iana.org/assignments/iana-ipv4-special-registry/',
    },
    {
      label: 'IANA special-purpose addresses (IPv6)',
      url: 'https://www.iana.org/assignments/iana-ipv6-special-registry/',
    },
    { label: 'RFC 6890', url: 'https://www.rfc-editor.org/rfc/rfc6890' },
  ],
  judge({ dns }, say) {
    const ofHosts = dns.hosts.flatMap((entry, index) => {
      const all = [...entry.v4.addresses, ...entry.v6.addresses]
      const at = { subject: host(entry.name), refs: [`dns.hosts#/hosts/${index}`], exhibits: [hostExhibit(entry)] }
      if (all.length === 0) {
        const isOpen = entry.registered && entry.chainEnd === 'unknown'
        return isOpen ? [say.unknown('undecided', { host: entry.name }, at)] : []
      }
      const inside = all.filter((address) => address.class !== 'public').map((address) => address.address)
      const isHalfRead = isUndecided(entry.v4.status) || isUndecided(entry.v6.status)
      if (inside.length === 0 && isHalfRead) return [say.unknown('undecided', { host: entry.name }, at)]
      if (inside.length === 0) return [say.pass('ok', { host: entry.name }, at)]
      const params = { host: entry.name, address: inside.join(', ') }
      const fix = insideFix(entry.name, inside)
      if (entry.role === 'staging') return [say.warn('staging', params, { ...at, fix, impact: 'medium' })]
      return inside.length === all.length && !isHalfRead
        ? [say.fail('all', params, { ...at, fix })]
        : [say.fail('mixed', params, { ...at, fix, impact: 'high' })]
    })
    const ofOthers = dns.others.flatMap((entry, index) => {
      const inside = entry.addresses.filter((address) => address.class !== 'public').map((address) => address.address)
      if (inside.length === 0) return []
      const at = {
        subject: record('A', entry.name),
        refs: [`dns.hosts#/others/${index}`],
        fix: insideFix(entry.name, inside),
      }
      const params = { host: entry.name, address: inside.join(', ') }
      if (entry.kind === 'localhost') return [say.warn('localhost', params, { ...at, impact: 'low' })]
      return [say.warn(OTHERS[entry.kind], params, { ...at, impact: 'high' })]
    })
    const unread = dns.unread ?? []
    const ofUnread =
      unread.length === 0
        ? []
        : [
            say.unknown(
              'unread',
              { names: unread.join(', ') },
              { subject: host(dns.domain), refs: ['dns.hosts#/unread'] },
            ),
          ]
    const findings = [...ofHosts, ...ofOthers, ...ofUnread]
    return findings.length === 0 ? say.notApplicable('noAddress', {}, { subject: host(dns.domain) }) : findings
  },
})
