import type { Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { record } from '../engine/subject'
import { type DaneHost, type MailDane, mailDane } from '../evidence/mail-dane'
import { mailMx } from '../evidence/mail-mx'
import { type MailSmtp, mailSmtp, type SmtpSession } from '../evidence/mail-smtp'
import { defineCheck } from './shared/define'
import { isUndecided, statusWords } from './shared/dns-facts'
import { smtpExhibits } from './shared/mail/smtp-look'
import { isUsable, matchesTlsa, tlsaText } from './shared/mail/tlsa'

const MESSAGES = {
  ok: 'The certificate of {exchange} is the one DNS announces',
  'ok-alone': 'The certificate of {exchange} is the one DNS announces; add the record of the next key in time',
  mismatch: 'Careful senders stop delivering to {domain}: {exchange} shows another certificate than DNS announces',
  'no-encryption': 'Careful senders stop delivering to {domain}: DNS announces a certificate, {exchange} has none',
  unsigned: 'The certificate records of {exchange} protect nothing: they are not signed (DNSSEC)',
  usage: 'The certificate records of {exchange} are of a kind that mail servers ignore',
  none: 'No mail server of {domain} announces its certificate in DNS',
  'not-seen': 'We could not compare the certificate of {exchange} with its records: we did not get to see it',
  'not-validating': 'We could not check the certificate records of {exchange}: our resolver does not validate DNSSEC',
  undecided: 'We could not read the certificate records of {exchange}: the name server {reason}',
  waiting: 'This waits until {domain} resolves',
} as const

type Scene = {
  say: Say<typeof MESSAGES>
  dane: Immutable<MailDane>
  smtp: Immutable<MailSmtp>
  now: number
}
type Host = Immutable<DaneHost>

function sessionsOf({ smtp }: Scene, exchange: string): readonly Immutable<SmtpSession>[] {
  return smtp.hosts.find((host) => host.exchange.toLowerCase() === exchange.toLowerCase())?.sessions ?? []
}

function atHost(scene: Scene, entry: Host, index: number): At {
  const shown = scene.smtp.hosts.find((host) => host.exchange.toLowerCase() === entry.exchange.toLowerCase())
  const session = shown?.sessions.find((one) => one.tls !== undefined)
  return {
    subject: record('TLSA', entry.name),
    refs: [`mail.dane#/hosts/${index}`],
    exhibits: [
      {
        kind: 'dns',
        title: `Announced certificates of ${entry.exchange}`,
        question: { name: entry.name, type: 'TLSA' },
        status: entry.status,
        records: entry.records.map(tlsaText),
        ...(entry.secure ? { note: 'validated by DNSSEC' } : {}),
      },
      ...(shown === undefined ? [] : smtpExhibits(shown, session)),
    ],
  }
}

function publish(entry: Host, spki: string, steps: string[]): Fix {
  return { effort: 'S', steps, records: [{ type: 'TLSA', name: entry.name, value: `3 1 1 ${spki}` }] }
}

function mismatchFix(entry: Host, spki: string): Fix {
  return publish(entry, spki, [
    'Publish this record beside the old ones: it is the key your server uses now.',
    'Delete the old records once the new one is visible everywhere.',
    'Before the next new key, publish its record first and wait for twice the TTL.',
  ])
}

function judgeSecure(scene: Scene, entry: Host, at: At): Finding {
  const { say, dane, now } = scene
  const params = { domain: dane.domain, exchange: entry.exchange }
  const usable = entry.records.filter(isUsable)
  const sessions = sessionsOf(scene, entry.exchange)
  const seen = sessions.flatMap((session) => (session.tls === undefined ? [] : [session.tls]))
  const spki = seen[0]?.chain[0]?.spki256
  if (usable.length === 0) {
    const steps = ['Replace the record by one with usage 3, selector 1 and matching type 1.']
    const fix = spki === undefined ? { effort: 'S' as const, steps } : publish(entry, spki, steps)
    return say.warn('usage', { exchange: entry.exchange }, { ...at, impact: 'low', fix })
  }
  if (spki === undefined) {
    const without = sessions.some((session) => session.outcome === 'done' && session.startTls === 'absent')
    if (!without) return say.unknown('not-seen', { exchange: entry.exchange }, at)
    const steps = [`Switch STARTTLS on for ${entry.exchange}, or delete the records at ${entry.name}.`]
    return say.fail('no-encryption', params, { ...at, fix: { effort: 'M', steps } })
  }
  const bad = seen.find((tls) => !usable.some((one) => matchesTlsa(one, tls, now)))
  if (bad !== undefined) {
    const fix = mismatchFix(entry, bad.chain[0]?.spki256 ?? spki)
    return say.fail('mismatch', params, { ...at, fix })
  }
  return say.pass(usable.length > 1 ? 'ok' : 'ok-alone', { exchange: entry.exchange }, at)
}

function judgeHost(scene: Scene, entry: Host, index: number): Finding {
  const { say, dane } = scene
  const { exchange } = entry
  const at = atHost(scene, entry, index)
  if (isUndecided(entry.status)) return say.unknown('undecided', { exchange, reason: statusWords(entry.status) }, at)
  if (dane.validates !== true) return say.unknown('not-validating', { exchange }, at)
  if (entry.secure && dane.secureMx === true) return judgeSecure(scene, entry, at)
  const fix: Fix = {
    effort: 'M',
    steps: [
      `Switch DNSSEC on for ${dane.domain} and for the zone of ${exchange}, or delete the records at ${entry.name}.`,
    ],
  }
  return say.warn('unsigned', { exchange }, { ...at, impact: 'low', fix })
}

export default defineCheck({
  id: 'dane-smtp',
  version: 1,
  kind: 'automatic',
  title: 'Announced certificates of mail servers are right',
  impact: 'high',
  why: 'Senders that check the announced certificate stop delivering when your server shows another one.',
  covers: { 'email-auth-live': 'supporting' },
  dependsOn: ['domain-resolves', 'mx', 'dnssec'],
  needs: { dane: mailDane, mx: mailMx, smtp: mailSmtp },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 7672 section 3.1', url: 'https://www.rfc-editor.org/rfc/rfc7672#section-3.1' },
    { label: 'RFC 6698 section 2.1', url: 'https://www.rfc-editor.org/rfc/rfc6698#section-2.1' },
  ],
  judge({ dane, mx, smtp }, say, { now }) {
    const { domain } = dane
    const at: At = { subject: record('MX', domain), refs: ['mail.dane#/hosts'] }
    if (mx.status === 'nxdomain') return say.unknown('waiting', { domain }, at)
    const told = dane.hosts.flatMap((entry, index) =>
      entry.records.length > 0 || isUndecided(entry.status) ? [{ entry, index }] : [],
    )
    if (told.length === 0) return say.notApplicable('none', { domain }, at)
    return told.map(({ entry, index }) => judgeHost({ say, dane, smtp, now }, entry, index))
  },
})
