import type { Fix } from '../engine/finding'
import { host } from '../engine/subject'
import { dnsDomain } from '../evidence/dns-domain'
import { dnsHosts } from '../evidence/dns-hosts'
import { defineCheck } from './shared/define'
import { HOST_MESSAGES, hostExhibit, hostVerdict, judgeHost } from './shared/dns-host'

function wwwFix(domain: string): Fix {
  return {
    effort: 'S',
    steps: [
      `Open the DNS settings of ${domain}.`,
      'Add the record below, or the target your hosting provider names for www.',
      `Add www.${domain} to the site at your hosting provider, so that it answers for the name and gets a certificate.`,
    ],
    records: [{ type: 'CNAME', name: `www.${domain}`, value: `${domain}.`, ttl: 300 }],
  }
}

export default defineCheck({
  id: 'host-www',
  version: 1,
  kind: 'automatic',
  title: 'Your www name reaches a server',
  impact: 'blocker',
  why: 'Many people type www in front of a domain, and old links carry it. Without an address they see an error page.',
  covers: { 'dns-www-resolves': 'required' },
  raises: ['one-url-variant-works'],
  dependsOn: ['domain-resolves', 'dns-private-address', 'dns-dangling', 'dns-cname-rules'],
  needs: { dns: dnsHosts, whole: dnsDomain },
  messages: {
    ...HOST_MESSAGES,
    wildcard: '{host} only works because of a catch-all record; nobody set it up',
    wildcardOpen: 'We could not tell whether {host} is set up or answered by a catch-all record',
    notListed: '{host} is not among the hosts you launch',
  },
  sources: [
    { label: 'RFC 1034 section 3.6.2', url: 'https://www.rfc-editor.org/rfc/rfc1034#section-3.6.2' },
    { label: 'RFC 1912 section 2.4', url: 'https://www.rfc-editor.org/rfc/rfc1912#section-2.4' },
  ],
  judge({ dns, whole }, say, { target }) {
    const name = `www.${dns.domain}`
    const index = dns.hosts.findIndex((entry) => entry.name === name)
    const www = dns.hosts[index]
    if (www === undefined) return []
    const verdict = hostVerdict(www)
    const resolves = verdict.kind === 'resolves'
    if (!www.registered && !resolves && verdict.kind !== 'undecided')
      return say.notApplicable('notListed', { host: name }, { subject: host(name) })
    const fix = wwwFix(dns.domain)
    if (resolves && www.byWildcard) {
      const at = { subject: host(name), refs: [`dns.hosts#/hosts/${index}`], exhibits: [hostExhibit(www)], fix }
      return say.warn('wildcard', { host: name }, { ...at, impact: 'medium' })
    }
    if (resolves && (dns.wildcardOpen === true || www.wildcardUnread === true)) {
      const at = { subject: host(name), refs: [`dns.hosts#/hosts/${index}`], exhibits: [hostExhibit(www)] }
      return say.unknown('wildcardOpen', { host: name }, at)
    }
    return judgeHost(say, {
      host: www,
      domain: whole.status,
      index,
      broken: 'fail',
      impact: target.canonicalHost === name ? 'blocker' : 'high',
      fix,
    })
  },
})
