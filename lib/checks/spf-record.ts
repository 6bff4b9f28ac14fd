import type { Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import type { At, Say } from '../engine/say'
import { mailDkim } from '../evidence/mail-dkim'
import { type MailProfile, mailProfile } from '../evidence/mail-profile'
import { mailSpf } from '../evidence/mail-spf'
import { defineCheck } from './shared/define'
import { isUndecided, statusWords } from './shared/dns-facts'
import { splitSteps } from './shared/mail/long-text'
import { providerById } from './shared/mail/provider-lookup'
import { isSendingOpen, SENDING_OPEN } from './shared/mail/sends'
import { isSpfRecord } from './shared/spf/parse'
import { composeSpf, mergeSpf } from './shared/spf/repair'
import { type ShownDomain, spfAt, spfImpact } from './shared/spf/show'

type NearMiss = 'quoted' | 'leading-space' | 'version-typo'

function nearMissOf(text: string): NearMiss {
  if (/^\s*["'“”]/.test(text)) return 'quoted'
  return /^\s/.test(text) ? 'leading-space' : 'version-typo'
}

/** What the text would be with a readable version. */
function asRecord(text: string): string {
  const rest = text.replace(/^["'“”\s]*(?:v\s*=\s*)?spf\s*[\d.]*[^\s]*/i, '').replace(/["'“”\s]+$/, '')
  return `v=spf1${rest.startsWith(' ') || rest === '' ? rest : ` ${rest}`}`
}

function publishFix(domain: ShownDomain, value: string, first: string): Fix {
  return {
    effort: 'S',
    steps: [
      `Open the DNS settings of ${domain.domain}.`,
      first,
      ...splitSteps(value),
      'Add the services that send for you and are missing in it, then check again in about an hour.',
    ],
    records: [{ type: 'TXT', name: domain.domain, value }],
  }
}

const MESSAGES = {
  ok: '{domain} publishes one SPF record',
  late: '{domain} publishes one SPF record; some caches still say there is none',
  absent: 'Mail from {domain} is likely to land in spam: it has no SPF record',
  elsewhere: 'Mail from {domain} is likely to land in spam: its SPF record is at {place}',
  'old-type': 'Mail from {domain} is likely to land in spam: its SPF record has a type nobody reads',
  multiple: 'Mail from {domain} is likely to land in spam: it has {count} SPF records',
  quoted: 'Receivers ignore the SPF record of {domain}: it has quotation marks in it',
  'leading-space': 'Receivers ignore the SPF record of {domain}: it begins with a space',
  'version-typo': 'Receivers ignore the SPF record of {domain}: it does not begin with v=spf1',
  'return-path-only': 'Anybody can fake {domain} towards old receivers: only its subdomains have SPF',
  undecided: 'We could not read the SPF record of {domain}: the name server {reason}',
  unconfirmed: 'We could not confirm that {domain} has no SPF record',
  waiting: 'This waits until {domain} resolves',
  'sending-open': SENDING_OPEN,
  notSending: '{domain} sends no mail',
} as const

type Voice = Say<typeof MESSAGES>

type Profile = Immutable<MailProfile>

/** Names to include for the services in play; those with a return-path of their own do not need it. */
function wantedIncludes(profile: Profile, domain: string): string[] {
  const path = profile.returnPaths.find((item) => item.domain === domain && item.source !== 'from')
  if (path !== undefined) {
    return [providerById(profile.senders[path.sender]?.providerId ?? '')?.returnPath.include ?? []].flat()
  }
  const ids = [...profile.senders.flatMap((sender) => sender.providerId ?? []), ...profile.providers]
  const names = ids.flatMap((id) => {
    const provider = providerById(id)
    return provider?.apexSpf === true ? (provider.spf?.slice(0, 1) ?? []) : []
  })
  return [...new Set(names)]
}

function judgeWithout(say: Voice, entry: ShownDomain, profile: Profile, at: At): Finding {
  const { domain } = entry
  const [miss] = entry.texts
  if (miss !== undefined) {
    const step = 'Replace the record by exactly this text, without quotation marks.'
    return say.fail(nearMissOf(miss), { domain }, { ...at, fix: publishFix(entry, asRecord(miss), step) })
  }
  if (entry.absence === 'undecided') return say.unknown('unconfirmed', { domain }, at)
  const fix = publishFix(entry, composeSpf({ add: wantedIncludes(profile, domain) }), 'Add this TXT record.')
  if (!entry.required) return say.warn('return-path-only', { domain }, { ...at, impact: 'medium', fix })
  const [misplaced] = entry.elsewhere
  if (misplaced === undefined && entry.oldType.text !== undefined && isSpfRecord(entry.oldType.text)) {
    const again = publishFix(entry, entry.oldType.text, 'Publish the text of the SPF-type record (99) as TXT.')
    return say.fail('old-type', { domain }, { ...at, fix: again })
  }
  if (misplaced === undefined) return say.fail('absent', { domain }, { ...at, fix })
  const moved = publishFix(entry, misplaced.text, `Move the record from ${misplaced.name} to ${domain} itself.`)
  return say.fail('elsewhere', { domain, place: misplaced.name }, { ...at, fix: moved })
}

function judgeDomain(say: Voice, entry: ShownDomain, profile: Profile, at: At): Finding {
  const { domain } = entry
  if (profile.status === 'nxdomain') return say.unknown('waiting', { domain }, at)
  if (isUndecided(entry.status)) return say.unknown('undecided', { domain, reason: statusWords(entry.status) }, at)
  const records = entry.texts.filter(isSpfRecord)
  if (records.length === 0) return judgeWithout(say, entry, profile, at)
  if (records.length === 1) return say.pass(entry.absence === 'present' ? 'late' : 'ok', { domain }, at)
  const step = 'Delete all SPF records and publish this one, which holds them all.'
  const fix = publishFix(entry, mergeSpf(records), step)
  return say.fail('multiple', { domain, count: records.length }, { ...at, fix })
}

export default defineCheck({
  id: 'spf-record',
  version: 1,
  kind: 'automatic',
  title: 'Your sending domain has exactly one SPF record',
  impact: 'blocker',
  why: 'Receivers ask SPF who may send for you; without one readable answer, sign-in and reset mail lands in spam.',
  covers: { 'spf-valid': 'required', 'email-auth-live': 'required' },
  raises: ['login-mail-to-spam', 'reset-mail-to-spam'],
  dependsOn: ['domain-resolves'],
  needs: { spf: mailSpf, profile: mailProfile, dkim: outcomeOf(mailDkim) },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 7208 section 3.1', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-3.1' },
    { label: 'RFC 7208 section 3.2', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-3.2' },
    { label: 'RFC 7208 section 4.5', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-4.5' },
  ],
  judge({ spf, profile, dkim }, say) {
    const impact = spfImpact(spf.sends, dkim)
    const [first] = spf.domains
    if (first !== undefined && isSendingOpen(profile))
      return say.unknown('sending-open', { domain: first.domain }, spfAt(first, 0))
    const used = spf.domains.flatMap((entry, index) =>
      spf.sends && entry.roles.some((role) => role !== 'main')
        ? [judgeDomain(say, entry, profile, { ...spfAt(entry, index), impact })]
        : [],
    )
    const [main] = spf.domains
    if (used.length > 0 || main === undefined) return used
    if (profile.status === 'nxdomain') return say.unknown('waiting', { domain: main.domain }, spfAt(main, 0))
    return say.notApplicable('notSending', { domain: main.domain }, spfAt(main, 0))
  },
})
