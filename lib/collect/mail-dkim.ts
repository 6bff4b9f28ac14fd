import { isUndecided } from '../checks/shared/dns-facts'
import { looksLikeDkim } from '../checks/shared/mail/dkim-key'
import { isFreeMail, providerById, providerByTarget } from '../checks/shared/mail/provider-lookup'
import { COMMON_SELECTORS, mailProviders } from '../checks/shared/mail/providers'
import type { Immutable } from '../engine/immutable'
import type { Target } from '../engine/target'
import { type DkimDomain, type DkimSelector, mailDkim } from '../evidence/mail-dkim'
import { type MailProfile, mailProfile } from '../evidence/mail-profile'
import type { DnsAnswer, DnsClient } from '../net/dns/types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { aliasesOf, isVoid, textsOf, UNUSED_SELECTOR } from './shared/mail-dns'
import { MESSAGE_QUESTION, pastedSelectors } from './shared/pasted-message'

const MAX_NAMES = 90
const MAX_RECORDS = 4

type Wanted = { selector: string; domain: string; source: DkimSelector['source']; mustExist: boolean }
type Profile = Immutable<MailProfile>

/** Domains whose keys can align with the From domain: itself, what it lies in, where mail is sent from. */
function signingDomains(profile: Profile, target: Target, from: string): string[] {
  const paths = profile.returnPaths.filter((path) => profile.senders[path.sender]?.domain === from)
  const mailHosts = target.hosts.filter((host) => host.role === 'mail').map((host) => host.name.toLowerCase())
  const others = [profile.domain, ...paths.map((path) => path.domain), `mail.${from}`, ...mailHosts]
  const related = others.filter((name) => name.endsWith(`.${from}`) || from.endsWith(`.${name}`))
  return [...new Set([from, ...related])]
}

/** `pasted`: names a real message was signed with, which are as good as stated ones. */
function wantedNames(profile: Profile, target: Target, pasted: ReturnType<typeof pastedSelectors>): Wanted[] {
  const senders = profile.senders.filter((sender) => !isFreeMail(sender.domain))
  const wanted: Wanted[] = pasted
    .filter(({ from }) => senders.some((sender) => sender.domain === from))
    .map(({ selector, domain }) => ({ selector, domain, source: 'stated', mustExist: true }))
  for (const sender of senders) {
    for (const selector of sender.selectors) {
      for (const domain of signingDomains(profile, target, sender.domain)) {
        wanted.push({ selector, domain, source: 'stated', mustExist: domain === sender.domain })
      }
    }
  }
  const froms = [...new Set(senders.map((sender) => sender.domain))]
  for (const sender of senders) {
    const declared = sender.providerId === undefined ? undefined : providerById(sender.providerId)
    for (const selector of declared?.dkim.selectors ?? []) {
      wanted.push({ selector, domain: sender.domain, source: 'provider', mustExist: declared?.dkim.kind === 'fixed' })
      if (declared?.returnPath.mxSuffix === undefined) continue
      const below = profile.returnPaths.filter((path) => profile.senders[path.sender] === sender)
      for (const path of below) wanted.push({ selector, domain: path.domain, source: 'provider', mustExist: false })
    }
  }
  for (const selector of profile.providers.flatMap((id) => providerById(id)?.dkim.selectors ?? [])) {
    for (const domain of froms) wanted.push({ selector, domain, source: 'provider', mustExist: false })
  }
  for (const selector of COMMON_SELECTORS) {
    for (const domain of froms) wanted.push({ selector, domain, source: 'common', mustExist: false })
  }
  const seen = new Set<string>()
  const unique = wanted.filter((entry) => {
    const key = `${entry.selector.toLowerCase()} ${entry.domain}`
    return seen.has(key) ? false : seen.add(key)
  })
  return unique.slice(0, MAX_NAMES)
}

/** Services by the alias where its target tells, else by the selector they are known to use. */
function providersOf(selector: string, aliases: readonly string[]): string[] {
  const byTarget = aliases.flatMap((alias) => providerByTarget(alias)?.id ?? [])
  const bySelector = mailProviders.filter(
    (provider) =>
      provider.dkim.kind !== 'none' &&
      provider.dkim.selectors.includes(selector.toLowerCase()) &&
      // A service without names of its own may sign through the names of another one.
      (byTarget.length === 0 || provider.targets === undefined),
  )
  return [...new Set([...byTarget, ...bySelector.map((provider) => provider.id)])]
}

async function askSelector(dns: DnsClient, wanted: Wanted): Promise<{ wanted: Wanted; found: DkimSelector }> {
  const name = `${wanted.selector}._domainkey.${wanted.domain}`
  const first = await dns.resolve(name, 'TXT', { purpose: 'dkim' })
  let answer: DnsAnswer = first
  // What is no name cannot be there; nobody has to be asked.
  let absence: DkimSelector['absence'] = first.status === 'badname' ? 'absent' : undefined
  if (wanted.mustExist && isVoid(first)) {
    const confirmed = await dns.confirmAbsent(name, 'TXT')
    absence = confirmed.outcome
    if (absence === 'present') answer = confirmed.answers.find((entry) => entry.status === 'answer') ?? first
  }
  const aliases = aliasesOf(answer)
  return {
    wanted,
    found: {
      selector: wanted.selector,
      domain: wanted.domain,
      source: wanted.source,
      providers: providersOf(wanted.selector, aliases),
      status: answer.status,
      ...(absence === undefined ? {} : { absence }),
      aliases,
      records: textsOf(answer).slice(0, MAX_RECORDS),
    },
  }
}

/**
 * Whether the zone keeps RFC 8020: a known name with two labels must not make its middle label
 * NXDOMAIN. Without such a name there is nothing to test and the zone is believed.
 */
async function keepsRfc8020(dns: DnsClient, domain: string, target: Target): Promise<boolean> {
  const deep = target.hosts
    .map((host) => host.name.toLowerCase())
    .filter((name) => name.endsWith(`.${domain}`) && name.slice(0, -domain.length - 1).split('.').length === 2)
  const probes = [
    ...deep.slice(0, 2).map((name) => ({ name, type: 'A' as const })),
    { name: `_smtp._tls.${domain}`, type: 'TXT' as const },
    { name: `_autodiscover._tcp.${domain}`, type: 'SRV' as const },
  ]
  const verdicts = await Promise.all(
    probes.map(async ({ name, type }) => {
      if ((await dns.resolve(name, type)).status !== 'answer') return true
      return (await dns.resolve(name.slice(name.indexOf('.') + 1), 'TXT')).status !== 'nxdomain'
    }),
  )
  return verdicts.every((kept) => kept)
}

function isWorthKeeping(wanted: Wanted, found: DkimSelector, wildcard: readonly string[]): boolean {
  const own = found.records.filter((text) => looksLikeDkim(text) && !wildcard.includes(text))
  if (own.length > 0) return true
  if (wanted.source === 'stated' || wanted.mustExist) return true
  return found.aliases.length > 0 && wildcard.length === 0 && found.status !== 'answer'
}

export default defineCollector(mailDkim, {
  needs: { profile: mailProfile },
  lane: 'dns',
  timeoutMs: 30_000,
  asks: [MESSAGE_QUESTION],
  async collect({ profile }, { net: { dns }, target, softDeadline, ports, now }) {
    if (!profile.sends) return { sends: false, domains: [] }
    const wanted = wantedNames(profile, target, pastedSelectors(ports, now()))
    const domains = [...new Set(wanted.map((entry) => entry.domain))]
    const looked = await Promise.all(
      domains.map(async (domain): Promise<DkimDomain> => {
        const mine = wanted.filter((entry) => entry.domain === domain)
        const late = mine.map((entry) => ({ wanted: entry, found: unanswered(entry) }))
        const [root, random, kept, ...rows] = await Promise.all([
          dns.resolve(`_domainkey.${domain}`, 'TXT'),
          dns.resolve(`${UNUSED_SELECTOR}._domainkey.${domain}`, 'TXT'),
          keepsRfc8020(dns, domain, target),
          ...mine.map((entry, at) =>
            byDeadline(softDeadline, askSelector(dns, entry), late[at] ?? late[0] ?? noRow(entry)),
          ),
        ])
        const wildcard = textsOf(random)
        const gone = root.status === 'nxdomain' ? await dns.confirmAbsent(`_domainkey.${domain}`, 'TXT') : undefined
        const confirmed = gone === undefined || gone.answers.every((answer) => answer.status === 'nxdomain')
        return {
          domain,
          root: root.status,
          rootReliable: kept && confirmed && gone?.outcome !== 'undecided',
          wildcard: random.status === 'answer',
          asked: mine.length,
          unanswered: rows.filter(({ found }) => isUndecided(found.status)).length,
          selectors: rows.filter((row) => isWorthKeeping(row.wanted, row.found, wildcard)).map((row) => row.found),
        }
      }),
    )
    return { sends: true, domains: looked }
  },
})

function unanswered(wanted: Wanted): DkimSelector {
  const { selector, domain, source } = wanted
  return { selector, domain, source, providers: [], status: 'timeout', aliases: [], records: [] }
}

function noRow(wanted: Wanted): { wanted: Wanted; found: DkimSelector } {
  return { wanted, found: unanswered(wanted) }
}
