import type { z } from 'zod'
import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { Say } from '../engine/say'
import { host } from '../engine/subject'
import { dnsDomain } from '../evidence/dns-domain'
import { dnsRegistration } from '../evidence/dns-registration'
import { defineCheck } from './shared/define'

type Facts = Immutable<z.infer<typeof dnsRegistration.schema>>

const DAY_MS = 86_400_000
const FAIL_DAYS = 15
const WARN_DAYS = 45
const YOUNG_DAYS = 30

/** EPP status words under which a name does not work or is about to go (RFC 8056), and what they mean. */
const STOPPED: Readonly<Record<string, string>> = {
  redemptionperiod: 'it was deleted and can only be bought back for a short time',
  pendingdelete: 'it is about to be deleted',
  serverhold: 'the registry has switched it off',
  clienthold: 'the registrar has switched it off',
  inactive: 'it has no name servers at the registry',
}

const MESSAGES = {
  ok: '{domain} is registered until {date} and locked against transfer',
  byHand: '{domain} is registered until {date}, as entered by hand',
  okUnlocked: '{domain} is registered until {date}',
  young: '{domain} was registered {days:day|days} ago; mail providers distrust new domains, so start with little mail',
  differ: 'Registry and registrar of {domain} name different dates; we use that of the registrar, {date}',
  stopped: 'Website and email of {domain} do not work or will stop: {reason}',
  expired: 'The registration of {domain} ended on {date}; website and email stop, and others may buy the name',
  soon: 'Website and email of {domain} stop in {days:day|days} unless its registration is renewed',
  month: 'The registration of {domain} ends in {days:day|days}',
  autoRenew: 'The registration of {domain} ended on {date} and is being renewed; check that it was paid',
  prolonged: 'Make sure that {domain} was paid: its registry renewed it to {date} on trust and may take that back',
  moving: '{domain} is being moved to another registrar; make sure that you asked for it',
  unlocked: 'A stranger could try to move {domain} to another registrar: it has no transfer lock',
  noDate: 'The registry does not say until when {domain} is registered; look it up at your registrar',
  noService: 'The registry of {domain} has no public service to ask; look the date up at your registrar',
  notFound: 'The registry does not know {domain}, although DNS does',
  rateLimited: 'The registry of {domain} was asked too often; we try again at the next check',
  failed: 'The registry of {domain} did not give a usable answer',
  platform: 'The name belongs to {platform}, which registers it',
} as const

function exhibitOf(facts: Facts): Exhibit {
  const { expires, registrarExpires, registered, changed, status, registrar, nameServers } = facts
  const rows: [string, string | undefined][] = [
    ['Ends on, as the registry says', expires?.slice(0, 10)],
    ['Ends on, as the registrar says', registrarExpires?.slice(0, 10)],
    ['Registered on', registered?.slice(0, 10)],
    ['Last changed on', changed?.slice(0, 10)],
    ['Registrar', registrar],
    ['Status', status.join(', ')],
    ['Name servers', nameServers.join(', ')],
  ]
  return {
    kind: 'table',
    title: `Registration of ${facts.domain}`,
    columns: ['What', 'Value'],
    rows: rows.flatMap(([what, value]) => (value === undefined || value === '' ? [] : [[what, value]])),
  }
}

function renewFix({ domain, registrar }: Facts, date: string): Fix {
  return {
    effort: 'S',
    steps: [
      `Renew ${domain} at ${registrar ?? 'its registrar'} before ${date}.`,
      'Turn on automatic renewal and check that the card on file is valid.',
      'Turn on the transfer lock.',
    ],
  }
}

function holdFix({ domain, registrar }: Facts): Fix {
  return {
    effort: 'M',
    steps: [
      `Contact ${registrar ?? 'the registrar'} about ${domain} today.`,
      'Often an email that asks to confirm the contact address was not answered; look for it and confirm.',
    ],
  }
}

/** Judges the date a person read at the registrar, where the registry itself tells nothing. */
function judgeByHand(say: Say<typeof MESSAGES>, facts: Facts, { until, now }: { until: string; now: number }): Finding {
  const { domain } = facts
  const days = Math.floor((Date.parse(until) - now) / DAY_MS)
  const exhibit: Exhibit = {
    kind: 'table',
    title: `Registration of ${domain}`,
    columns: ['What', 'Value'],
    rows: [['Ends on, entered by hand', until]],
  }
  const at = { subject: host(domain), refs: ['dns.registration'], exhibits: [exhibit] }
  const fix = renewFix(facts, until)
  if (days < 0) return say.fail('expired', { domain, date: until }, { ...at, fix })
  if (days < FAIL_DAYS) return say.fail('soon', { domain, days }, { ...at, fix })
  if (days <= WARN_DAYS) return say.warn('month', { domain, days }, { ...at, fix, impact: 'high' })
  return say.pass('byHand', { domain, date: until }, at)
}

function lockFix({ domain, registrar }: Facts): Fix {
  return { effort: 'S', steps: [`Turn on the transfer lock of ${domain} at ${registrar ?? 'its registrar'}.`] }
}

export default defineCheck({
  id: 'domain-registration',
  version: 1,
  kind: 'automatic',
  title: 'The registration of your domain will not lapse',
  impact: 'blocker',
  why: 'If the registration lapses, website and email stop on the same day and somebody else may buy the name.',
  covers: { 'dns-apex-resolves': 'supporting' },
  ask: {
    id: 'registration-date',
    question: 'Until when is your domain registered, as your registrar shows it? Enter the date in the profile.',
    who: 'founder',
    minutes: 2,
  },
  needs: { facts: dnsRegistration, whole: dnsDomain },
  messages: MESSAGES,
  sources: [
    { label: 'RFC 9082 (asking registries)', url: 'https://www.rfc-editor.org/rfc/rfc9082' },
    { label: 'RFC 9083 (their answers)', url: 'https://www.rfc-editor.org/rfc/rfc9083' },
    { label: 'RFC 9224 (finding the registry)', url: 'https://www.rfc-editor.org/rfc/rfc9224' },
    { label: 'ICANN: status codes', url: 'https://www.icann.org/resources/pages/epp-status-codes-2014-06-16-en' },
  ],
  judge({ facts, whole }, say, { now, target }) {
    const { domain, outcome, status } = facts
    const subject = host(domain)
    if (whole.platform !== undefined) return say.notApplicable('platform', { platform: whole.platform }, { subject })
    const at = { subject, refs: ['dns.registration'], exhibits: [exhibitOf(facts)] }
    const byHand = target.profile.registrationExpires
    const until = facts.registrarExpires ?? facts.expires
    const stopped = status.find((word) => Object.hasOwn(STOPPED, word))
    // What the registry tells wins over what was once typed.
    if (byHand !== undefined && until === undefined && stopped === undefined)
      return judgeByHand(say, facts, { until: byHand, now })
    if (outcome === 'no-service') return say.unknown('noService', { domain }, at)
    if (outcome === 'rate-limited') return say.unknown('rateLimited', { domain }, at)
    if (outcome === 'failed') return say.unknown('failed', { domain }, at)
    if (outcome === 'not-found') return say.unknown('notFound', { domain }, at)
    if (stopped !== undefined)
      return say.fail('stopped', { domain, reason: STOPPED[stopped] ?? stopped }, { ...at, fix: holdFix(facts) })
    if (until === undefined) return say.unknown('noDate', { domain }, at)
    const date = until.slice(0, 10)
    const days = Math.floor((Date.parse(until) - now) / DAY_MS)
    const age = facts.registered === undefined ? undefined : Math.floor((now - Date.parse(facts.registered)) / DAY_MS)
    const isLocked = status.some((word) => word === 'clienttransferprohibited' || word === 'servertransferprohibited')
    const isMoving = status.includes('pendingtransfer')
    const isRenewing = status.includes('autorenewperiod')
    const fix = renewFix(facts, date)
    const weak = { ...at, impact: 'medium' as const }
    const notes = [
      ...(age !== undefined && age >= 0 && age < YOUNG_DAYS ? [say.pass('young', { domain, days: age }, at)] : []),
      ...(facts.registrarExpires !== undefined && facts.expires !== undefined && facts.expires.slice(0, 10) !== date
        ? [say.pass('differ', { domain, date }, at)]
        : []),
    ]
    if (days < 0)
      return isRenewing
        ? [say.warn('autoRenew', { domain, date }, { ...at, fix, impact: 'high' }), ...notes]
        : [say.fail('expired', { domain, date }, { ...at, fix }), ...notes]
    if (days < FAIL_DAYS) return [say.fail('soon', { domain, days }, { ...at, fix }), ...notes]
    const warnings = [
      ...(days <= WARN_DAYS ? [say.warn('month', { domain, days }, { ...at, fix, impact: 'high' })] : []),
      // The registry moves its date at once, also for those who will not pay; the registrar does not.
      ...(isRenewing && facts.registrarExpires === undefined
        ? [say.warn('prolonged', { domain, date }, { ...at, fix, impact: 'high' })]
        : []),
      ...(isMoving ? [say.warn('moving', { domain }, { ...at, fix: holdFix(facts), impact: 'high' })] : []),
      // A registry that publishes no status at all says nothing about the lock either.
      ...(!isLocked && !isMoving && status.length > 0
        ? [say.warn('unlocked', { domain }, { ...weak, fix: lockFix(facts) })]
        : []),
    ]
    if (warnings.length > 0) return [...warnings, ...notes]
    return [say.pass(isLocked ? 'ok' : 'okUnlocked', { domain, date }, at), ...notes]
  },
})
