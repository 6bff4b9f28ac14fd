import type { Fix } from '../engine/finding'
import { host } from '../engine/subject'
import { dnsDomain } from '../evidence/dns-domain'
import { dnsHosts } from '../evidence/dns-hosts'
import { defineCheck } from './shared/define'
import { HOST_MESSAGES, hostVerdict, judgeHost, publicAddresses } from './shared/dns-host'

const FLATTENING = 'ALIAS, ANAME or a flattened CNAME'

function apexFix(domain: string, addresses: readonly { type: 'A' | 'AAAA'; value: string }[]): Fix {
  const records = addresses.map(({ type, value }) => ({ type, name: domain, value, ttl: 300 }))
  const steps =
    records.length > 0
      ? [
          `Open the DNS settings of ${domain}.`,
          'Add the records below; they are where www points today.',
          'Check again after the old answer has left the caches, usually within an hour.',
        ]
      : [
          `Open the DNS settings of ${domain}.`,
          'Add an A record for the root (often written @) with the address your hosting provider names for a root domain.',
          `If the provider names a host instead of an address, use ${FLATTENING} where your DNS host offers it, or the provider's redirect from the root to www.`,
          'Never put a plain CNAME on the root: mail for the domain would follow it.',
        ]
  return {
    effort: 'S',
    steps,
    ...(records.length > 0 ? { records } : {}),
    variants: [
      {
        provider: 'Cloudflare',
        steps: [
          'Open DNS, Records.',
          'Add a CNAME for @ to the name your hosting provider gives you; Cloudflare flattens it.',
        ],
      },
      {
        provider: 'Route 53',
        steps: ['Open the hosted zone.', 'Create a record with an empty name, switch Alias on, choose the target.'],
      },
      {
        provider: 'Vercel DNS',
        steps: ['Open the project, Settings, Domains.', `Add ${domain}; Vercel creates the record itself.`],
      },
      {
        provider: 'Netlify DNS',
        steps: [
          'Open Domain management.',
          `Add ${domain} as a domain alias of the site; the record is created for you.`,
        ],
      },
    ],
  }
}

export default defineCheck({
  id: 'host-apex',
  version: 1,
  kind: 'automatic',
  title: 'Your root domain reaches a server',
  impact: 'blocker',
  why: 'People who type your domain without www get an error page when the root domain has no address.',
  covers: { 'dns-apex-resolves': 'required' },
  raises: ['dns-broken-after-traffic', 'one-url-variant-works'],
  dependsOn: ['domain-resolves', 'dns-private-address', 'dns-dangling', 'dns-cname-rules'],
  needs: { dns: dnsHosts, whole: dnsDomain },
  messages: {
    ...HOST_MESSAGES,
    notListed: '{host} is not among the hosts you launch',
  },
  sources: [
    { label: 'RFC 1034 section 3.6.2', url: 'https://www.rfc-editor.org/rfc/rfc1034#section-3.6.2' },
    { label: 'RFC 1912 section 2.4', url: 'https://www.rfc-editor.org/rfc/rfc1912#section-2.4' },
  ],
  judge({ dns, whole }, say) {
    const index = dns.hosts.findIndex((entry) => entry.name === dns.domain)
    const apex = dns.hosts[index]
    if (apex === undefined) return []
    if (!apex.registered && hostVerdict(apex).kind !== 'resolves') {
      return say.notApplicable('notListed', { host: apex.name }, { subject: host(apex.name) })
    }
    const www = dns.hosts.find((entry) => entry.name === `www.${dns.domain}`)
    return judgeHost(say, {
      host: apex,
      domain: whole.status,
      index,
      broken: 'fail',
      impact: 'blocker',
      fix: apexFix(apex.name, publicAddresses(www)),
    })
  },
})
