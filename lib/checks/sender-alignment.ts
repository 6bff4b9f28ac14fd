import type { Exhibit, Finding } from '../engine/finding'
import type { At, Say } from '../engine/say'
import { record } from '../engine/subject'
import { mailDkim } from '../evidence/mail-dkim'
import { mailDmarc } from '../evidence/mail-dmarc'
import { mailProfile } from '../evidence/mail-profile'
import { mailSpf } from '../evidence/mail-spf'
import { defineCheck } from './shared/define'
import { type Alignment, alignSenders, type MailFacts } from './shared/mail/alignment'
import { keyName, publishKeyFix } from './shared/mail/dkim-show'
import { senderFix } from './shared/mail/sender-fix'
import { isSendingOpen, SENDING_OPEN } from './shared/mail/sends'

const WORDS = { yes: 'yes', no: 'no', unknown: 'not known' } as const

function alignedBy(alignment: Alignment): string {
  return [alignment.spf === 'yes' ? 'SPF' : '', alignment.dkim === 'yes' ? 'DKIM' : '']
    .filter((word) => word !== '')
    .join(' and ')
}

const MESSAGES = {
  ok: '{provider} may send mail from {domain}: proven by {aligned}',
  'dkim-missing': 'Forwarded mail from {domain} is lost: {provider} is proven by SPF only',
  none: 'Mail from {domain} is likely to land in spam: {provider} is not authorised',
  'strict-alignment': 'Mail from {domain} is likely to land in spam: DMARC asks for identical names',
  'free-mail': 'Mail from {domain} through your app lands in spam: only its owner can sign it',
  'mx-missing': 'Bounces of {domain} are lost: {provider} needs an MX record at {name}',
  'own-domain-only': 'We need one thing: which service sends {provider} mail from {domain}?',
  'provider-unknown': 'We need one thing: which service sends the mail from {domain}?',
  'dkim-unknown': 'We need one thing: the DKIM selector {provider} gave you for {domain}',
  waiting: 'This waits until {domain} resolves',
  unread: 'We could not read whether {provider} may send from {domain}: the name servers did not answer',
  'sending-open': SENDING_OPEN,
  notSending: '{domain} sends no mail',
} as const

type Voice = Say<typeof MESSAGES>

function exhibitOf(facts: MailFacts, alignment: Alignment): Exhibit {
  const { profile, dkim } = facts
  const paths = profile.returnPaths.filter((path) => profile.senders[path.sender] === alignment.sender)
  const keys = dkim.domains.flatMap((domain) => domain.selectors).filter((row) => row.status === 'answer')
  return {
    kind: 'table',
    title: `Who may send mail from ${alignment.sender.domain}`,
    columns: ['What', 'Seen'],
    rows: [
      ['Service', alignment.provider?.name ?? alignment.sender.provider ?? 'not known'],
      ['Return-path', paths.map((path) => path.domain).join(', ') || 'none found'],
      ['Proven by SPF', WORDS[alignment.spf]],
      ['Keys found', keys.map(keyName).join(', ') || 'none'],
      ['Proven by DKIM', WORDS[alignment.dkim]],
    ],
  }
}

/** Senders about which DNS cannot decide: public mailboxes, and services nobody named. */
function judgeUnjudged(say: Voice, alignment: Alignment, own: string, at: At): Finding | undefined {
  const { domain } = alignment.sender
  if (alignment.kind === 'free-mail') {
    const steps = [
      `Send from an address of your own domain, such as hello@${own}.`,
      `Put the address at ${domain} into Reply-To if answers should arrive there.`,
    ]
    return say.fail('free-mail', { domain }, { ...at, fix: { effort: 'M', steps } })
  }
  if (alignment.kind === 'judged') return undefined
  const { provider } = alignment
  if (provider === undefined) return say.unknown('provider-unknown', { domain }, at)
  return say.unknown('own-domain-only', { domain, provider: provider.name }, at)
}

function judgeSender(say: Voice, alignment: Alignment, at: At): Finding {
  const { sender, provider } = alignment
  const { domain } = sender
  const params = { domain, provider: provider?.name ?? sender.provider ?? 'the sending service' }
  const fix = senderFix(domain, provider, sender.returnPath)
  const [bare] = alignment.withoutMx
  if (bare !== undefined) {
    const there = { ...at, subject: record('MX', bare), impact: 'high' as const, fix }
    return say.fail('mx-missing', { ...params, name: bare }, there)
  }
  if (alignment.dkim === 'yes') return say.pass('ok', { ...params, aligned: alignedBy(alignment) }, at)
  if (alignment.spf === 'yes' && alignment.unread && alignment.dkim === 'unknown')
    return say.unknown('unread', params, at)
  if (alignment.spf === 'yes') {
    const keyFix = publishKeyFix(domain, provider, sender.selectors)
    return say.warn('dkim-missing', params, { ...at, impact: 'high', fix: keyFix })
  }
  if (alignment.onlyStrictFails) {
    const steps = [
      `Sign with a key of ${domain} itself instead of a name below it,`,
      `or remove adkim=s and aspf=s from the DMARC record of ${domain}.`,
    ]
    return say.fail('strict-alignment', { domain }, { ...at, fix: { effort: 'S', steps } })
  }
  // A person cannot answer what DNS did not.
  if (alignment.unread) return say.unknown('unread', params, at)
  if (alignment.dkim === 'unknown') return say.unknown('dkim-unknown', params, at)
  return say.fail('none', params, { ...at, fix })
}

export default defineCheck({
  id: 'sender-alignment',
  version: 1,
  kind: 'assisted',
  ask: {
    id: 'mail-sender',
    question: 'Which service sends your sign-in and password-reset emails, and which DKIM selector did it give you?',
    who: 'developer',
    minutes: 2,
  },
  title: 'The service that sends your mail is set up for your domain',
  impact: 'blocker',
  why: 'Gmail, Yahoo and Outlook put mail into spam or refuse it when its sender is not authorised by your domain.',
  covers: { 'dmarc-in-place': 'required', 'transactional-sender-verified': 'required' },
  raises: ['login-mail-to-spam', 'reset-mail-to-spam'],
  dependsOn: ['domain-resolves', 'spf-record', 'dkim-present', 'dkim-key'],
  needs: { profile: mailProfile, spf: mailSpf, dkim: mailDkim, dmarc: mailDmarc },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 9989 section 4.4', url: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.4' },
    { label: 'Email sender guidelines of Gmail', url: 'https://support.google.com/a/answer/81126' },
  ],
  judge(facts, say) {
    const { profile } = facts
    const main = { subject: record('TXT', profile.domain), refs: ['mail.profile'] }
    if (profile.status === 'nxdomain') return say.unknown('waiting', { domain: profile.domain }, main)
    if (isSendingOpen(profile)) return say.unknown('sending-open', { domain: profile.domain }, main)
    if (!profile.sends) return say.notApplicable('notSending', { domain: profile.domain }, main)
    return alignSenders(facts).map((alignment, index) => {
      const at = {
        subject: record('TXT', alignment.sender.domain),
        refs: [`mail.profile#/senders/${index}`],
        exhibits: [exhibitOf(facts, alignment)],
      }
      return judgeUnjudged(say, alignment, profile.domain, at) ?? judgeSender(say, alignment, at)
    })
  },
})
