import type { Finding } from '../engine/finding'
import { mailDkim } from '../evidence/mail-dkim'
import { mailDmarc } from '../evidence/mail-dmarc'
import { mailProfile } from '../evidence/mail-profile'
import { mailSpf } from '../evidence/mail-spf'
import { defineCheck } from './shared/define'
import { alignSenders, isUnaligned } from './shared/mail/alignment'
import { type DmarcRecord, isWeaker } from './shared/mail/dmarc-record'
import { composeDmarc, dmarcAt, dmarcFix, policyRecord, reportAddress, type ShownDmarc } from './shared/mail/dmarc-show'
import { effectivePolicy } from './shared/mail/dmarc-walk'

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
  messages: {
    ok: 'Receivers act on forged mail from {domain}: policy {effective}',
    'own-mail-rejected': 'Your own mail through {provider} is rejected: {domain} says {effective}',
    none: 'Forged mail from {domain} still arrives: its DMARC policy is {effective}',
    'sp-weaker': 'Forged mail from names below {domain} still arrives: {tag} is {value}',
    'test-mode': 'Newer receivers apply only {effective} to {domain}: test mode is on',
    'pct-removed': 'Receivers treat pct={pct} of {domain} differently: it no longer exists',
    'reject-without-dkim': 'Forwarded mail from {domain} bounces: policy reject, but no DKIM',
    noRecord: '{domain} has no DMARC policy yet',
    undecided: 'We could not read the DMARC policy of {domain}',
    waiting: 'This waits until {domain} resolves',
    notSending: '{domain} sends no mail',
  },
  sources: [
    { label: 'RFC 9989 section 4.7', url: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.7' },
    { label: 'RFC 9989 section 7.4', url: 'https://www.rfc-editor.org/rfc/rfc9989#section-7.4' },
  ],
  judge(facts, say) {
    const { dmarc, profile } = facts
    const alignments = profile.sends ? alignSenders(facts) : []
    const takesMail = profile.exchanges.some((exchange) => exchange !== '.')

    const judgeDomain = (entry: ShownDmarc, index: number): Finding | Finding[] => {
      const { domain } = entry
      const at = dmarcAt(entry, index)
      if (profile.status === 'nxdomain') return say.unknown('waiting', { domain }, at)
      const found = policyRecord(entry)
      const effective = effectivePolicy(
        {
          policyDomain: entry.policyDomain,
          inherited: entry.inherited,
          steps: entry.steps.map((step) => ({ domain: step.domain, texts: [...step.texts] })),
        },
        entry.exists !== 'no',
      )
      if (found === undefined || effective === undefined) {
        if (entry.unsure || entry.absence === 'undecided') return say.unknown('undecided', { domain }, at)
        return profile.sends
          ? say.notApplicable('noRecord', { domain }, at)
          : say.notApplicable('notSending', { domain }, at)
      }
      const owner = entry.policyDomain ?? domain
      const mine = alignments.filter((alignment) => alignment.sender.domain === domain)
      // Receivers that do not know t=y apply the policy as it is written.
      const applied = effective.lowered ? (found.p ?? effective.policy) : effective.policy
      const lost =
        applied === 'none' ? undefined : mine.find((alignment) => alignment.sender.stated && isUnaligned(alignment))
      if (lost !== undefined) {
        const provider = lost.provider?.name ?? lost.sender.provider ?? 'your sending service'
        const steps = [
          `Set the policy to none until ${provider} is set up for ${domain}.`,
          'Then raise it again step by step.',
        ]
        const fix = dmarcFix(owner, composeDmarc(found.text, { p: 'none', sp: undefined, np: undefined }), steps)
        return say.fail('own-mail-rejected', { domain, provider, effective: applied }, { ...at, fix })
      }
      const warnings = warningsOf({ entry, found, effective, owner, mine })
      return warnings.length > 0 ? warnings : say.pass('ok', { domain, effective: effective.policy }, at)

      function warningsOf(view: {
        entry: ShownDmarc
        found: DmarcRecord
        effective: NonNullable<ReturnType<typeof effectivePolicy>>
        owner: string
        mine: typeof mine
      }): Finding[] {
        const warned = (step: string, change: Parameters<typeof composeDmarc>[1]) => ({
          ...at,
          impact: 'medium' as const,
          fix: dmarcFix(view.owner, composeDmarc(view.found.text, change), [step]),
        })
        const list: Finding[] = []
        const rua = view.found.rua[0] ?? reportAddress(view.owner, takesMail)
        if (view.effective.lowered) {
          list.push(
            say.warn(
              'test-mode',
              { domain, effective: view.effective.policy },
              warned('Remove t=y when the reports are clean.', { t: undefined }),
            ),
          )
        } else if (view.effective.policy === 'none') {
          list.push(
            say.warn(
              'none',
              { domain, effective: view.effective.policy },
              warned('Read the reports for two weeks; when they are clean, publish quarantine, and later reject.', {
                p: 'quarantine',
                sp: undefined,
                np: undefined,
                rua,
              }),
            ),
          )
        }
        const written = view.found.p
        const weak = [
          { tag: 'sp', value: view.found.sp },
          { tag: 'np', value: view.found.np },
        ].find(({ value }) => value !== undefined && written !== undefined && isWeaker(value, written))
        // Below the record's own name sp has already decided the effective policy.
        if (weak?.value !== undefined && !entry.inherited) {
          list.push(
            say.warn(
              'sp-weaker',
              { domain: view.owner, tag: weak.tag, value: weak.value },
              warned(`Remove ${weak.tag}, so that names below get the same policy.`, { [weak.tag]: undefined }),
            ),
          )
        }
        if (view.found.pct !== undefined && view.found.pct < 100) {
          list.push(
            say.warn(
              'pct-removed',
              { domain, pct: view.found.pct },
              warned('Remove pct; newer receivers apply the policy to all mail.', {}),
            ),
          )
        }
        if (applied === 'reject' && view.mine.some((alignment) => alignment.spf === 'yes' && alignment.dkim === 'no')) {
          list.push(
            say.warn(
              'reject-without-dkim',
              { domain },
              warned('Stay at quarantine until the service signs with DKIM.', { p: 'quarantine' }),
            ),
          )
        }
        return list
      }
    }
    return dmarc.domains.flatMap(judgeDomain)
  },
})
