import type { Exhibit, Fix } from '../engine/finding'
import { outcomeOf } from '../engine/need'
import { host, project } from '../engine/subject'
import { dnsDomain } from '../evidence/dns-domain'
import { dnsFound } from '../evidence/dns-found'
import { dnsHosts } from '../evidence/dns-hosts'
import { hostSuggestions } from '../evidence/host-suggestions'
import { webEntry } from '../evidence/web-entry'
import { webTls } from '../evidence/web-tls'
import { defineCheck } from './shared/define'
import { hostVerdict } from './shared/dns-host'
import { type MapRow, mapRows, mapTable, mapZone } from './shared/domain-map'

function mapExhibits(rows: readonly MapRow[]): Exhibit[] {
  return [
    { kind: 'table', title: 'Your names', ...mapTable(rows) },
    { kind: 'code', title: 'As lines of a zone file', lang: 'dns', code: mapZone(rows) },
  ]
}

function step(text: string): Fix {
  return { effort: 'S', steps: [text] }
}

export default defineCheck({
  id: 'domain-map',
  version: 2,
  kind: 'assisted',
  title: 'The list of all your names is complete',
  impact: 'medium',
  why: 'After the handover nobody knows which name belongs to what, who answers for it and who may change it.',
  covers: { 'domains-documented': 'required' },
  raises: ['outage-layer-unclear'],
  dependsOn: ['domain-resolves', 'host-apex', 'host-www', 'host-roles'],
  ask: {
    id: 'domain-map',
    question: 'Who answers for each host, and who approves changes of DNS? Enter the names in hosts and profile.',
    who: 'founder',
    minutes: 5,
  },
  needs: {
    dns: dnsHosts,
    found: dnsFound,
    suggested: outcomeOf(hostSuggestions),
    whole: dnsDomain,
    entry: outcomeOf(webEntry),
    tls: outcomeOf(webTls),
  },
  messages: {
    ok: 'All {count:name|names} of {domain} have a role and an owner, and {approver} approves changes',
    owner: 'Nobody is named who answers for {host}',
    approver: 'Nobody is named who approves changes of DNS for {domain}',
    unlisted: '{host} exists in DNS, but is missing from your list of names',
    gone: '{host} is on your list of names, but does not exist in DNS any more',
    undecided: 'We could not read whether {host} still exists: {reason}',
    notAsked: 'We could not look for names missing from your list: the name servers did not answer',
    empty: 'The project lists no name yet, so there is no list to complete',
    waiting: 'The list waits for the domain itself, which does not resolve',
  },
  sources: [
    {
      label: 'CIS Control 1: inventory of assets',
      url: 'https://www.cisecurity.org/controls/inventory-and-control-of-enterprise-assets',
    },
    { label: 'RFC 1912 (common DNS errors)', url: 'https://www.rfc-editor.org/rfc/rfc1912' },
  ],
  judge({ dns, found, suggested, whole, entry, tls }, say, { target }) {
    const { domain } = dns
    if (target.hosts.length === 0) return say.unknown('empty', {}, { subject: project() })
    if (whole.status === 'nxdomain' || whole.status === 'servfail')
      return say.unknown('waiting', {}, { subject: host(domain) })
    const rows = mapRows({
      target,
      hosts: dns.hosts,
      entry: entry.status === 'ok' ? entry.value : undefined,
      tls: tls.status === 'ok' ? tls.value : undefined,
    })
    const ofHosts = target.hosts.flatMap(({ name, role, owner }) => {
      const index = dns.hosts.findIndex((candidate) => candidate.name.toLowerCase() === name.toLowerCase())
      const facts = dns.hosts[index]
      const at = { subject: host(name), refs: index < 0 ? [] : [`dns.hosts#/hosts/${index}`] }
      const verdict = facts === undefined ? undefined : hostVerdict(facts)
      // A name of mail servers need not have an address of its own.
      const isGone = verdict?.kind === 'missing' && role !== 'mail'
      return [
        ...(owner === undefined
          ? [say.warn('owner', { host: name }, { ...at, fix: step(`Enter who answers for ${name} in the hosts.`) })]
          : []),
        ...(isGone
          ? [
              say.warn(
                'gone',
                { host: name },
                { ...at, fix: step(`Take ${name} out of the hosts, or publish it again.`) },
              ),
            ]
          : []),
        ...(verdict?.kind === 'undecided'
          ? [say.unknown('undecided', { host: name, reason: verdict.reason }, at)]
          : []),
      ]
    })
    // Names met on pages and in certificates stand beside the usual ones; one name is one finding.
    const met = suggested.status === 'ok' ? suggested.value.hosts : []
    const named = [
      ...found.names.map((name, index) => ({ name, ref: `dns.found#/names/${index}` })),
      ...met.flatMap(({ name, dns: state }, index) =>
        state === 'resolves' ? [{ name, ref: `host.suggestions#/hosts/${index}` }] : [],
      ),
    ].filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index)
    // Somebody looked at these and said that they do not belong to the project.
    const aside = new Set(suggested.status === 'ok' ? suggested.value.setAside : [])
    const unlisted = named
      .filter(({ name }) => !aside.has(name))
      .map(({ name, ref }) =>
        say.warn(
          'unlisted',
          { host: name },
          {
            subject: host(name),
            refs: [ref],
            fix: step(`Add ${name} to the hosts with its role and owner, or delete its record.`),
          },
        ),
      )
    const everything = { subject: project(), refs: ['dns.hosts#/hosts'], exhibits: mapExhibits(rows) }
    const approver = target.profile.dnsApprover
    const fix = step('Enter in the profile who approves changes of DNS records.')
    const open = [
      ...ofHosts,
      ...unlisted,
      ...(approver === undefined ? [say.warn('approver', { domain }, { ...everything, fix })] : []),
      ...(found.unanswered.length > 0
        ? [say.unknown('notAsked', {}, { subject: project(), refs: ['dns.found#/unanswered'] })]
        : []),
    ]
    if (open.length > 0 || approver === undefined) return open
    return say.pass('ok', { count: rows.length, domain, approver }, everything)
  },
})
