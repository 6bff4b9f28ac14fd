import type { Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import { mailDkim } from '../evidence/mail-dkim'
import { type MailProfile, mailProfile } from '../evidence/mail-profile'
import { mailSpf } from '../evidence/mail-spf'
import { defineCheck } from './shared/define'
import { providerByInclude } from './shared/mail/provider-lookup'
import { parseSpf } from './shared/spf/parse'
import { composeSpf } from './shared/spf/repair'
import { type ShownDomain, soleRecord, spfAt, spfImpact } from './shared/spf/show'

const LIMIT = 10
const VOID_LIMIT = 2
const MANY_QUESTIONS = 40

/** Ways to shorten the record, the harmless ones first, each with the total that is left. */
function shortenFix(domain: ShownDomain, record: string, profile: Immutable<MailProfile>): Fix {
  const rows = (domain.audit?.rows ?? []).filter((row) => row.depth === 0)
  let left = domain.audit?.ipv4.lookups ?? 0
  const drop: string[] = []
  const steps: string[] = []
  const isDeclared = (id: string): boolean =>
    profile.senders.some((sender) => sender.providerId === id) || profile.providers.includes(id)
  const remove = (row: (typeof rows)[number], why: string): void => {
    left -= row.total
    steps.push(`Remove "${row.term}": ${why}. That leaves ${left} lookups.`)
    if (!drop.includes(row.term)) drop.push(row.term)
  }
  const seen = new Set<string>()
  let hasCopies = false
  for (const row of rows) {
    const provider = row.name === 'include' ? providerByInclude(row.target) : undefined
    if (row.voids.length > 0) remove(row, `${row.voids[0]} does not exist`)
    else if (seen.has(row.term)) {
      left -= row.total
      hasCopies = true
      steps.push(`Keep "${row.term}" only once; every copy costs ${row.total}. That leaves ${left} lookups.`)
    } else if (provider !== undefined && !provider.apexSpf)
      remove(row, `${provider.name} uses a return-path of its own`)
    else if (provider !== undefined && profile.senders.some((sender) => sender.stated) && !isDeclared(provider.id)) {
      remove(row, `${provider.name} is not among your senders`)
    }
    seen.add(row.term)
  }
  const hosts = rows.filter((row) => (row.name === 'a' || row.name === 'mx') && !drop.includes(row.term))
  if (left > LIMIT && hosts.length > 0) {
    steps.push(
      `Replace ${hosts.map((row) => `"${row.term}"`).join(', ')} by ip4: and ip6: terms if these addresses are yours and stay.`,
    )
  }
  if (left > LIMIT) {
    const costly = rows
      .filter((row) => row.name === 'include' && !drop.includes(row.term))
      .sort((one, two) => two.total - one.total)[0]
    if (costly !== undefined) {
      steps.push(
        `Give the service behind "${costly.term}" (${costly.total} lookups) a return-path on a subdomain of ${domain.domain}.`,
      )
    }
  }
  if (steps.length === 0) steps.push('Remove services you no longer send with from the record.')
  // A record that would still break the limit, or leave out a part that cannot be read, is no help.
  const isCure = (drop.length > 0 || hasCopies) && left <= LIMIT && parseSpf(record).errors.length === 0
  return {
    effort: 'M',
    steps: [...steps, 'Check again in about an hour.'],
    ...(isCure ? { records: [{ type: 'TXT', name: domain.domain, value: composeSpf({ record, drop }) }] } : {}),
  }
}

export default defineCheck({
  id: 'spf-lookup-limit',
  version: 1,
  kind: 'automatic',
  title: 'Your SPF record stays under 10 lookups',
  impact: 'blocker',
  why: 'Receivers stop after 10 lookups or 2 names that do not exist and treat the whole record as broken.',
  covers: { 'spf-valid': 'required' },
  raises: ['login-mail-to-spam', 'reset-mail-to-spam'],
  dependsOn: ['domain-resolves', 'spf-record'],
  needs: { spf: mailSpf, profile: mailProfile, dkim: outcomeOf(mailDkim) },
  messages: {
    ok: 'The SPF record of {domain} needs {lookups} of 10 lookups',
    'too-many': 'Receivers stop reading the SPF of {domain}: {lookups} lookups, 10 allowed',
    'too-many-voids': 'Receivers give up on the SPF record of {domain}: {voids:name does|names do} not exist',
    'near-limit': 'One more service breaks the SPF record of {domain}: {lookups} of 10 lookups',
    voids: 'The SPF record of {domain} names {voids:host that does|hosts that do} not exist',
    'voids-ipv6': 'IPv6 mail from {domain} may be refused: {voids} SPF hosts without IPv6',
    slow: 'Receivers may time out on the SPF record of {domain}: {questions:question|questions}',
    incomplete: 'The SPF of {domain} needs at least {lookups:lookup|lookups}; a part did not answer',
    broken: 'The SPF record of {domain} has to be repaired before its lookups can be counted',
    none: '{domain} has no single SPF record to count',
    unread: 'We could not read the SPF record of {domain}',
  },
  sources: [
    { label: 'RFC 7208 section 4.6.4', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4' },
    { label: 'RFC 7208 section 11.1', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-11.1' },
  ],
  judge({ spf, profile, dkim }, say) {
    const impact = spfImpact(spf.sends, dkim)
    return spf.domains.flatMap((entry, index) => {
      const { domain, audit } = entry
      const at = { ...spfAt(entry, index), impact }
      const text = soleRecord(entry)
      if (audit === undefined || text === undefined) {
        const isKnown = entry.status === 'answer' || entry.absence === 'absent'
        return isKnown ? say.notApplicable('none', { domain }, at) : say.unknown('unread', { domain }, at)
      }
      const { lookups, voids } = audit.ipv4
      const fix = shortenFix(entry, text, profile)
      if (lookups > LIMIT) return say.fail('too-many', { domain, lookups }, { ...at, fix })
      if (voids > VOID_LIMIT) return say.fail('too-many-voids', { domain, voids }, { ...at, fix })
      if (parseSpf(text).errors.length > 0) return say.notApplicable('broken', { domain }, at)
      if (audit.ipv4.incomplete) return say.unknown('incomplete', { domain, lookups }, at)
      const warned = { ...at, impact: 'medium' as const, fix }
      const warnings = [
        ...(lookups >= LIMIT - 1 ? [say.warn('near-limit', { domain, lookups }, warned)] : []),
        ...(voids > 0 ? [say.warn('voids', { domain, voids }, warned)] : []),
        ...(audit.ipv6.voids > VOID_LIMIT ? [say.warn('voids-ipv6', { domain, voids: audit.ipv6.voids }, warned)] : []),
        ...(audit.ipv4.questions > MANY_QUESTIONS
          ? [say.warn('slow', { domain, questions: audit.ipv4.questions }, warned)]
          : []),
      ]
      return warnings.length > 0 ? warnings : say.pass('ok', { domain, lookups }, at)
    })
  },
})
