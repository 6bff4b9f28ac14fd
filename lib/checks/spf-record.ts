import type { Fix } from '../engine/finding'
import { outcomeOf } from '../engine/need'
import { mailDkim } from '../evidence/mail-dkim'
import { mailProfile } from '../evidence/mail-profile'
import { mailSpf } from '../evidence/mail-spf'
import { defineCheck } from './shared/define'
import { isUndecided, statusWords } from './shared/dns-facts'
import { providerById } from './shared/mail/provider-lookup'
import { isSpfRecord } from './shared/spf/parse'
import { composeSpf, mergeSpf } from './shared/spf/repair'
import { hasUsableKey, type ShownDomain, spfAt } from './shared/spf/show'

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
      'Add the services that send for you and are missing in it, then check again in about an hour.',
    ],
    records: [{ type: 'TXT', name: domain.domain, value }],
  }
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
  messages: {
    ok: '{domain} publishes one SPF record',
    late: '{domain} publishes one SPF record; some caches still say there is none',
    absent: 'Mail from {domain} is likely to land in spam: it has no SPF record',
    elsewhere: 'Mail from {domain} is likely to land in spam: its SPF record is at {place}',
    multiple: 'Mail from {domain} is likely to land in spam: it has {count} SPF records',
    quoted: 'Receivers ignore the SPF record of {domain}: it has quotation marks in it',
    'leading-space': 'Receivers ignore the SPF record of {domain}: it begins with a space',
    'version-typo': 'Receivers ignore the SPF record of {domain}: it does not begin with v=spf1',
    'return-path-only': 'Anybody can fake {domain} towards old receivers: only its subdomains have SPF',
    undecided: 'We could not read the SPF record of {domain}: the name server {reason}',
    unconfirmed: 'We could not confirm that {domain} has no SPF record',
    waiting: 'This waits until {domain} resolves',
    notSending: '{domain} sends no mail',
  },
  sources: [
    { label: 'RFC 7208 section 3.1', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-3.1' },
    { label: 'RFC 7208 section 3.2', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-3.2' },
    { label: 'RFC 7208 section 4.5', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-4.5' },
  ],
  judge({ spf, profile, dkim }, say) {
    const isWaiting = profile.status === 'nxdomain'
    const keys = dkim.status === 'ok' ? dkim.value.domains : undefined
    const impact = hasUsableKey(keys) || dkim.status !== 'ok' ? 'high' : 'blocker'
    const includes = profile.senders.flatMap((sender) => {
      const provider = sender.providerId === undefined ? undefined : providerById(sender.providerId)
      return provider?.apexSpf === true ? (provider.spf?.slice(0, 1) ?? []) : []
    })
    const detected = profile.providers.flatMap((id) => {
      const provider = providerById(id)
      return provider?.apexSpf === true ? (provider.spf?.slice(0, 1) ?? []) : []
    })
    const judgeDomain = (entry: ShownDomain, index: number) => {
      const { domain } = entry
      const at = { ...spfAt(entry, index), impact: impact as typeof impact }
      if (isWaiting) return say.unknown('waiting', { domain }, at)
      if (isUndecided(entry.status)) return say.unknown('undecided', { domain, reason: statusWords(entry.status) }, at)
      const records = entry.texts.filter(isSpfRecord)
      if (records.length > 1) {
        const fix = publishFix(
          entry,
          mergeSpf(records),
          'Delete all SPF records and publish this one, which holds them all.',
        )
        return say.fail('multiple', { domain, count: records.length }, { ...at, fix })
      }
      if (records.length === 1) return say.pass(entry.absence === 'present' ? 'late' : 'ok', { domain }, at)
      const miss = entry.texts[0]
      if (miss !== undefined) {
        const fix = publishFix(
          entry,
          asRecord(miss),
          'Replace the record by exactly this text, without quotation marks.',
        )
        return say.fail(nearMissOf(miss), { domain }, { ...at, fix })
      }
      if (entry.absence === 'undecided') return say.unknown('unconfirmed', { domain }, at)
      const path = profile.returnPaths.find((item) => item.domain === domain && item.source !== 'from')
      const provider = path === undefined ? undefined : providerById(profile.senders[path.sender]?.providerId ?? '')
      const own =
        path === undefined ? [...new Set([...includes, ...detected])] : [provider?.returnPath.include ?? []].flat()
      const fix = publishFix(entry, composeSpf({ add: own }), 'Add this TXT record.')
      if (!entry.required) return say.warn('return-path-only', { domain }, { ...at, impact: 'medium', fix })
      const misplaced = entry.elsewhere[0]
      if (misplaced !== undefined) {
        const moved = publishFix(entry, misplaced.text, `Move the record from ${misplaced.name} to ${domain} itself.`)
        return say.fail('elsewhere', { domain, place: misplaced.name }, { ...at, fix: moved })
      }
      return say.fail('absent', { domain }, { ...at, fix })
    }
    const used = spf.domains.flatMap((entry, index) =>
      spf.sends && entry.roles.some((role) => role !== 'main') ? [judgeDomain(entry, index)] : [],
    )
    const main = spf.domains[0]
    if (used.length > 0 || main === undefined) return used
    if (isWaiting) return say.unknown('waiting', { domain: main.domain }, spfAt(main, 0))
    return say.notApplicable('notSending', { domain: main.domain }, spfAt(main, 0))
  },
})
