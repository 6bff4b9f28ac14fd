import type { Immutable } from '../engine/immutable'
import type { Say } from '../engine/say'
import { record } from '../engine/subject'
import { type DkimDomain, mailDkim } from '../evidence/mail-dkim'
import { type MailSender, mailProfile } from '../evidence/mail-profile'
import { defineCheck } from './shared/define'
import { isUndecided } from './shared/dns-facts'
import {
  domainExhibit,
  isMissing,
  isUsable,
  keyName,
  keyRecords,
  publishKeyFix,
  type Selector,
  selectorExhibit,
} from './shared/mail/dkim-show'
import { isFreeMail, providerById } from './shared/mail/provider-lookup'
import { isSendingOpen, SENDING_OPEN } from './shared/mail/sends'

const MESSAGES = {
  ok: 'Mail from {domain} can be signed: a key is published',
  'ok-provider': '{provider} can sign mail from {domain}: its key is published',
  absent: 'Mail from {domain} cannot be verified: there is no key at {name}',
  unusable: 'Mail from {domain} cannot be verified: its DKIM key is not usable',
  'no-domainkey': 'Mail from {domain} is likely to land in spam: it has no DKIM key at all',
  'provider-key-absent': 'Mail from {domain} is likely to land in spam: no key of {provider}',
  'provider-key-unsure': 'We found no key of {provider} under its usual names at {domain}',
  'other-provider': 'Keys are published at {domain}, but none belongs to {provider}',
  'selector-not-known': 'We need one thing: the DKIM selector that signs mail from {domain}',
  'provider-selector-not-known': 'We need one thing: the DKIM selector {provider} gave you for {domain}',
  wildcard: 'We need one thing: the DKIM selector of {domain}; every name answers',
  undecided: 'We could not read the DKIM keys of {domain}: {unanswered:question|questions} got no answer',
  waiting: 'This waits until {domain} resolves',
  'free-mail': 'Mail from {domain} is signed by its mailbox service only',
  'sending-open': SENDING_OPEN,
  notSending: '{domain} sends no mail',
} as const

type Voice = Say<typeof MESSAGES>
type Domain = Immutable<DkimDomain>
type Sender = Immutable<MailSender>

function judgeStated(say: Voice, sender: Sender, rows: readonly Selector[], domain: Domain, refs: string[]) {
  const { domain: from } = sender
  const provider = sender.providerId === undefined ? undefined : providerById(sender.providerId)
  const findings = sender.selectors.flatMap((name) => {
    const found = rows.filter((row) => row.selector.toLowerCase() === name.toLowerCase())
    const own = found.find((row) => row.domain === from)
    if (found.some((row) => keyRecords(row).length > 0)) return []
    const at = {
      subject: record('TXT', `${name}._domainkey.${from}`),
      refs,
      exhibits: own === undefined ? [domainExhibit(domain)] : [selectorExhibit(own)],
    }
    // An answer without a key in it is no key either.
    const isGone = own !== undefined && (isMissing(own) || own.status === 'answer')
    if (own === undefined || !isGone)
      return [say.unknown('undecided', { domain: from, unanswered: domain.unanswered }, at)]
    return [
      say.fail('absent', { domain: from, name: keyName(own) }, { ...at, fix: publishKeyFix(from, provider, [name]) }),
    ]
  })
  if (findings.length > 0) return findings
  const stated = rows.filter((row) =>
    sender.selectors.some((name) => name.toLowerCase() === row.selector.toLowerCase()),
  )
  const at = { subject: record('TXT', `_domainkey.${from}`), refs, exhibits: [domainExhibit(domain)] }
  if (!stated.some(isUsable)) {
    return [say.fail('unusable', { domain: from }, { ...at, fix: publishKeyFix(from, provider, sender.selectors) })]
  }
  return provider === undefined
    ? [say.pass('ok', { domain: from }, at)]
    : [say.pass('ok-provider', { domain: from, provider: provider.name }, at)]
}

function judgeDeclared(say: Voice, sender: Sender, rows: readonly Selector[], domain: Domain, refs: string[]) {
  const { domain: from } = sender
  const provider = providerById(sender.providerId ?? '')
  // Some services have no keys at a customer's domain, so none of theirs can be missing.
  if (provider === undefined || provider.dkim.kind === 'none') return undefined
  const at = { subject: record('TXT', `_domainkey.${from}`), refs, exhibits: [domainExhibit(domain)] }
  const params = { domain: from, provider: provider.name }
  const usable = rows.filter(isUsable)
  if (usable.some((row) => row.providers.includes(provider.id))) return say.pass('ok-provider', params, at)
  const fix = publishKeyFix(from, provider)
  if (rows.some((row) => row.providers.includes(provider.id) && keyRecords(row).length > 0)) {
    return say.fail('unusable', { domain: from }, { ...at, fix })
  }
  const isUnread = rows.some((row) => isUndecided(row.status)) || domain.unanswered > 0
  if (isUnread) return say.unknown('undecided', { domain: from, unanswered: Math.max(1, domain.unanswered) }, at)
  if (domain.root === 'nxdomain' && domain.rootReliable && rows.every((row) => row.status !== 'answer')) {
    return say.fail('provider-key-absent', params, { ...at, fix })
  }
  if (provider.dkim.kind !== 'fixed') return say.unknown('provider-selector-not-known', params, at)
  if (domain.wildcard) return say.unknown('wildcard', { domain: from }, at)
  if (usable.length > 0) return say.warn('other-provider', params, { ...at, impact: 'high', fix })
  const fixed = rows.filter((row) => row.domain === from && provider.dkim.selectors.includes(row.selector))
  if (!fixed.every((row) => isMissing(row) || row.status === 'answer' || row.status === 'nxdomain')) {
    return say.unknown('undecided', { domain: from, unanswered: domain.unanswered }, at)
  }
  return provider.confidence === 'A'
    ? say.fail('provider-key-absent', params, { ...at, fix })
    : say.warn('provider-key-unsure', params, { ...at, impact: 'high', fix })
}

function judgeAny(say: Voice, from: string, rows: readonly Selector[], domain: Domain, refs: string[]) {
  const at = { subject: record('TXT', `_domainkey.${from}`), refs, exhibits: [domainExhibit(domain)] }
  if (rows.some((row) => row.domain === from && isUsable(row))) return say.pass('ok', { domain: from }, at)
  if (domain.wildcard) return say.unknown('wildcard', { domain: from }, at)
  if (domain.root === 'nxdomain' && domain.rootReliable && rows.every((row) => row.status !== 'answer')) {
    return say.fail('no-domainkey', { domain: from }, { ...at, impact: 'high', fix: publishKeyFix(from, undefined) })
  }
  if (isUndecided(domain.root) || domain.unanswered > 0) {
    return say.unknown('undecided', { domain: from, unanswered: Math.max(1, domain.unanswered) }, at)
  }
  return say.unknown('selector-not-known', { domain: from }, at)
}

export default defineCheck({
  id: 'dkim-present',
  version: 1,
  kind: 'assisted',
  ask: {
    id: 'mail-sender',
    question: 'Which service sends your sign-in and password-reset emails, and which DKIM selector did it give you?',
    who: 'developer',
    minutes: 2,
  },
  title: 'Your outgoing mail can be signed and verified',
  impact: 'blocker',
  why: 'Gmail, Yahoo and Outlook trust signed mail; unsigned password-reset mail lands in spam.',
  covers: { 'dkim-published': 'required', 'email-auth-live': 'required' },
  raises: ['login-mail-to-spam', 'reset-mail-to-spam'],
  dependsOn: ['domain-resolves', 'dkim-key'],
  needs: { dkim: mailDkim, profile: mailProfile },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 6376 section 3.6.2', url: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.2' },
    { label: 'RFC 8020', url: 'https://www.rfc-editor.org/rfc/rfc8020' },
  ],
  judge({ dkim, profile }, say) {
    const main = { subject: record('TXT', `_domainkey.${profile.domain}`), refs: ['mail.dkim'] }
    if (profile.status === 'nxdomain') return say.unknown('waiting', { domain: profile.domain }, main)
    if (isSendingOpen(profile)) return say.unknown('sending-open', { domain: profile.domain }, main)
    if (!profile.sends) return say.notApplicable('notSending', { domain: profile.domain }, main)
    const rows = dkim.domains.flatMap((domain) => domain.selectors)
    return profile.senders.flatMap((sender) => {
      const from = sender.domain
      if (isFreeMail(from)) {
        return say.notApplicable(
          'free-mail',
          { domain: from },
          { ...main, subject: record('TXT', `_domainkey.${from}`) },
        )
      }
      const index = dkim.domains.findIndex((domain) => domain.domain === from)
      const domain = dkim.domains[index]
      if (domain === undefined) return []
      const refs = [`mail.dkim#/domains/${index}`]
      const related = rows.filter(
        (row) => row.domain === from || row.domain.endsWith(`.${from}`) || from.endsWith(`.${row.domain}`),
      )
      if (sender.selectors.length > 0) return judgeStated(say, sender, related, domain, refs)
      return judgeDeclared(say, sender, related, domain, refs) ?? judgeAny(say, from, related, domain, refs)
    })
  },
})
