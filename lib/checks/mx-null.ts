import type { Fix } from '../engine/finding'
import { record } from '../engine/subject'
import { mailMx } from '../evidence/mail-mx'
import { mailProfile } from '../evidence/mail-profile'
import { defineCheck } from './shared/define'
import { isUndecided, statusWords } from './shared/dns-facts'
import { isSendingOpen, SENDING_OPEN } from './shared/mail/sends'

function removeNull(domain: string): Fix {
  return {
    effort: 'S',
    steps: [
      `Delete the MX record of ${domain} whose target is a single dot.`,
      'Keep or add the MX records of the service that takes your mail.',
    ],
  }
}

function onlyNull(domain: string): Fix {
  return {
    effort: 'S',
    steps: [`Make this the only MX record of ${domain}; its preference is 0 and its target a single dot.`],
    records: [{ type: 'MX', name: domain, value: '0 .' }],
  }
}

export default defineCheck({
  id: 'mx-null',
  version: 1,
  kind: 'automatic',
  title: 'A domain without mail says so correctly',
  impact: 'high',
  why: 'A null MX tells every sender that the domain takes no mail, so a wrong one makes all replies bounce.',
  covers: { 'dns-key-hosts-resolve': 'supporting' },
  raises: ['dns-broken-after-traffic'],
  dependsOn: ['domain-resolves'],
  needs: { mx: mailMx, profile: mailProfile },
  messages: {
    ok: '{domain} states correctly that it takes no mail',
    'null-with-others': 'Mail to {domain} may bounce: a null MX stands next to {others}',
    'receives-but-null': 'All mail to {domain} bounces: its null MX says that it takes none',
    'sending-open': SENDING_OPEN,
    'sends-but-null': 'Mail from {domain} may be refused: its null MX says no answer can reach it',
    preference: '{domain} states that it takes no mail, with preference {preference} instead of 0',
    none: '{domain} has no null MX',
    undecided: 'We could not read the mail servers of {domain}: the name server {reason}',
    waiting: 'This waits until {domain} resolves',
  },
  sources: [
    { label: 'RFC 7505 section 3', url: 'https://www.rfc-editor.org/rfc/rfc7505#section-3' },
    { label: 'RFC 7505 section 4.2', url: 'https://www.rfc-editor.org/rfc/rfc7505#section-4.2' },
  ],
  judge({ mx, profile }, say) {
    const { domain } = mx
    const records = mx.hosts.map((host) => `${domain} MX ${host.preference} ${host.exchange}`)
    const at = {
      subject: record('MX', domain),
      refs: ['mail.mx#/hosts'],
      exhibits: [
        {
          kind: 'dns' as const,
          title: `MX of ${domain}`,
          question: { name: domain, type: 'MX' },
          status: mx.status,
          records,
        },
      ],
    }
    if (profile.status === 'nxdomain') return say.unknown('waiting', { domain }, at)
    if (isUndecided(mx.status)) return say.unknown('undecided', { domain, reason: statusWords(mx.status) }, at)
    const nulls = mx.hosts.filter((host) => host.kind === 'null')
    const others = mx.hosts.filter((host) => host.kind !== 'null')
    const first = nulls[0]
    if (first === undefined) return say.notApplicable('none', { domain }, at)
    if (others.length > 0) {
      const names = others.map((host) => host.exchange).join(', ')
      const fix = profile.receives === false ? onlyNull(domain) : removeNull(domain)
      return say.fail('null-with-others', { domain, others: names }, { ...at, fix })
    }
    if (profile.receives === true) return say.fail('receives-but-null', { domain }, { ...at, fix: removeNull(domain) })
    if (isSendingOpen(profile)) return say.unknown('sending-open', { domain }, at)
    const isFrom =
      profile.sends &&
      profile.senders.some((sender) => sender.domain === domain) &&
      profile.sendsBecause !== 'product-mail'
    if (isFrom) return say.fail('sends-but-null', { domain }, { ...at, fix: removeNull(domain) })
    if (first.preference !== 0) {
      return say.warn(
        'preference',
        { domain, preference: first.preference },
        { ...at, impact: 'low', fix: onlyNull(domain) },
      )
    }
    return say.pass('ok', { domain }, at)
  },
})
