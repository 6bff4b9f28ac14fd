import type { Fix, Impact } from '../engine/finding'
import { host } from '../engine/subject'
import type { HostRole } from '../engine/target'
import { dnsDomain } from '../evidence/dns-domain'
import { dnsHosts } from '../evidence/dns-hosts'
import { isCloudflareAddress } from './shared/cloudflare'
import { defineCheck } from './shared/define'
import { HOST_MESSAGES, hostExhibit, hostVerdict, judgeHost } from './shared/dns-host'

/** A missing name stops the product for these roles; elsewhere it is an inconvenience. */
const ESSENTIAL: ReadonlySet<HostRole> = new Set(['app', 'api'])
const JUDGED_ELSEWHERE: ReadonlySet<HostRole> = new Set(['apex', 'www'])

function impactOf(role: HostRole): Impact {
  return ESSENTIAL.has(role) ? 'blocker' : 'medium'
}

function roleFix(name: string, sibling: { name: string; records: { type: string; value: string }[] } | undefined): Fix {
  const label = name.split('.')[0] ?? name
  const records = sibling?.records.map((record) => ({ ...record, name, ttl: 300 })) ?? []
  return {
    effort: 'S',
    steps: [
      `Open the DNS settings and add a record for ${label}.`,
      records.length > 0
        ? `The record below copies what ${sibling?.name ?? 'the sibling'} uses today. Use it only if ${name} runs in the same place.`
        : `Use the target your hosting provider names for ${name}.`,
      `Add ${name} to the service at the provider, so that it answers for the name and gets a certificate.`,
      `If ${name} is not used any more, remove it from the hosts of this project.`,
    ],
    ...(records.length > 0 ? { records } : {}),
  }
}

export default defineCheck({
  id: 'host-roles',
  version: 1,
  kind: 'automatic',
  title: 'Your app, api and other named hosts reach a server',
  impact: 'blocker',
  why: 'A product is more than its homepage: when the name of the app or the API has no address, sign-in and every call fail.',
  covers: { 'dns-key-hosts-resolve': 'required', 'app-loads-on-correct-host': 'supporting' },
  raises: ['dns-broken-after-traffic'],
  dependsOn: ['domain-resolves', 'dns-private-address', 'dns-dangling', 'dns-cname-rules'],
  needs: { dns: dnsHosts, whole: dnsDomain },
  messages: {
    ...HOST_MESSAGES,
    mailProxied: 'Mail to {host} cannot arrive: its address is that of a web proxy',
    mailUnused: '{host} receives no mail for the domain, so it needs no address',
    none: 'The project lists no host besides the root domain and www',
  },
  sources: [
    { label: 'RFC 1912 section 2.4', url: 'https://www.rfc-editor.org/rfc/rfc1912#section-2.4' },
    {
      label: 'Cloudflare: proxied mail records',
      url: 'https://developers.cloudflare.com/dns/manage-dns-records/how-to/email-records/',
    },
  ],
  judge({ dns, whole }, say) {
    const apex = dns.hosts.find((entry) => entry.name === dns.domain)
    const sibling =
      apex === undefined || apex.v4.addresses.length === 0
        ? undefined
        : { name: apex.name, records: apex.v4.addresses.map((entry) => ({ type: 'A', value: entry.address })) }
    const findings = dns.hosts.flatMap((entry, index) => {
      if (JUDGED_ELSEWHERE.has(entry.role) || !entry.registered) return []
      const at = { subject: host(entry.name), refs: [`dns.hosts#/hosts/${index}`], exhibits: [hostExhibit(entry)] }
      if (entry.role === 'mail') {
        if (entry.isMailTarget && entry.v4.addresses.some(({ address }) => isCloudflareAddress(address))) {
          const steps = [
            `In the DNS settings at Cloudflare, switch the proxy off for ${entry.name} (the cloud becomes grey).`,
          ]
          return [say.fail('mailProxied', { host: entry.name }, { ...at, impact: 'high', fix: { effort: 'S', steps } })]
        }
        const verdict = hostVerdict(entry)
        const isAbsent = verdict.kind === 'missing' || verdict.kind === 'dead-alias'
        if (isAbsent && !entry.isMailTarget) return [say.notApplicable('mailUnused', { host: entry.name }, at)]
      }
      const broken = ESSENTIAL.has(entry.role) ? 'fail' : 'warn'
      return [
        judgeHost(say, {
          host: entry,
          domain: whole.status,
          index,
          broken,
          impact: impactOf(entry.role),
          fix: roleFix(entry.name, sibling),
        }),
      ]
    })
    return findings.length === 0 ? say.notApplicable('none', {}, { subject: host(dns.domain) }) : findings
  },
})
