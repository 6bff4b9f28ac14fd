import type { Exhibit, Finding, Fix } from '../engine/finding'
import { ifPresent } from '../engine/need'
import { record } from '../engine/subject'
import { mailDkim } from '../evidence/mail-dkim'
import { mailDmarc } from '../evidence/mail-dmarc'
import { mailMessage } from '../evidence/mail-message'
import { mailProfile } from '../evidence/mail-profile'
import { mailReverse } from '../evidence/mail-reverse'
import { mailSpf } from '../evidence/mail-spf'
import { defineCheck } from './shared/define'
import { BULK_PER_DAY, type Rule, ruleRows } from './shared/mail/bulk-rules'
import { isSendingOpen, SENDING_OPEN } from './shared/mail/sends'

const UNMET: Readonly<Record<Rule['id'], string>> = {
  authentication: 'Set up SPF or DKIM for every service that sends (see the checks of SPF and DKIM).',
  spf: 'Publish an SPF record that receivers can evaluate (see the checks of SPF).',
  dkim: 'Let every service sign with a DKIM key of at least 1024 bits (see the checks of DKIM).',
  dmarc: 'Publish a DMARC record; p=none is enough (see the checks of DMARC).',
  alignment: 'Set up every service for your own domain, so that SPF or DKIM aligns (see sender alignment).',
  'reverse-dns': 'Give your own mail servers a name that leads back to them (see reverse DNS).',
  unsubscribe:
    'Add List-Unsubscribe with an https address and List-Unsubscribe-Post: List-Unsubscribe=One-Click to every campaign.',
  complaints: 'Send only to people who asked for it, and stop at once when they unsubscribe.',
}

function exhibitOf(rules: readonly Rule[]): Exhibit {
  return {
    kind: 'table',
    title: 'What Gmail, Yahoo and Outlook ask for',
    columns: ['Rule', 'State'],
    rows: rules.map((rule) => [rule.words, rule.state]),
  }
}

export default defineCheck({
  id: 'bulk-sender-readiness',
  version: 2,
  kind: 'automatic',
  title: 'Your mail meets the rules of the large mailbox providers',
  impact: 'high',
  why: 'Gmail, Yahoo and Outlook refuse mail that does not meet their published rules.',
  covers: { 'dmarc-in-place': 'supporting' },
  dependsOn: [
    'domain-resolves',
    'spf-record',
    'spf-evaluates',
    'dkim-present',
    'dmarc-record',
    'sender-alignment',
    'sender-reverse-dns',
  ],
  needs: {
    profile: mailProfile,
    spf: mailSpf,
    dkim: mailDkim,
    dmarc: mailDmarc,
    reverse: mailReverse,
    message: ifPresent(mailMessage),
  },
  messages: {
    ok: '{domain} meets the rules for {count} messages a day',
    'ok-few': '{domain} meets the rules for up to 5,000 messages a day; more was not stated',
    unmet: 'A campaign from {domain} would be refused: {count:rule is|rules are} not met',
    complaints: 'Recipients complain about {percent} % of the mail from {domain}; 0.3 % is the limit',
    'complaints-near': 'Recipients complain about {percent} % of the mail from {domain}; stay below 0.1 %',
    undecided: 'We could not find out yet whether {domain} meets: {rules}',
    waiting: 'This waits until {domain} resolves',
    'sending-open': SENDING_OPEN,
    notSending: '{domain} sends no mail',
  },
  sources: [
    { label: 'Email sender guidelines of Gmail', url: 'https://support.google.com/a/answer/81126' },
    { label: 'Sender best practices of Yahoo', url: 'https://senders.yahooinc.com/best-practices/' },
    { label: 'RFC 8058', url: 'https://www.rfc-editor.org/rfc/rfc8058' },
  ],
  judge(facts, say) {
    const { profile } = facts
    const { domain, mailPerDay, complaintPercent: percent } = profile
    const bare = { subject: record('TXT', domain), refs: ['mail.profile'] }
    if (profile.status === 'nxdomain') return say.unknown('waiting', { domain }, bare)
    if (isSendingOpen(profile)) return say.unknown('sending-open', { domain }, bare)
    if (!profile.sends) return say.notApplicable('notSending', { domain }, bare)
    const rules = ruleRows(facts)
    const at = { ...bare, exhibits: [exhibitOf(rules)] }
    const findings: Finding[] = []
    const isBulk = (mailPerDay ?? 0) > BULK_PER_DAY
    const complain: Fix = { effort: 'M', steps: [UNMET.complaints] }
    if (percent !== undefined && percent >= 0.3) {
      findings.push(say.fail('complaints', { domain, percent }, { ...at, fix: complain }))
    } else if (percent !== undefined && percent >= 0.1) {
      findings.push(say.warn('complaints-near', { domain, percent }, { ...at, impact: 'medium', fix: complain }))
    }
    const unmet = rules.filter((rule) => rule.state === 'not met')
    if (unmet.length > 0) {
      const fix: Fix = { effort: 'M', steps: unmet.map((rule) => UNMET[rule.id]) }
      return [...findings, say.fail('unmet', { domain, count: unmet.length }, { ...at, fix })]
    }
    const open = rules.filter((rule) => rule.state === 'not known')
    if (open.length > 0) {
      return [...findings, say.unknown('undecided', { domain, rules: open.map((rule) => rule.words).join(', ') }, at)]
    }
    if (findings.length > 0) return findings
    return isBulk && mailPerDay !== undefined
      ? say.pass('ok', { domain, count: mailPerDay }, at)
      : say.pass('ok-few', { domain }, at)
  },
})
