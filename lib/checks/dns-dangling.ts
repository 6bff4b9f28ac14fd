import type { z } from 'zod'
import type { Exhibit, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host, record } from '../engine/subject'
import { dnsDangling } from '../evidence/dns-dangling'
import { defineCheck } from './shared/define'

type Evidence = Immutable<z.infer<typeof dnsDangling.schema>>
type Reference = Evidence['references'][number]

const WORDS: Readonly<Record<Reference['via'], string>> = {
  alias: 'CNAME',
  'mail-server': 'MX',
  'name-server': 'NS',
  spf: 'SPF (TXT)',
  dkim: 'DKIM (CNAME)',
  dmarc: 'DMARC (CNAME)',
}

const TYPES: Readonly<Record<Exclude<Reference['via'], 'alias'>, string>> = {
  'mail-server': 'MX',
  'name-server': 'NS',
  spf: 'TXT',
  dkim: 'TXT',
  dmarc: 'TXT',
}

function exhibitOf(entry: Reference): Exhibit {
  return {
    kind: 'table',
    title: `${WORDS[entry.via]} of ${entry.from}`,
    columns: ['Record', 'Points to', 'Answer', 'Domain of the target', 'Registry'],
    rows: [
      [
        `${entry.from} ${WORDS[entry.via]}`,
        entry.target,
        entry.status,
        `${entry.targetDomain}: ${entry.domainExists === 'no' ? 'does not exist' : entry.domainExists === 'yes' ? 'exists' : 'unknown'}`,
        entry.registered,
      ],
    ],
  }
}

function removeFix(entry: Reference): Fix {
  const provider = entry.provider?.name ?? entry.targetDomain
  const isAlias = entry.via === 'alias'
  return {
    effort: 'S',
    steps: [
      isAlias
        ? `If ${entry.from} is not used any more, delete its CNAME to ${entry.target}.`
        : `Remove ${entry.target} from the ${WORDS[entry.via]} ${entry.via === 'name-server' ? 'records' : 'record'} of ${entry.from}.`,
      isAlias
        ? `If it is used, create the resource at ${provider} again and add the verification record ${provider} asks for.`
        : 'If the service is still in use, ask it for its current record and publish that.',
    ],
  }
}

export default defineCheck({
  id: 'dns-dangling',
  version: 1,
  kind: 'automatic',
  title: 'No record points to something you no longer own',
  impact: 'blocker',
  why: 'A record that outlived its service is an open door: a stranger can take the service over and publish pages or receive mail under your name.',
  covers: { 'no-dangling-dns': 'required' },
  dependsOn: ['domain-resolves'],
  needs: { dns: dnsDangling },
  messages: {
    ok: '{name} points to {target}, which exists',
    none: 'No record of {domain} points to another service',
    claimable: 'A stranger can take over {name}: anybody can claim {target} at {provider}',
    claimablePage: 'A stranger can take over {name}: {provider} says that nobody holds it',
    unregistered: 'A stranger can take over {name}: the domain {targetDomain} is for sale',
    mailUnregistered: 'A stranger can send or receive your mail: {name} trusts {targetDomain}, which is for sale',
    deadKey: 'Mail of {domain} cannot be verified: {name} points to {target}, which does not exist',
    maybeUnregistered: '{name} points to {target}, whose domain {targetDomain} does not exist',
    serversUnregistered:
      'A stranger can take over {name}: {targetDomain}, the domain of its name server {target}, is for sale',
    unclaimed: '{name} points to {provider}, where nobody has claimed it',
    typo: '{name} points to {target}, which does not exist in your own zone',
    gone: '{name} points to {target}, which does not exist',
    lameShared: 'A stranger can take over {name}: its name servers at {ns} have no zone for it',
    lame: '{name} is delegated to {ns}, which does not answer for it',
    unread: 'We could not read where {count:name points|names point}: {names}',
    undecided: 'We could not tell whether {target}, where {name} points, still exists',
  },
  sources: [
    { label: 'RFC 8020 (NXDOMAIN)', url: 'https://www.rfc-editor.org/rfc/rfc8020' },
    {
      label: 'OWASP: test for subdomain takeover',
      url: 'https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/02-Configuration_and_Deployment_Management_Testing/10-Test_for_Subdomain_Takeover',
    },
    { label: 'EdOverflow/can-i-take-over-xyz', url: 'https://github.com/EdOverflow/can-i-take-over-xyz' },
  ],
  judge({ dns }, say) {
    const ofReferences = dns.references.map((entry, index) => {
      const subject =
        entry.via === 'alias' ? host(entry.from) : record(TYPES[entry.via], `${entry.from} ${entry.target}`)
      const at = {
        subject,
        refs: [`dns.dangling#/references/${index}`],
        exhibits: [exhibitOf(entry)],
        fix: removeFix(entry),
      }
      const name = entry.from
      const { target, targetDomain, provider } = entry
      const medium = { ...at, impact: 'medium' as const }
      if (entry.status === 'unknown') return say.unknown('undecided', { name, target }, { ...at, impact: 'high' })
      if (entry.status === 'resolves') {
        if (entry.unclaimedPage === true && provider !== undefined) {
          return provider.rule === 'page'
            ? say.fail('claimablePage', { name, provider: provider.name }, at)
            : say.warn('unclaimed', { name, provider: provider.name }, medium)
        }
        return say.pass('ok', { name, target }, { ...at, fix: undefined })
      }
      if (entry.inOwnZone) return say.warn('typo', { name, target }, medium)
      if (entry.domainExists === 'no') {
        if (entry.registered !== 'no')
          return say.warn('maybeUnregistered', { name, target, targetDomain }, { ...at, impact: 'high' })
        if (entry.via === 'alias') return say.fail('unregistered', { name, targetDomain }, at)
        return entry.via === 'name-server'
          ? say.fail('serversUnregistered', { name, target, targetDomain }, at)
          : say.fail('mailUnregistered', { name, targetDomain }, at)
      }
      if (entry.via === 'dkim' || entry.via === 'dmarc')
        return say.fail('deadKey', { domain: dns.domain, name, target }, { ...at, impact: 'high' })
      if (provider?.rule === 'claimable' && entry.via === 'alias')
        return say.fail('claimable', { name, provider: provider.name, target }, at)
      if (provider !== undefined && entry.via === 'alias')
        return say.warn('unclaimed', { name, provider: provider.name }, medium)
      return say.warn('gone', { name, target }, medium)
    })
    const ofSubZones = dns.subZones.flatMap((zone, index) => {
      const ns = zone.servers.map((server) => server.ns).join(', ')
      const at = {
        subject: host(zone.name),
        refs: [`dns.dangling#/subZones/${index}`],
        fix: {
          effort: 'S' as const,
          steps: [`Delete the NS records of ${zone.name}, or create the zone at ${ns} again.`],
        },
      }
      if (!zone.isLame) return []
      return zone.isOnSharedHost
        ? [say.fail('lameShared', { name: zone.name, ns }, at)]
        : [say.warn('lame', { name: zone.name, ns }, { ...at, impact: 'medium' as const })]
    })
    const unread = dns.unread ?? []
    const at = { subject: host(dns.domain), refs: ['dns.dangling#/unread'] }
    const ofUnread =
      unread.length === 0
        ? []
        : [say.unknown('unread', { count: unread.length, names: unread.slice(0, 5).join(', ') }, at)]
    const findings = [...ofReferences, ...ofSubZones, ...ofUnread]
    return findings.length > 0 ? findings : say.pass('none', { domain: dns.domain }, { subject: host(dns.domain) })
  },
})
