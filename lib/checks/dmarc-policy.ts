import type { Finding } from '../engine/finding'
import type { At, Say } from '../engine/say'
import { mailDkim } from '../evidence/mail-dkim'
import { mailDmarc } from '../evidence/mail-dmarc'
import { mailProfile } from '../evidence/mail-profile'
import { mailSpf } from '../evidence/mail-spf'
import { defineCheck } from './shared/define'
import { type Alignment, alignSenders, isUnaligned } from './shared/mail/alignment'
import { type DmarcPolicy, type DmarcRecord, isWeaker } from './shared/mail/dmarc-record'
import { composeDmarc, dmarcAt, dmarcFix, policyRecord, reportAddress, type ShownDmarc } from './shared/mail/dmarc-show'
import { effectivePolicy, recordOf } from './shared/mail/dmarc-walk'

const MESSAGES = {
  ok: 'Receivers act on forged mail from {domain}: policy {effective}',
  'own-mail-rejected': 'Your own mail through {provider} is rejected: {domain} says {effective}',
  none: 'Forged mail from {domain} still arrives: its DMARC policy is {effective}',
  'sp-weaker': 'Forged mail from names below {domain} still arrives: {tag} is {value}',
  'organisation-none': 'Forged mail from {organisation} still arrives, although {domain} is protected',
  'test-mode': 'Newer receivers apply only {effective} to {domain}: test mode is on',
  'pct-removed': 'Receivers treat pct={pct} of {domain} differently: it no longer exists',
  'reject-without-dkim': 'Forwarded mail from {domain} bounces: policy reject, but no DKIM',
  noRecord: '{domain} has no DMARC policy yet',
  'alignment-unread': 'We could not read whether your own mail from {domain} passes the policy {effective}',
  undecided: 'We could not read the DMARC policy of {domain}',
  waiting: 'This waits until {domain} resolves',
  notSending: '{domain} sends no mail',
} as const

type Voice = Say<typeof MESSAGES>

type Effective = NonNullable<ReturnType<typeof effectivePolicy>>

type Scene = {
  say: Voice
  entry: ShownDmarc
  at: At
  found: DmarcRecord
  effective: Effective
  /** Receivers that do not know t=y apply the policy as it is written. */
  applied: DmarcPolicy
  /** The senders of this From domain. */
  mine: readonly Alignment[]
  takesMail: boolean
}

function judgeLost({ say, entry, at, found, applied, mine }: Scene): Finding | undefined {
  const { domain } = entry
  const lost = applied === 'none' ? undefined : mine.find((row) => row.sender.stated && isUnaligned(row))
  if (lost === undefined) return undefined
  const provider = lost.provider?.name ?? lost.sender.provider ?? 'your sending service'
  const steps = [
    `Set the policy to none until ${provider} is set up for ${domain}.`,
    'Then raise it again step by step.',
  ]
  const value = composeDmarc(found.text, { p: 'none', sp: undefined, np: undefined })
  const fix = dmarcFix(entry.policyDomain ?? domain, value, steps)
  return say.fail('own-mail-rejected', { domain, provider, effective: applied }, { ...at, fix })
}

function weakerTag(found: DmarcRecord): { tag: string; value: DmarcPolicy } | undefined {
  for (const tag of ['sp', 'np'] as const) {
    const value = found[tag]
    if (value !== undefined && found.p !== undefined && isWeaker(value, found.p)) return { tag, value }
  }
  return undefined
}

function warningsOf({ say, entry, at, found, effective, applied, mine, takesMail }: Scene): Finding[] {
  const { domain } = entry
  const owner = entry.policyDomain ?? domain
  const warned = (step: string, change: Parameters<typeof composeDmarc>[1] = {}): At => ({
    ...at,
    impact: 'medium',
    fix: dmarcFix(owner, composeDmarc(found.text, change), [step]),
  })
  const list: Finding[] = []
  const params = { domain, effective: effective.policy }
  if (effective.lowered) {
    list.push(say.warn('test-mode', params, warned('Remove t=y when the reports are clean.', { t: undefined })))
  } else if (effective.policy === 'none') {
    const step = 'Read the reports for two weeks; when they are clean, publish quarantine, and later reject.'
    const rua = found.rua[0] ?? reportAddress(owner, takesMail)
    list.push(say.warn('none', params, warned(step, { p: 'quarantine', sp: undefined, np: undefined, rua })))
  }
  // Below the record's own name sp has already decided the effective policy.
  const weak = entry.inherited ? undefined : weakerTag(found)
  const above = entry.steps.find((step) => step.domain === entry.organisation && step.domain !== owner)
  const open = effective.policy === 'none' || above === undefined ? undefined : recordOf(above)
  if (open !== undefined && (open.acts === 'monitor' || open.p === 'none')) {
    const value = composeDmarc(open.text, { p: 'quarantine', sp: undefined, np: undefined })
    const fix = dmarcFix(entry.organisation, value, [
      'Read the reports for two weeks; when they are clean, publish it.',
    ])
    list.push(
      say.warn('organisation-none', { domain, organisation: entry.organisation }, { ...at, impact: 'medium', fix }),
    )
  }
  if (weak !== undefined) {
    const at = warned(`Remove ${weak.tag}, so that names below get the same policy.`, { [weak.tag]: undefined })
    list.push(say.warn('sp-weaker', { domain: owner, ...weak }, at))
  }
  if (found.pct !== undefined && found.pct < 100) {
    const at = warned('Remove pct; newer receivers apply the policy to all mail.')
    list.push(say.warn('pct-removed', { domain, pct: found.pct }, at))
  }
  if (applied === 'reject' && mine.some((row) => row.spf === 'yes' && row.dkim === 'no')) {
    const at = warned('Stay at quarantine until the service signs with DKIM.', { p: 'quarantine' })
    list.push(say.warn('reject-without-dkim', { domain }, at))
  }
  return list
}

export default defineCheck({
  id: 'dmarc-policy',
  version: 1,
  kind: 'automatic',
  title: 'Your DMARC policy protects your name',
  impact: 'blocker',
  why: 'A policy of none lets forged mail through; a strict one with a sender that is not set up rejects your own.',
  covers: { 'dmarc-in-place': 'supporting' },
  raises: ['login-mail-to-spam', 'reset-mail-to-spam'],
  dependsOn: ['domain-resolves', 'dmarc-record', 'sender-alignment'],
  needs: { dmarc: mailDmarc, profile: mailProfile, spf: mailSpf, dkim: mailDkim },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 9989 section 4.7', url: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.7' },
    { label: 'RFC 9989 section 7.4', url: 'https://www.rfc-editor.org/rfc/rfc9989#section-7.4' },
  ],
  judge(facts, say) {
    const { dmarc, profile } = facts
    const alignments = profile.sends ? alignSenders(facts) : []
    const takesMail = profile.exchanges.some((exchange) => exchange !== '.')
    return dmarc.domains.flatMap((entry, index): Finding | Finding[] => {
      const { domain } = entry
      const at = dmarcAt(entry, index)
      if (profile.status === 'nxdomain') return say.unknown('waiting', { domain }, at)
      if (!profile.sends && entry.inherited) return say.notApplicable('notSending', { domain }, at)
      const found = policyRecord(entry)
      const effective = effectivePolicy(entry, entry.exists !== 'no')
      if (entry.steps[0]?.status === 'error') return say.unknown('undecided', { domain }, at)
      if (found === undefined || effective === undefined) {
        if (entry.unsure || entry.absence === 'undecided') return say.unknown('undecided', { domain }, at)
        return say.notApplicable(profile.sends ? 'noRecord' : 'notSending', { domain }, at)
      }
      // A record nobody could read on the way up, or a name that may not exist, would change the policy.
      const isGuess = entry.unsure || (entry.inherited && entry.exists === 'unknown' && found.np !== undefined)
      if (isGuess) return say.unknown('undecided', { domain }, at)
      const applied = effective.lowered ? (found.p ?? effective.policy) : effective.policy
      const mine = alignments.filter((row) => row.sender.domain === domain)
      const scene = { say, entry, at, found, effective, applied, mine, takesMail }
      const lost = judgeLost(scene)
      if (lost !== undefined) return lost
      const warnings = warningsOf(scene)
      // Only a proof that was read can rule out that the policy turns away the project's own mail.
      const isOpen = mine.some((row) => row.unread && row.dkim !== 'yes')
      if (applied !== 'none' && isOpen)
        return [...warnings, say.unknown('alignment-unread', { domain, effective: applied }, at)]
      return warnings.length > 0 ? warnings : say.pass('ok', { domain, effective: effective.policy }, at)
    })
  },
})
