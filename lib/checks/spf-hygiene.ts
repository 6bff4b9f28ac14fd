import type { Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { Say } from '../engine/say'
import { type MailProfile, mailProfile } from '../evidence/mail-profile'
import { mailSpf } from '../evidence/mail-spf'
import { defineCheck } from './shared/define'
import { isUndecided, statusWords } from './shared/dns-facts'
import { providerById, providerByInclude, providerByMx } from './shared/mail/provider-lookup'
import type { MailProvider } from './shared/mail/providers'
import { parseSpf } from './shared/spf/parse'
import { composeSpf } from './shared/spf/repair'
import { type ShownDomain, soleRecord, spfAt } from './shared/spf/show'
import { includesOf, type Untidy, untidySpots } from './shared/spf/untidy'

/** With these a record stays within one string pair and an answer within one datagram (RFC 7208 section 3.4). */
const MAX_RECORD_BYTES = 450
const MAX_TXT_BYTES = 1232

const MESSAGES = {
  ok: 'The SPF record of {domain} is tidy',
  ptr: 'Some receivers ignore {terms} in the SPF record of {domain}',
  'after-all': 'Nobody reads {terms} in the SPF record of {domain}: it stands after all',
  'redirect-ignored': 'Nobody follows {terms} in the SPF record of {domain}: all decides before',
  duplicate: 'The SPF record of {domain} lists {terms} twice',
  'upper-case': 'The SPF record of {domain} is written in capitals: {terms}',
  'unused-include': '{provider} may send as {domain}, but is not in your list of senders',
  'include-cannot-align': 'Listing {provider} in the SPF record of {domain} has no effect',
  'covers-nothing': '{terms} in the SPF record of {domain} covers no server that sends',
  'long-record': 'The SPF record of {domain} is {bytes} bytes long; above 450 it may get lost',
  'long-answer': 'The TXT records of {domain} no longer fit into one packet: {bytes} bytes',
  'sender-id': 'An old Sender ID record stands at {domain}; nobody reads it any more',
  'old-type': 'An SPF record of the obsolete type 99 stands at {domain}; nobody reads it any more',
  'old-type-unread': 'We could not tell whether {domain} has an SPF record of the obsolete type 99',
  'mx-unread': 'We could not tell which services of the SPF record of {domain} are in use',
  broken: 'The SPF record of {domain} has to be repaired first',
  none: '{domain} has no SPF record',
  unread: 'We could not read the SPF record of {domain}: the name server {reason}',
  waiting: 'This waits until {domain} resolves',
} as const

type Voice = Say<typeof MESSAGES>
type Profile = Immutable<MailProfile>

/** Whether the name is the return-path of a sender that asks for this include. */
function isReturnPathOf(profile: Profile, domain: string, provider: MailProvider): boolean {
  return profile.returnPaths.some((path) => {
    const id = profile.senders[path.sender]?.providerId
    const include = id === undefined ? undefined : providerById(id)?.returnPath.include
    return path.domain === domain && (id === provider.id || provider.spf?.includes(include ?? '') === true)
  })
}

/** Services that take the mail of the domain also send for the people who read it. */
function isInUse(profile: Profile, provider: MailProvider): boolean {
  return (
    profile.senders.some((sender) => sender.providerId === provider.id) ||
    profile.exchanges.some((exchange) => providerByMx(exchange)?.id === provider.id)
  )
}

type Useless = { code: 'include-cannot-align' | 'unused-include'; term: string; provider: string }

function useless(profile: Profile, domain: string, text: string): Useless[] {
  const knowsSenders = profile.senders.every((sender) => sender.stated && sender.providerId !== undefined)
  return includesOf(text).flatMap((term): Useless[] => {
    const provider = providerByInclude(term.target ?? '')
    if (provider === undefined || isReturnPathOf(profile, domain, provider)) return []
    // What lies below the main domain was set up for the service that asked for it.
    if (domain !== profile.domain && !profile.senders.some((sender) => sender.domain === domain)) return []
    const row = { term: term.text, provider: provider.name }
    if (!provider.apexSpf && provider.returnPath.kind !== 'from')
      return [{ code: 'include-cannot-align' as const, ...row }]
    return knowsSenders && profile.exchangesUnread !== true && !isInUse(profile, provider)
      ? [{ code: 'unused-include' as const, ...row }]
      : []
  })
}

/** `a` that finds nothing, and `mx` where every mail server belongs to a service that sends from elsewhere. */
function coversNothing(profile: Profile, entry: ShownDomain): string[] {
  const rows = (entry.audit?.rows ?? []).filter((row) => row.depth === 0 && !row.senderDependent)
  const hosted = profile.exchanges.length > 0 && profile.exchanges.every((name) => providerByMx(name) !== undefined)
  return rows
    .filter(
      (row) =>
        ((row.name === 'a' || row.name === 'mx') && row.voids.length > 0) ||
        (row.name === 'mx' && hosted && row.target.toLowerCase() === profile.domain),
    )
    .map((row) => row.term)
}

function cleanFix(domain: string, text: string, sends: boolean, drop: readonly string[] = []): Fix {
  const clean = composeSpf({ record: text, drop, ...(sends ? {} : { last: '-all' as const }) })
  return {
    effort: 'S',
    steps: [`Replace the SPF record of ${domain} by the one below; it lets the same services send.`],
    records: [{ type: 'TXT', name: domain, value: clean.includes('%') ? clean : clean.toLowerCase() }],
  }
}

function sizeSteps(domain: string): Fix {
  return {
    effort: 'M',
    steps: [
      `Delete TXT records of ${domain} that proved ownership once and are no longer asked for.`,
      'Take services out of the SPF record that send under a name of their own.',
    ],
  }
}

function judgeRecord(say: Voice, entry: ShownDomain, index: number, text: string, profile: Profile): Finding[] {
  const { domain } = entry
  const at = { ...spfAt(entry, index), impact: 'low' as const }
  const fixed = (drop?: readonly string[]) => ({ ...at, fix: cleanFix(domain, text, profile.sends, drop) })
  const speak = ({ kind, terms }: Untidy): Finding => say.warn(kind, { domain, terms: terms.join(' ') }, fixed())
  const findings = untidySpots(text).map(speak)
  for (const { code, provider, term } of useless(profile, domain, text)) {
    findings.push(say.warn(code, { domain, provider }, fixed([term])))
  }
  const idle = coversNothing(profile, entry)
  if (idle.length > 0) findings.push(say.warn('covers-nothing', { domain, terms: idle.join(' ') }, fixed(idle)))
  const bytes = new TextEncoder().encode(text).length
  if (bytes > MAX_RECORD_BYTES)
    findings.push(say.warn('long-record', { domain, bytes }, { ...at, fix: sizeSteps(domain) }))
  if (entry.txtBytes > MAX_TXT_BYTES) {
    findings.push(say.warn('long-answer', { domain, bytes: entry.txtBytes }, { ...at, fix: sizeSteps(domain) }))
  }
  if (entry.senderId !== undefined) {
    const steps = [`Delete this TXT record of ${domain}: ${entry.senderId}`]
    findings.push(say.warn('sender-id', { domain }, { ...at, fix: { effort: 'S', steps } }))
  }
  if (entry.oldType.text !== undefined) {
    const steps = [`Delete the record of type SPF (99) at ${domain}; the TXT record stays.`]
    findings.push(say.warn('old-type', { domain }, { ...at, fix: { effort: 'S', steps } }))
  }
  if (profile.exchangesUnread === true) findings.push(say.unknown('mx-unread', { domain }, at))
  if (isUndecided(entry.oldType.status)) findings.push(say.unknown('old-type-unread', { domain }, at))
  return findings.length > 0 ? findings : [say.pass('ok', { domain }, at)]
}

export default defineCheck({
  id: 'spf-hygiene',
  version: 1,
  kind: 'automatic',
  title: 'Your SPF record is tidy',
  impact: 'low',
  why: 'Leftovers in an SPF record use up its limits and let services send that you no longer use.',
  covers: { 'spf-valid': 'supporting' },
  dependsOn: ['domain-resolves', 'spf-record', 'spf-evaluates'],
  needs: { spf: mailSpf, profile: mailProfile },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 7208 section 3.4', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-3.4' },
    { label: 'RFC 7208 section 5.5', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-5.5' },
  ],
  judge({ spf, profile }, say) {
    return spf.domains.flatMap((entry, index) => {
      const { domain } = entry
      const at = spfAt(entry, index)
      if (profile.status === 'nxdomain') return say.unknown('waiting', { domain }, at)
      if (isUndecided(entry.status)) return say.unknown('unread', { domain, reason: statusWords(entry.status) }, at)
      const text = soleRecord(entry)
      if (text === undefined) return say.notApplicable(entry.texts.length > 0 ? 'broken' : 'none', { domain }, at)
      if (parseSpf(text).errors.length > 0) return say.notApplicable('broken', { domain }, at)
      return judgeRecord(say, entry, index, text, profile)
    })
  },
})
