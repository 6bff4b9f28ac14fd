import type { z } from 'zod'
import type { Exhibit, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject, project } from '../engine/subject'
import type { HostRole } from '../engine/target'
import { dnsDomain } from '../evidence/dns-domain'
import { type DnsHost, dnsHosts } from '../evidence/dns-hosts'
import { dnsStaging } from '../evidence/dns-staging'
import { defineCheck } from './shared/define'
import { isUndecided, statusWords } from './shared/dns-facts'
import { operatorName, operatorOfAddress, operatorOfAlias } from './shared/hosting-targets'

type Staging = Immutable<z.infer<typeof dnsStaging.schema>['hosts'][number]>
type Production = Immutable<DnsHost>
type Pair =
  | { kind: 'alias'; from: string; to: string; production: Production }
  | { kind: 'address'; production: Production; addresses: readonly string[] }
  | { kind: 'platform'; production: Production; operator: string }

const NOT_PRODUCTION: ReadonlySet<HostRole> = new Set(['staging', 'mail', 'docs', 'status'])
const ORDER = ['alias', 'address', 'platform'] as const

function addressesOf({ v4, v6 }: Production): string[] {
  return [...v4.addresses, ...v6.addresses].map(({ address }) => address).sort()
}

function operatorOf(aliases: readonly string[], addresses: readonly string[]): string | undefined {
  const [byAlias] = aliases.flatMap((name) => operatorOfAlias(name) ?? [])
  const byAddress = new Set(addresses.map(operatorOfAddress))
  const [only] = byAddress
  return byAlias ?? (byAddress.size === 1 ? only : undefined)
}

/** What a staging host and a production host have in common, as far as names tell. */
function compare(staging: Staging, production: Production): Pair | undefined {
  const hops = production.chain.map(({ to }) => to.toLowerCase())
  const name = production.name.toLowerCase()
  if (staging.aliases.includes(name)) return { kind: 'alias', from: staging.name, to: production.name, production }
  if (hops.includes(staging.name.toLowerCase()))
    return { kind: 'alias', from: production.name, to: staging.name, production }
  const addresses = addressesOf(production)
  const operator = operatorOf(staging.aliases, staging.addresses)
  if (operator !== undefined && operator === operatorOf(hops, addresses))
    return { kind: 'platform', production, operator }
  const isSame = staging.addresses.length > 0 && staging.addresses.join() === addresses.join()
  return isSame ? { kind: 'address', production, addresses } : undefined
}

function exhibitOf(staging: Staging, productions: readonly Production[]): Exhibit {
  return {
    kind: 'table',
    title: `Where ${staging.name} and production lead`,
    columns: ['Host', 'Aliases', 'Addresses'],
    rows: [
      [staging.name, staging.aliases.join(', '), staging.addresses.join(', ')],
      ...productions.map((entry) => [
        entry.name,
        entry.chain.map(({ to }) => to).join(', '),
        addressesOf(entry).join(', '),
      ]),
    ],
  }
}

function separateFix(staging: string, production: string): Fix {
  return {
    effort: 'M',
    steps: [
      `Point ${staging} to a deployment of its own, with a database and keys of its own.`,
      `Never make ${staging} an alias of ${production}, or the other way round.`,
      `Keep ${staging} behind a login and tell search engines to stay away (noindex).`,
    ],
  }
}

export default defineCheck({
  id: 'dns-environment-separation',
  version: 1,
  kind: 'automatic',
  title: 'Staging is not production',
  impact: 'high',
  why: 'When staging and production lead to the same server, testers may be changing the data of real customers.',
  covers: { 'staging-separated': 'required' },
  dependsOn: ['domain-resolves'],
  ask: {
    id: 'staging-host',
    question:
      'Under which name does your copy for tests run? Add it to the hosts with the role staging, or say that there is none.',
    who: 'developer',
    minutes: 1,
  },
  needs: { staging: dnsStaging, dns: dnsHosts, whole: dnsDomain },
  messages: {
    ok: '{staging} leads to another place than production',
    alias: 'Testers may be changing real customer data: {from} is an alias of {to}',
    address: 'Testers may be changing real customer data: {staging} and {production} are the same server',
    platform: 'Names alone do not tell {staging} from {production}: both lead to {operator}',
    gone: '{staging} has no address, so it cannot be confused with production',
    undecided: 'We could not tell where {staging} leads: its name server {problem}',
    noProduction: 'No production host has an address to compare {staging} with',
    none: 'There is no copy for tests, as the profile says',
    ask: 'We found no copy for tests below {domain}; tell us its name',
    askAgain: 'We could not look for a copy for tests below {domain}: name servers did not answer',
    waiting: 'The comparison waits for the domain itself, which does not resolve',
  },
  sources: [
    { label: 'The twelve-factor app: config', url: 'https://12factor.net/config' },
    { label: 'The twelve-factor app: dev and prod parity', url: 'https://12factor.net/dev-prod-parity' },
  ],
  judge({ staging, dns, whole }, say, { target }) {
    const { domain } = staging
    if (whole.status === 'nxdomain' || whole.status === 'servfail')
      return say.unknown('waiting', {}, { subject: hostSubject(domain) })
    if (staging.hosts.length === 0) {
      const at = { subject: project(), refs: ['dns.staging#/asked'] }
      if (target.profile.hasStaging === false) return say.notApplicable('none', {}, at)
      return staging.unanswered.length > 0
        ? say.unknown('askAgain', { domain }, at)
        : say.unknown('ask', { domain }, at)
    }
    const productions = dns.hosts.filter(
      (entry) => !NOT_PRODUCTION.has(entry.role) && (addressesOf(entry).length > 0 || entry.chain.length > 0),
    )
    return staging.hosts.map((row, index) => {
      const at = {
        subject: hostSubject(row.name),
        refs: [`dns.staging#/hosts/${index}`],
        exhibits: [exhibitOf(row, productions)],
      }
      const name = { staging: row.name }
      if (row.addresses.length === 0 && isUndecided(row.status))
        return say.unknown('undecided', { ...name, problem: statusWords(row.status) }, at)
      const pairs = productions.flatMap((entry) => compare(row, entry) ?? [])
      const [worst] = ORDER.flatMap((kind) => pairs.filter((pair) => pair.kind === kind))
      if (worst !== undefined) {
        const production = worst.production.name
        const fix = separateFix(row.name, production)
        if (worst.kind === 'alias') return say.fail('alias', { from: worst.from, to: worst.to }, { ...at, fix })
        if (worst.kind === 'address')
          return say.warn('address', { ...name, production }, { ...at, fix, impact: 'medium' })
        return say.unknown('platform', { ...name, production, operator: operatorName(worst.operator) }, at)
      }
      if (row.addresses.length === 0) return say.pass('gone', name, at)
      return productions.length === 0 ? say.unknown('noProduction', name, at) : say.pass('ok', name, at)
    })
  },
})
