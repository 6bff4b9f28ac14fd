import type { Immutable } from '../../../engine/immutable'
import type { DkimDomain } from '../../../evidence/mail-dkim'
import type { MessageProof } from '../../../evidence/mail-message'
import type { MailProfile } from '../../../evidence/mail-profile'
import type { SpfDomain } from '../../../evidence/mail-spf'
import { isUndecided } from '../dns-facts'
import { isUsable } from './dkim-show'
import { providerById, providerByInclude } from './provider-lookup'

export type MailEvidence = Immutable<{
  profile: MailProfile
  spf?: { domains: SpfDomain[] } | undefined
  dkim?: { domains: DkimDomain[] } | undefined
  /** A message somebody pasted. */
  message?: MessageProof | undefined
}>

export type SuggestedSender = {
  domain: string
  provider?: string
  providerName?: string
  returnPath?: string
  selectors: string[]
  because: string[]
  stated: boolean
}

export type MailQuestion = {
  id: 'sends-mail' | 'receives-mail' | 'sender-provider' | 'dkim-selector' | 'volume'
  domain: string
  provider?: string
  text: string
}

export type MailProfileSuggestions = {
  sendsMail?: boolean
  receivesMail?: boolean
  senders: SuggestedSender[]
  questions: MailQuestion[]
  example: { ip: string; helo: string; from: string }
}

type Clue = { provider: string; because: string; returnPath?: string; selector?: string }

const INCLUDE_CLUE = (name: string): string => `The SPF record includes ${name}`

function spfClues({ profile, spf }: MailEvidence): Clue[] {
  const rows = spf?.domains.find((entry) => entry.domain === profile.domain)?.audit?.rows ?? []
  return rows.flatMap((row) => {
    const isNamed = row.depth === 0 && (row.name === 'include' || row.name === 'redirect')
    const provider = isNamed ? providerByInclude(row.target) : undefined
    return provider === undefined
      ? []
      : [
          {
            provider: provider.id,
            because: row.name === 'include' ? INCLUDE_CLUE(row.target) : `The SPF record leads to ${row.target}`,
          },
        ]
  })
}

function dkimClues({ profile, dkim }: MailEvidence): Clue[] {
  const rows = dkim?.domains.find((entry) => entry.domain === profile.domain)?.selectors ?? []
  return rows.filter(isUsable).flatMap((row) =>
    // A selector several services use says nothing about which of them it is.
    (row.providers.length === 1 ? row.providers : []).map((provider) => ({
      provider,
      because: `A key is published at ${row.selector}._domainkey.${row.domain}`,
      selector: row.selector,
    })),
  )
}

function pathClues({ profile }: MailEvidence): Clue[] {
  return profile.returnPaths.flatMap((path) => {
    const id = profile.senders[path.sender]?.providerId
    if (id === undefined || path.source === 'from') return []
    return [{ provider: id, because: `${path.domain} is set up for bounces`, returnPath: path.domain }]
  })
}

function mxClues({ profile }: MailEvidence): Clue[] {
  const told = profile.providers.flatMap((id) => {
    const provider = providerById(id)
    const exchange = profile.exchanges.find((name) =>
      provider?.mx?.some((suffix) => name.toLowerCase().replace(/\.$/, '').endsWith(suffix)),
    )
    return exchange === undefined ? [] : [{ provider: id, because: `Mail is received by ${exchange}` }]
  })
  // Whoever receives for a domain usually sends its people's mail, unless it only forwards.
  return told.filter(({ provider }) => providerById(provider)?.dkim.kind !== 'none')
}

/** Services that asked for a proof of ownership; they can send as soon as their keys stand there. */
function txtClues({ profile }: MailEvidence, others: readonly Clue[]): Clue[] {
  return profile.providers.flatMap((id) => {
    const provider = providerById(id)
    if (provider?.txt === undefined || others.some((clue) => clue.provider === id)) return []
    return [{ provider: id, because: `${provider.name} was given a proof that you own ${profile.domain}` }]
  })
}

function messageClues({ message }: MailEvidence): { domain: string; selectors: string[] } | undefined {
  const [domain] = message?.fromDomains ?? []
  if (domain === undefined || message === undefined) return undefined
  const own = message.signatures.filter((entry) => entry.result === 'valid' && entry.alignment !== 'no')
  return { domain, selectors: own.map((entry) => entry.selector) }
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}

function fromClues(domain: string, clues: readonly Clue[]): SuggestedSender[] {
  return unique(clues.map((clue) => clue.provider)).map((id) => {
    const own = clues.filter((clue) => clue.provider === id)
    const returnPath = own.flatMap((clue) => clue.returnPath ?? [])[0]
    const name = providerById(id)?.name
    return {
      domain,
      provider: id,
      ...(name === undefined ? {} : { providerName: name }),
      ...(returnPath === undefined ? {} : { returnPath }),
      selectors: unique(own.flatMap((clue) => clue.selector ?? [])),
      because: unique(own.map((clue) => clue.because)),
      stated: false,
    }
  })
}

function statedSenders(evidence: MailEvidence, found: readonly SuggestedSender[]): SuggestedSender[] {
  const message = messageClues(evidence)
  return evidence.profile.senders
    .filter((sender) => sender.stated)
    .map((sender) => {
      const seen = found.find((entry) => entry.domain === sender.domain && entry.provider === sender.providerId)
      const name = sender.providerId === undefined ? sender.provider : providerById(sender.providerId)?.name
      const pasted = message?.domain === sender.domain ? message.selectors : []
      const returnPath = sender.returnPath ?? seen?.returnPath
      return {
        domain: sender.domain,
        ...(sender.providerId === undefined ? {} : { provider: sender.providerId }),
        ...(name === undefined ? {} : { providerName: name }),
        ...(returnPath === undefined ? {} : { returnPath }),
        selectors: unique([...sender.selectors, ...(seen?.selectors ?? []), ...pasted]),
        because: [
          ...(seen?.because ?? []),
          ...(pasted.length > 0 ? ['A message you pasted is signed with this selector'] : []),
        ],
        stated: true,
      }
    })
}

/** Services whose selectors nobody can guess, or that are not visible: a question, never a complaint. */
function selectorQuestions(evidence: MailEvidence, senders: readonly SuggestedSender[]): MailQuestion[] {
  return senders.flatMap((sender) => {
    if (sender.selectors.length > 0) return []
    const provider = sender.provider === undefined ? undefined : providerById(sender.provider)
    if (provider !== undefined && provider.dkim.kind !== 'random' && provider.dkim.kind !== 'chosen') return []
    const known = evidence.dkim?.domains.find((entry) => entry.domain === sender.domain)
    if (provider === undefined && known?.selectors.some(isUsable)) return []
    const name = provider?.name ?? 'the service that sends your mail'
    return [
      {
        id: 'dkim-selector' as const,
        domain: sender.domain,
        ...(sender.provider === undefined ? {} : { provider: sender.provider }),
        text: `Which DKIM selector does ${name} use for ${sender.domain}? Its dashboard shows a record that ends in ._domainkey; or paste a message.`,
      },
    ]
  })
}

function profileQuestions({ profile }: MailEvidence, senders: readonly SuggestedSender[]): MailQuestion[] {
  const { domain } = profile
  const questions: MailQuestion[] = []
  if (profile.sendsBecause !== 'stated') {
    questions.push({ id: 'sends-mail', domain, text: `Does ${domain} send mail, such as password resets or receipts?` })
  }
  if (profile.receives === undefined) {
    questions.push({ id: 'receives-mail', domain, text: `Should mail to ${domain} reach somebody?` })
  }
  if (profile.sends && !senders.some((sender) => sender.provider !== undefined)) {
    questions.push({ id: 'sender-provider', domain, text: `Which service sends your product's mail from ${domain}?` })
  }
  if (profile.sends && profile.mailPerDay === undefined) {
    questions.push({
      id: 'volume',
      domain,
      text: 'How many messages go out on an ordinary day, all services together?',
    })
  }
  return questions
}

/** A single address the record names, else one nobody lists: both make a telling first try. */
function exampleOf({ profile, spf }: MailEvidence): MailProfileSuggestions['example'] {
  const from = profile.senders[0]?.returnPath ?? profile.senders[0]?.domain ?? profile.domain
  const rows = spf?.domains.find((entry) => entry.domain === from)?.audit?.rows ?? spf?.domains[0]?.audit?.rows ?? []
  const listed = rows.map((row) => /^[+?~-]?ip4:(\d{1,3}(?:\.\d{1,3}){3})/i.exec(row.term)?.[1]).find(Boolean)
  return { ip: listed ?? '192.0.2.10', helo: `mail.${from}`.slice(0, 253), from: `hello@${from}` }
}

/**
 * What DNS and a pasted message tell about a project's mail (providers by MX, SPF includes, DKIM keys and
 * return-paths), as answers a person only has to confirm, and the questions nothing can answer for them.
 */
export function mailProfileSuggestions(evidence: MailEvidence): MailProfileSuggestions {
  const { profile } = evidence
  const shown = [...pathClues(evidence), ...dkimClues(evidence), ...spfClues(evidence), ...mxClues(evidence)]
  const clues = [...shown, ...txtClues(evidence, shown)]
  const found = fromClues(profile.domain, clues)
  const stated = statedSenders(evidence, found)
  const isStated = (entry: SuggestedSender): boolean =>
    stated.some((sender) => sender.domain === entry.domain && sender.provider === entry.provider)
  const senders = [...stated, ...found.filter((entry) => !isStated(entry))]
  const unread = isUndecided(profile.status) || profile.sendsBecause === 'undecided'
  return {
    ...(unread ? {} : { sendsMail: profile.sends }),
    ...(unread ? {} : { receivesMail: profile.receives ?? profile.exchanges.some((name) => name !== '.') }),
    senders,
    questions: [...profileQuestions(evidence, senders), ...selectorQuestions(evidence, senders)],
    example: exampleOf(evidence),
  }
}
