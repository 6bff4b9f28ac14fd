import type { Immutable } from '../../../engine/immutable'
import type { DkimDomain, DkimSelector } from '../../../evidence/mail-dkim'
import type { DmarcDomain } from '../../../evidence/mail-dmarc'
import type { MailProfile, MailSender } from '../../../evidence/mail-profile'
import type { SpfDomain } from '../../../evidence/mail-spf'
import { isUndecided } from '../dns-facts'
import { isMissing, isUsable } from './dkim-show'
import { recordOf } from './dmarc-walk'
import { isFreeMail, providerById, providerByInclude, providerByTarget } from './provider-lookup'
import type { MailProvider } from './providers'

export type MailFacts = Immutable<{
  profile: MailProfile
  spf: { domains: SpfDomain[] }
  dkim: { domains: DkimDomain[] }
  dmarc: {
    domains: DmarcDomain[]
    organisations: { name: string; organisation: string; unsure: boolean }[]
  }
}>

type Aligned = 'yes' | 'no' | 'unknown'

export type Alignment = {
  sender: Immutable<MailSender>
  provider?: MailProvider
  kind: 'judged' | 'free-mail' | 'provider-unknown'
  spf: Aligned
  dkim: Aligned
  /** It would align if the DMARC record did not ask for identical names. */
  onlyStrictFails: boolean
  /** A question that decides it was not answered. */
  unread: boolean
  /** Return-path names that exist without the MX the service needs. */
  withoutMx: string[]
}

function sameOrganisation(facts: MailFacts, name: string, from: string): boolean {
  if (name === from) return true
  const of = (wanted: string): string | undefined =>
    facts.dmarc.organisations.find((entry) => entry.name === wanted)?.organisation
  const mine = facts.dmarc.domains.find((entry) => entry.domain === from)?.organisation ?? of(from) ?? from
  const other = of(name)
  return other === undefined ? name.endsWith(`.${mine}`) || name === mine : other === mine
}

function modesOf(facts: MailFacts, from: string): { adkim: 'r' | 's'; aspf: 'r' | 's' } {
  const entry = facts.dmarc.domains.find((domain) => domain.domain === from)
  const step = entry?.steps.find((item) => item.domain === entry.policyDomain)
  const record = step === undefined ? undefined : recordOf(step)
  return { adkim: record?.adkim ?? 'r', aspf: record?.aspf ?? 'r' }
}

type Path = MailFacts['profile']['returnPaths'][number]

/** Whether the record of a return-path lets the service send. */
function authorises(facts: MailFacts, path: Path, provider: MailProvider): Aligned {
  const entry = facts.spf.domains.find((domain) => domain.domain === path.domain)
  if (entry === undefined || isUndecided(entry.status)) return 'unknown'
  if (entry.audit === undefined || entry.audit.result === 'permerror' || entry.audit.result === 'none') return 'no'
  if ([...path.aliases, ...entry.aliases].some((alias) => providerByTarget(alias)?.id === provider.id)) return 'yes'
  const isWanted = (target: string): boolean =>
    target.toLowerCase() === provider.returnPath.include || providerByInclude(target)?.id === provider.id
  // An include that refuses or only shrugs, such as ?include:, lets nobody send.
  const reached = entry.audit.rows.some(
    (row) =>
      isWanted(row.target) &&
      ((row.name === 'include' && row.outcome === 'no-match' && !/^[-~?]/.test(row.term)) ||
        (row.name === 'redirect' && row.outcome === 'match')),
  )
  if (reached) return 'yes'
  return entry.audit.result === 'temperror' ? 'unknown' : 'no'
}

function best(states: readonly Aligned[]): Aligned {
  return states.includes('yes') ? 'yes' : states.includes('unknown') ? 'unknown' : 'no'
}

type Selector = Immutable<DkimSelector>

function belongsTo(row: Selector, sender: Immutable<MailSender>, provider: MailProvider | undefined): boolean {
  if (sender.selectors.some((name) => name.toLowerCase() === row.selector.toLowerCase())) return true
  return provider !== undefined && row.providers.includes(provider.id)
}

/** Nothing was found, and nothing can be hidden under a name we did not try. */
function isSurelyWithoutKey(
  facts: MailFacts,
  sender: Immutable<MailSender>,
  provider: MailProvider | undefined,
): boolean {
  const domain = facts.dkim.domains.find((entry) => entry.domain === sender.domain)
  if (domain === undefined || domain.unanswered > 0) return false
  const own = domain.selectors.filter((row) => belongsTo(row, sender, provider))
  const known = sender.selectors.length > 0 || provider?.dkim.kind === 'fixed'
  if (known) return own.every((row) => isMissing(row) || row.status === 'answer' || row.status === 'nxdomain')
  return domain.root === 'nxdomain' && domain.rootReliable
}

function judgeDkim(facts: MailFacts, sender: Immutable<MailSender>, provider: MailProvider | undefined) {
  const rows = facts.dkim.domains.flatMap((domain) => domain.selectors)
  const own = rows.filter((row) => belongsTo(row, sender, provider) && isUsable(row))
  const related = own.filter((row) => sameOrganisation(facts, row.domain, sender.domain))
  const strict = modesOf(facts, sender.domain).adkim === 's'
  const aligned = related.filter((row) => !strict || row.domain === sender.domain)
  if (aligned.length > 0) return { state: 'yes' as const, relaxed: true }
  const state =
    isSurelyWithoutKey(facts, sender, provider) || related.length > 0 ? ('no' as const) : ('unknown' as const)
  return { state, relaxed: related.length > 0 }
}

function judgeSpf(facts: MailFacts, index: number, sender: Immutable<MailSender>, provider: MailProvider) {
  const paths = facts.profile.returnPaths.filter((path) => path.sender === index)
  const strict = modesOf(facts, sender.domain).aspf === 's'
  const states = paths.map((path) => ({ path, state: authorises(facts, path, provider) }))
  const related = states.filter(({ path }) => sameOrganisation(facts, path.domain, sender.domain))
  const aligned = related.filter(({ path }) => !strict || path.domain === sender.domain)
  return {
    state: best(aligned.map((entry) => entry.state)),
    relaxed: related.some((entry) => entry.state === 'yes'),
  }
}

function withoutMx(facts: MailFacts, index: number, provider: MailProvider): string[] {
  const suffix = provider.returnPath.mxSuffix
  if (suffix === undefined) return []
  return facts.profile.returnPaths
    .filter((path) => path.sender === index && path.source !== 'from' && !isUndecided(path.mxStatus))
    .filter((path) => path.aliases.length === 0)
    .filter((path) => !path.exchanges.some((exchange) => exchange.toLowerCase().endsWith(suffix)))
    .map((path) => path.domain)
}

/** Whether a key or an SPF record of the sender could not be read. */
function isUnread(facts: MailFacts, index: number, sender: Immutable<MailSender>): boolean {
  const domain = facts.dkim.domains.find((entry) => entry.domain === sender.domain)
  const paths = facts.profile.returnPaths.filter((path) => path.sender === index)
  const records = paths.flatMap((path) => facts.spf.domains.filter((entry) => entry.domain === path.domain))
  return (
    (domain !== undefined && (domain.unanswered > 0 || isUndecided(domain.root))) ||
    paths.some((path) => isUndecided(path.status) || isUndecided(path.mxStatus)) ||
    records.some((entry) => isUndecided(entry.status) || entry.audit?.result === 'temperror')
  )
}

/** For every sender: whether its mail passes DMARC by SPF and by DKIM (RFC 9989 sections 4.4 and 4.10.2). */
export function alignSenders(facts: MailFacts): Alignment[] {
  return facts.profile.senders.map((sender, index): Alignment => {
    const known = sender.providerId === undefined ? undefined : providerById(sender.providerId)
    // These services send with a domain of their own until another service is connected to them.
    const provider = known?.dkim.kind === 'none' ? undefined : known
    const base = {
      sender,
      onlyStrictFails: false,
      unread: false,
      withoutMx: [],
      ...(known === undefined ? {} : { provider: known }),
    }
    if (isFreeMail(sender.domain)) return { ...base, kind: 'free-mail', spf: 'no', dkim: 'no' }
    if (provider === undefined && sender.selectors.length === 0) {
      return { ...base, kind: 'provider-unknown', spf: 'unknown', dkim: 'unknown' }
    }
    const dkim = judgeDkim(facts, sender, provider)
    const spf =
      provider === undefined ? { state: 'unknown' as const, relaxed: false } : judgeSpf(facts, index, sender, provider)
    return {
      ...base,
      kind: 'judged',
      spf: spf.state,
      dkim: dkim.state,
      unread: isUnread(facts, index, sender),
      onlyStrictFails: dkim.state !== 'yes' && spf.state !== 'yes' && (dkim.relaxed || spf.relaxed),
      withoutMx: provider === undefined ? [] : withoutMx(facts, index, provider),
    }
  })
}

/** Whether mail of this sender surely fails DMARC. */
export function isUnaligned(alignment: Alignment): boolean {
  return (
    alignment.kind === 'free-mail' || (alignment.kind === 'judged' && alignment.spf === 'no' && alignment.dkim === 'no')
  )
}
