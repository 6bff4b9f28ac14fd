import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import { host as hostSubject } from '../engine/subject'
import { type SeenCertificate, tlsHistory } from '../evidence/tls-history'
import { webEdge } from '../evidence/web-edge'
import { webTls } from '../evidence/web-tls'
import { dateWords, daysLeft, renewalLimits, spanWords } from './shared/certificate-dates'
import { isRefused, isUnjudged } from './shared/chain-verdict'
import { defineCheck } from './shared/define'
import { automaticIssuer, managedBy } from './shared/renewal'
import { certificateExhibit, distinct, type Served, servedBy, servedName, unseenCertificate } from './shared/tls-look'
import { tlsServerOf, variantFirst } from './shared/tls-server'

type Seen = Immutable<SeenCertificate>

const WORST_FIRST = ['late', 'stuck', 'manual', 'untrusted', 'unknown', 'inferred', 'observed'] as const

type Opinion = (typeof WORST_FIRST)[number]

type Judged = { served: Served; opinion: Opinion; by: string; left: number; before: Seen | undefined }

/** The certificate of the same kind that this one took the place of, in time: its end was not yet near. */
function replacedInTime(leaf: Served['leaf'], seen: readonly Seen[]): Seen | undefined {
  return seen.find((old) => {
    const at = Date.parse(leaf.notBefore)
    const isOlder = Date.parse(old.notBefore) < at && old.keyType === leaf.keyType
    return isOlder && daysLeft(old, at) > renewalLimits(old.lifetimeDays).failAt
  })
}

/** Whether an earlier audit saw this certificate past the point where it should have been replaced. */
function wasLateBefore(current: Seen | undefined): boolean {
  if (current === undefined || current.seenBefore === '') return false
  return daysLeft(current, Date.parse(current.seenBefore)) <= renewalLimits(current.lifetimeDays).failAt
}

type Known = { seen: readonly Seen[]; network: string; now: number }

function judgeOne(served: Served, { seen, network, now }: Known): Judged {
  const { leaf, fingerprint } = served
  const left = daysLeft(leaf, now)
  const { failAt, warnAt } = renewalLimits(leaf.lifetimeDays)
  const current = seen.find((one) => one.fingerprint === fingerprint)
  const before = replacedInTime(leaf, seen)
  const by = network || automaticIssuer(leaf)
  const judged = (opinion: Opinion): Judged => ({ served, opinion, by, left, before })
  if (left <= failAt && wasLateBefore(current)) return judged('late')
  if (isRefused(served, now) || isUnjudged(served, now) || servedName(served) !== 'match') return judged('untrusted')
  if (left <= warnAt) return judged(leaf.lifetimeDays > 100 && by === '' ? 'manual' : 'stuck')
  if (before !== undefined) return judged('observed')
  if (by !== '') return judged('inferred')
  return judged(leaf.lifetimeDays > 100 ? 'manual' : 'unknown')
}

function historyTable(host: string, seen: readonly Seen[]): Exhibit {
  return {
    kind: 'table',
    title: `Certificates of ${host} that audits saw`,
    columns: ['Key', 'Valid from', 'Valid until', 'First seen', 'Last seen'],
    rows: seen.map(({ keyType, notBefore, notAfter, firstSeen, lastSeen }) => [
      keyType,
      dateWords(notBefore),
      dateWords(notAfter),
      dateWords(firstSeen),
      dateWords(lastSeen),
    ]),
  }
}

function fixFor({ served: { host, leaf } }: Judged, server: string): Fix {
  const webroot = `certbot --nginx -d ${host}\nsystemctl list-timers certbot.timer\ncertbot renew --dry-run`
  const fix: Fix = {
    effort: 'M',
    steps: [
      `Let the server of ${host} fetch its certificates by ACME, from Let's Encrypt or another authority that supports it.`,
      'Check that the CAA records of the domain allow that authority; one that leaves it out stops every renewal.',
      'Let a renewal run once as a trial and look at its log.',
      `While it stays manual: write down who renews ${host} before ${dateWords(leaf.notAfter)}, and put the day into a calendar.`,
    ],
    snippet: { lang: 'sh', code: webroot },
    variants: [
      { provider: 'nginx', steps: ['Install certbot, then run these lines.'], snippet: { lang: 'sh', code: webroot } },
      {
        provider: 'Apache',
        steps: ['Install certbot, then run these lines.'],
        snippet: { lang: 'sh', code: `certbot --apache -d ${host}\ncertbot renew --dry-run` },
      },
      {
        provider: 'Caddy',
        steps: [
          `Remove your own "tls" line for ${host}: Caddy then renews by itself.`,
          'Ports 80 and 443 must reach it from outside.',
        ],
        snippet: { lang: 'caddy', code: `${host} {\n  reverse_proxy 127.0.0.1:3000\n}` },
      },
      {
        provider: 'AWS',
        steps: [
          `Request a certificate for ${host} in Certificate Manager with DNS validation and leave its CNAME in place: it then renews by itself. Imported ones do not.`,
        ],
      },
      {
        provider: 'Vercel, Netlify, Render, Fly.io',
        steps: [
          `Remove the certificate you uploaded for ${host}: the platform then issues and renews its own.`,
          'If it waits, verify the domain again; a missing CNAME or a CAA record usually blocks it.',
        ],
      },
      {
        provider: 'Cloudflare',
        steps: ['Open SSL/TLS, Edge Certificates: use a Universal or Advanced certificate instead of a custom one.'],
      },
    ],
  }
  return variantFirst(fix, server)
}

export default defineCheck({
  id: 'tls-auto-renewal',
  version: 2,
  kind: 'automatic',
  title: 'Certificates renew by themselves',
  impact: 'high',
  why: 'A forgotten renewal is the most common total outage of a small product.',
  covers: { 'tls-expiry-margin': 'supporting', 'tls-auto-renews': 'required' },
  confirmable: true,
  dependsOn: ['https-reachable', 'domain-resolves', 'tls-cert-chain', 'tls-cert-expiry'],
  freshDays: 1,
  needs: { tls: webTls, history: outcomeOf(tlsHistory), edge: outcomeOf(webEdge) },
  messages: {
    observed: 'The certificate of {host} was renewed in time, with {span} left',
    inferred: 'The certificate of {host} most likely renews by itself, through {by}',
    stuck: 'The renewal of {host} seems stuck: its certificate ends in {span}',
    overdue: 'The renewal of {host} seems stuck: its certificate ended on {date}',
    late: 'Nobody renews {host}: two audits in a row saw its certificate near its end',
    manual: 'Someone must renew {host} by hand: its certificate lasts {days} days',
    unknown: 'We cannot tell yet whether {host} renews by itself: {issuer} issues both ways',
    untrusted: 'Renewal of {host} can be judged once browsers trust its certificate',
    unseen: 'We could not see the certificate of {host}: {reason}',
    noAddress: '{host} has no address, so it needs no certificate',
  },
  sources: [
    { label: 'RFC 8555', url: 'https://www.rfc-editor.org/rfc/rfc8555' },
    { label: 'RFC 9773', url: 'https://www.rfc-editor.org/rfc/rfc9773' },
    {
      label: 'CA/Browser Forum ballot SC-081v3',
      url: 'https://cabforum.org/2025/04/11/ballot-sc081v3-introduce-schedule-of-reducing-validity-and-data-reuse-periods/',
    },
  ],
  judge({ tls, history, edge }, say, { now }) {
    return tls.hosts.map((row, index): Finding => {
      const { host, state } = row
      const at = { subject: hostSubject(host), refs: [`web.tls#/hosts/${index}`] }
      if (state === 'no-address') return say.notApplicable('noAddress', { host }, at)
      const seenAt = history.status === 'ok' ? history.value.hosts.findIndex((one) => one.host === host) : -1
      const seen = history.status === 'ok' ? (history.value.hosts[seenAt]?.certificates ?? []) : []
      const network = edge.status === 'ok' ? managedBy(edge.value, host) : ''
      const judged = distinct(servedBy(tls, index)).map((served) => judgeOne(served, { seen, network, now }))
      const worst = WORST_FIRST.flatMap((opinion) => judged.filter((one) => one.opinion === opinion))[0]
      if (worst === undefined) return say.unknown('unseen', { host, reason: unseenCertificate(row) }, at)
      const { served, opinion, by, left, before } = worst
      const tables = seen.length > 1 ? [historyTable(host, seen)] : []
      const refs = seenAt < 0 ? [served.ref] : [served.ref, `tls.history#/hosts/${seenAt}`]
      const shown = { subject: at.subject, refs, exhibits: [certificateExhibit(served), ...tables] }
      const fixed = { ...shown, fix: fixFor(worst, tlsServerOf(edge, host)) }
      switch (opinion) {
        case 'late':
          return say.fail('late', { host }, fixed)
        case 'stuck':
          if (left <= 0) return say.warn('overdue', { host, date: dateWords(served.leaf.notAfter) }, fixed)
          return say.warn('stuck', { host, span: spanWords(left) }, fixed)
        case 'manual':
          return say.warn('manual', { host, days: Math.round(served.leaf.lifetimeDays) }, fixed)
        case 'untrusted':
          return say.unknown('untrusted', { host }, shown)
        case 'unknown':
          return say.unknown(
            'unknown',
            { host, issuer: served.leaf.issuer.organization || served.leaf.issuer.commonName || 'its issuer' },
            fixed,
          )
        case 'inferred':
          return say.pass('inferred', { host, by }, shown)
        default: {
          const span = spanWords(before === undefined ? 0 : daysLeft(before, Date.parse(served.leaf.notBefore)))
          return say.pass('observed', { host, span }, shown)
        }
      }
    })
  },
})
