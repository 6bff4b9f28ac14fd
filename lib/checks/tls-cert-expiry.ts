import type { Fix } from '../engine/finding'
import { outcomeOf } from '../engine/need'
import { host as hostSubject } from '../engine/subject'
import { webEntry } from '../evidence/web-entry'
import { webTls } from '../evidence/web-tls'
import { type DateVerdict, dateVerdict, dateWords, daysLeft, spanWords } from './shared/certificate-dates'
import { clockIsOff } from './shared/clock-skew'
import { defineCheck } from './shared/define'
import {
  type Certificate,
  certificateExhibit,
  distinct,
  keyWords,
  type Served,
  servedBy,
  unseenCertificate,
} from './shared/tls-look'

const WORST_FIRST: readonly DateVerdict[] = ['expired', 'notYet', 'late', 'soon', 'good']

type Dated = { served: Served; certificate: Certificate; verdict: DateVerdict; left: number }

function datedOf(served: readonly Served[], now: number): Dated[] {
  const rows = served.flatMap((one) =>
    [one.leaf, ...one.intermediates].map((certificate) => ({
      served: one,
      certificate,
      // An intermediate is not renewed by the founder: only its end counts, not the margin before it.
      verdict: certificate === one.leaf ? dateVerdict(certificate, now) : intermediateVerdict(certificate, now),
      left: daysLeft(certificate, now),
    })),
  )
  return rows.sort(
    (one, other) => WORST_FIRST.indexOf(one.verdict) - WORST_FIRST.indexOf(other.verdict) || one.left - other.left,
  )
}

function intermediateVerdict(certificate: Certificate, now: number): DateVerdict {
  const verdict = dateVerdict(certificate, now)
  return verdict === 'late' || verdict === 'soon' ? 'good' : verdict
}

/** Which of the certificates of a host is meant. */
function whichWords({ served, certificate }: Dated): string {
  return certificate === served.leaf
    ? `its ${keyWords(certificate).split(' ')[0]} certificate`
    : 'one of its intermediate certificates'
}

function renewFix({ served, certificate }: Dated): Fix {
  const { host } = served
  return {
    effort: 'S',
    steps: [
      `Renew the ${keyWords(served.leaf)} certificate of ${host} served at ${served.address.address}; it ends on ${dateWords(certificate.notAfter)}.`,
      'Reload the web server, so that it serves the new file, and check that the renewal runs by itself.',
    ],
    snippet: { lang: 'sh', code: `certbot renew --cert-name ${host}\nsystemctl reload nginx` },
    variants: [
      {
        provider: 'Vercel, Netlify, Render, Fly',
        steps: [
          `Open the domain settings of ${host} and verify the domain again.`,
          'A CAA record that leaves out the authority, or a missing CNAME, usually blocks the renewal.',
        ],
      },
      {
        provider: 'Cloudflare',
        steps: ['Open SSL/TLS, Edge Certificates: a certificate that waits for validation shows the record it needs.'],
      },
      { provider: 'Caddy', steps: ['Look for "renew" errors in its log; ports 80 and 443 must reach it.'] },
    ],
  }
}

export default defineCheck({
  id: 'tls-cert-expiry',
  version: 1,
  kind: 'automatic',
  title: 'Every certificate lasts past a safe margin',
  impact: 'blocker',
  why: 'From the printed hour on every visitor gets a warning page instead of your product.',
  covers: { 'tls-expiry-margin': 'required' },
  raises: ['certificate-warnings'],
  dependsOn: ['https-reachable', 'domain-resolves', 'host-apex', 'host-www', 'host-roles'],
  freshDays: 1,
  needs: { tls: webTls, entry: outcomeOf(webEntry) },
  messages: {
    ok: 'The certificate of {host} is valid for {span} more, until {date}',
    expired: 'Browsers warn visitors of {host}: {which} expired on {date}',
    notYet: 'Browsers warn visitors of {host}: {which} starts on {date}',
    late: 'In {span} browsers will warn visitors of {host}: {which} ends',
    soon: 'The renewal of {host} is overdue: {which} ends in {span}, on {date}',
    clock: 'The clock of our checker seems wrong, so dates of {host} prove nothing',
    unseen: 'We could not see the certificate of {host}: {reason}',
    noAddress: '{host} has no address, so it serves no certificate',
  },
  sources: [
    { label: 'RFC 5280 section 4.1.2.5', url: 'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5' },
    {
      label: 'CA/Browser Forum ballot SC-081v3',
      url: 'https://cabforum.org/2025/04/11/ballot-sc081v3-introduce-schedule-of-reducing-validity-and-data-reuse-periods/',
    },
  ],
  judge({ tls, entry }, say, { now }) {
    const clockOff = entry.status === 'ok' && clockIsOff(entry.value)
    return tls.hosts.map((row, index) => {
      const { host, state } = row
      const at = { subject: hostSubject(host), refs: [`web.tls#/hosts/${index}`] }
      if (state === 'no-address') return say.notApplicable('noAddress', { host }, at)
      const worst = datedOf(distinct(servedBy(tls, index)), now)[0]
      if (worst === undefined) return say.unknown('unseen', { host, reason: unseenCertificate(row) }, at)
      const { served, certificate, verdict, left } = worst
      const exhibits = [certificateExhibit(served)]
      const found = { subject: at.subject, refs: [served.ref], exhibits }
      if (clockOff) return say.unknown('clock', { host }, found)
      const which = whichWords(worst)
      const span = spanWords(left)
      const date = dateWords(verdict === 'notYet' ? certificate.notBefore : certificate.notAfter)
      const fixed = { ...found, fix: renewFix(worst) }
      switch (verdict) {
        case 'expired':
        case 'notYet':
          return say.fail(verdict, { host, which, date }, fixed)
        case 'late':
          return say.fail('late', { host, which, span }, fixed)
        case 'soon':
          return say.warn('soon', { host, which, date, span }, { ...fixed, impact: 'high' })
        default:
          return say.pass(
            'ok',
            { host, span: spanWords(daysLeft(served.leaf, now)), date: dateWords(served.leaf.notAfter) },
            found,
          )
      }
    })
  },
})
