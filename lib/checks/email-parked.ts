import type { Exhibit, Fix, FixRecord } from '../engine/finding'
import { record } from '../engine/subject'
import { mailDmarc } from '../evidence/mail-dmarc'
import { mailMx } from '../evidence/mail-mx'
import { mailProfile } from '../evidence/mail-profile'
import { mailSpf } from '../evidence/mail-spf'
import { defineCheck } from './shared/define'
import { isUndecided } from './shared/dns-facts'
import type { ShownDmarc } from './shared/mail/dmarc-show'
import { effectivePolicy } from './shared/mail/dmarc-walk'
import { type ParkedSpf, parkedSpf } from './shared/mail/parked'
import { isSendingOpen, SENDING_OPEN } from './shared/mail/sends'

type Protection = {
  spf: ParkedSpf
  policy: 'none' | 'quarantine' | 'reject' | 'absent' | 'unknown'
  nullMx: boolean | undefined
}

const SPF_WORDS: Readonly<Record<ParkedSpf, string>> = {
  locked: 'nobody may send',
  soft: 'strangers are only suspected',
  open: 'somebody may send',
  useless: 'receivers ignore it',
  absent: 'none',
  unknown: 'not known',
}

function policyOf(entry: ShownDmarc | undefined): Protection['policy'] {
  if (entry === undefined || entry.steps[0]?.status === 'error') return 'unknown'
  const effective = effectivePolicy(entry, entry.exists !== 'no')
  if (effective !== undefined) return effective.policy
  return entry.unsure || entry.absence === 'undecided' ? 'unknown' : 'absent'
}

function exhibitOf(domain: string, { spf, policy, nullMx }: Protection): Exhibit {
  const mx =
    nullMx === undefined ? 'not known' : nullMx ? 'says that it takes no mail' : 'does not say that it takes no mail'
  return {
    kind: 'table',
    title: `How ${domain} is protected`,
    columns: ['What', 'Seen'],
    rows: [
      ['SPF', SPF_WORDS[spf]],
      ['DMARC', policy === 'absent' ? 'none' : policy === 'unknown' ? 'not known' : `policy ${policy}`],
      ['MX', mx],
    ],
  }
}

/** The records that are missing, ready to copy. */
function lockFix(domain: string, { spf, policy, nullMx }: Protection, takesNone: boolean): Fix {
  const records: FixRecord[] = [
    ...(spf === 'locked' ? [] : [{ type: 'TXT', name: domain, value: 'v=spf1 -all' }]),
    ...(policy === 'reject' ? [] : [{ type: 'TXT', name: `_dmarc.${domain}`, value: 'v=DMARC1; p=reject' }]),
    ...(takesNone && nullMx === false ? [{ type: 'MX', name: domain, value: '0 .' }] : []),
  ]
  return {
    effort: 'S',
    steps: [
      'Publish these records in place of what stands there now.',
      'If the domain does send mail, say so in the settings of the project instead.',
    ],
    records,
  }
}

export default defineCheck({
  id: 'email-parked',
  version: 1,
  kind: 'automatic',
  title: 'A domain that never sends mail is locked',
  impact: 'medium',
  why: 'Criminals like domains nobody protects: mail in your name then looks genuine.',
  covers: { 'email-auth-live': 'supporting' },
  dependsOn: ['domain-resolves'],
  needs: { profile: mailProfile, spf: mailSpf, dmarc: mailDmarc, mx: mailMx },
  messages: {
    ok: 'Nobody can send mail in the name of {domain}',
    open: 'Others may send mail as {domain}, although it never sends',
    unprotected: 'Anyone can send mail as {domain}: it has neither SPF nor DMARC',
    'spf-weak': 'Forged mail from {domain} is only suspected: its SPF record does not say -all',
    'spf-missing': 'Forged mail from {domain} is easier to send: it has no SPF record that counts',
    'dmarc-weak': 'Forged mail from {domain} still arrives: its DMARC policy is {policy}',
    'dmarc-missing': 'Forged mail from {domain} still arrives: it has no DMARC policy',
    'null-mx-missing': 'Senders keep trying to reach {domain}: it does not say that it takes no mail',
    undecided: 'We could not read how {domain} is protected against forged mail',
    waiting: 'This waits until {domain} resolves',
    'sending-open': SENDING_OPEN,
    sends: '{domain} sends mail',
  },
  sources: [
    { label: 'RFC 7208 section 10.1.2', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-10.1.2' },
    { label: 'RFC 7505', url: 'https://www.rfc-editor.org/rfc/rfc7505' },
    { label: 'M3AAWG on parked domains', url: 'https://www.m3aawg.org/published-documents' },
  ],
  judge({ profile, spf, dmarc, mx }, say) {
    const { domain } = profile
    const bare = { subject: record('TXT', domain), refs: ['mail.profile'] }
    if (profile.status === 'nxdomain') return say.unknown('waiting', { domain }, bare)
    if (isSendingOpen(profile)) return say.unknown('sending-open', { domain }, bare)
    if (profile.sends) return say.notApplicable('sends', { domain }, bare)
    const takesNone = profile.receives === false
    const found: Protection = {
      spf: parkedSpf(spf.domains.find((entry) => entry.domain === domain)),
      policy: policyOf(dmarc.domains.find((entry) => entry.domain === domain)),
      nullMx: isUndecided(mx.status) ? undefined : mx.hosts.some((host) => host.kind === 'null'),
    }
    const at = {
      subject: record('TXT', domain),
      refs: ['mail.profile', 'mail.spf', 'mail.dmarc', 'mail.mx'],
      exhibits: [exhibitOf(domain, found)],
    }
    const fixed = { ...at, fix: lockFix(domain, found, takesNone) }
    if (found.spf === 'open') return say.fail('open', { domain }, fixed)
    if (found.spf === 'absent' && found.policy === 'absent') return say.fail('unprotected', { domain }, fixed)
    const { spf: state, policy } = found
    const warnings = [
      ...(state === 'soft' ? [say.warn('spf-weak', { domain }, fixed)] : []),
      ...(state === 'absent' || state === 'useless' ? [say.warn('spf-missing', { domain }, fixed)] : []),
      ...(policy === 'none' || policy === 'quarantine' ? [say.warn('dmarc-weak', { domain, policy }, fixed)] : []),
      ...(policy === 'absent' ? [say.warn('dmarc-missing', { domain }, fixed)] : []),
      ...(takesNone && found.nullMx === false
        ? [say.warn('null-mx-missing', { domain }, { ...fixed, impact: 'low' as const })]
        : []),
    ]
    const isOpen = state === 'unknown' || policy === 'unknown' || (takesNone && found.nullMx === undefined)
    if (warnings.length > 0) return isOpen ? [...warnings, say.unknown('undecided', { domain }, at)] : warnings
    return isOpen ? say.unknown('undecided', { domain }, at) : say.pass('ok', { domain }, at)
  },
})
