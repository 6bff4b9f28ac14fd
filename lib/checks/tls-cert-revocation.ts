import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { host as hostSubject } from '../engine/subject'
import { type TlsRevocationRow, type TlsStatusAnswer, tlsRevocation } from '../evidence/tls-revocation'
import { webTls } from '../evidence/web-tls'
import { dateWords } from './shared/certificate-dates'
import { defineCheck } from './shared/define'
import { type Certificate, unseenCertificate } from './shared/tls-look'
import { hostOfUrl } from './shared/web-hosts'
import { failureWords, stateWords } from './shared/web-look'

type Row = Immutable<TlsRevocationRow>
type Answer = Immutable<TlsStatusAnswer>

const SHORT_DAYS = 10

const WORST_FIRST = [
  'revoked',
  'mustStaple',
  'stapleInvalid',
  'stapleOld',
  'unreachable',
  'undecided',
  'good',
  'short',
  'noSource',
] as const

type Opinion = (typeof WORST_FIRST)[number]

function isPast(iso: string, now: number): boolean {
  const at = Date.parse(iso)
  return !Number.isNaN(at) && at < now
}

/** A revocation is for good, so an old answer still proves it; any other answer has to be fresh. */
function ofStaple(staple: Answer, now: number): Opinion {
  if (staple.signature === 'invalid') return 'stapleInvalid'
  if (staple.status === 'revoked') return 'revoked'
  if (isPast(staple.nextUpdate, now)) return 'stapleOld'
  return staple.status === 'good' && staple.signature === 'valid' ? 'good' : 'undecided'
}

/** Its authority is asked without encryption, so that only what it signed counts. */
function ofAnswer(answer: Answer, now: number): Opinion {
  if (answer.signature !== 'valid') return 'undecided'
  if (answer.status === 'revoked') return 'revoked'
  const isProven = answer.status === 'good' && !isPast(answer.nextUpdate, now)
  return isProven ? 'good' : 'undecided'
}

function opinionOf({ staple, asked }: Row, leaf: Certificate, now: number): Opinion {
  if (typeof staple === 'object') return ofStaple(staple, now)
  if (leaf.mustStaple)
    return asked.from !== 'none' && asked.from !== 'failed' && ofAnswer(asked.answer, now) === 'revoked'
      ? 'revoked'
      : 'mustStaple'
  if (staple === 'unreadable') return 'stapleInvalid'
  if (asked.from === 'failed') return 'unreachable'
  if (asked.from === 'none') return leaf.lifetimeDays <= SHORT_DAYS ? 'short' : 'noSource'
  return ofAnswer(asked.answer, now)
}

function answerRow(source: string, answer: Answer): string[] {
  return [
    source,
    answer.status,
    answer.signature,
    answer.revokedAt === '' ? '' : dateWords(answer.revokedAt),
    dateWords(answer.thisUpdate),
    dateWords(answer.nextUpdate),
  ]
}

function tableOf(host: string, { address, staple, asked }: Row): Exhibit {
  const rows: string[][] = []
  if (typeof staple === 'object') rows.push(answerRow(`stapled by ${address}`, staple))
  else rows.push([`stapled by ${address}`, staple, '', '', '', ''])
  if (asked.from === 'failed') rows.push([asked.url, `no answer: ${asked.detail}`, '', '', '', ''])
  if (asked.from === 'ocsp' || asked.from === 'crl') rows.push(answerRow(asked.url, asked.answer))
  return {
    kind: 'table',
    title: `What is known of the revocation of the certificate of ${host}`,
    columns: ['Source', 'Status', 'Signature', 'Revoked', 'From', 'Until'],
    rows,
  }
}

function reissueFix(host: string): Fix {
  return {
    effort: 'S',
    steps: [
      `Issue a new certificate for ${host} with a new key; a revoked one never becomes valid again.`,
      'Install it on every server and at every network that serves the name, and reload.',
      'Find out why it was revoked: a leaked key must be replaced wherever it was used.',
    ],
    snippet: {
      lang: 'sh',
      code: `certbot certonly --force-renewal --cert-name ${host} -d ${host}\nsystemctl reload nginx`,
    },
    variants: [
      {
        provider: 'Caddy',
        steps: ['Delete the stored certificate and its key and restart: Caddy fetches a new one.'],
        snippet: { lang: 'sh', code: `rm -r ~/.local/share/caddy/certificates/*/${host}\nsystemctl restart caddy` },
      },
      {
        provider: 'Vercel, Netlify, Cloudflare, Render',
        steps: [`Remove ${host} from the project and add it again: the platform issues a new certificate.`],
      },
      {
        provider: 'AWS',
        steps: ['Request a new certificate in Certificate Manager and choose it at the load balancer or distribution.'],
      },
    ],
  }
}

function stapleFix(host: string, mustStaple: boolean): Fix {
  const nginx =
    'ssl_stapling on;\nssl_stapling_verify on;\nssl_trusted_certificate /etc/ssl/chain.pem;\nresolver 1.1.1.1;'
  return {
    effort: 'S',
    steps: [
      `Turn OCSP stapling on at the server of ${host} and let it fetch fresh answers.`,
      ...(mustStaple ? ['Or issue the certificate again without the must-staple flag.'] : []),
    ],
    snippet: { lang: 'nginx', code: nginx },
    variants: [
      {
        provider: 'nginx',
        steps: ['Put the lines into the server block and reload.'],
        snippet: { lang: 'nginx', code: nginx },
      },
      {
        provider: 'Apache',
        steps: ['Put the lines outside of any virtual host and reload.'],
        snippet: { lang: 'apache', code: 'SSLUseStapling On\nSSLStaplingCache shmcb:/var/run/ocsp(128000)' },
      },
      {
        provider: 'certbot',
        steps: ['Issue again without the flag: leave out --must-staple.'],
        snippet: { lang: 'sh', code: `certbot certonly --force-renewal --cert-name ${host} -d ${host}` },
      },
      { provider: 'Caddy', steps: ['Caddy staples by itself: let it reach the responder over port 80.'] },
    ],
  }
}

function failureOf({ asked }: Row): string {
  if (asked.from !== 'failed') return ''
  return asked.error === null ? asked.detail : failureWords(asked.error)
}

export default defineCheck({
  id: 'tls-cert-revocation',
  version: 2,
  kind: 'automatic',
  title: 'No certificate has been revoked',
  impact: 'blocker',
  why: 'Firefox, Safari and company networks block a site whose certificate was revoked; other browsers may not show it to you.',
  covers: { 'tls-chain-trusted': 'required' },
  raises: ['certificate-warnings'],
  dependsOn: ['https-reachable', 'domain-resolves', 'tls-cert-chain'],
  freshDays: 1,
  needs: { revocation: tlsRevocation, tls: webTls },
  messages: {
    good: 'The certificate of {host} is not revoked',
    revoked: 'Browsers block {host}: its certificate was revoked on {date}',
    mustStaple: 'Firefox refuses {host}: the proof its certificate promises is not sent',
    stapleInvalid: 'Strict clients may refuse {host}: its proof against revocation is of no use',
    stapleOld: 'Strict clients may refuse {host}: its proof against revocation ended on {date}',
    unreachable: 'We could not ask whether the certificate of {host} is revoked: {reason}',
    undecided: 'The authority of {host} gave no clear answer on its certificate',
    short: 'The certificate of {host} lives so briefly that it is never revoked',
    noSource: 'The certificate of {host} names nobody to ask about revocation',
    unseen: 'We could not see the certificate of {host}: {reason}',
    noAddress: '{host} has no address, so it serves no certificate',
  },
  sources: [
    { label: 'RFC 6960', url: 'https://www.rfc-editor.org/rfc/rfc6960' },
    { label: 'RFC 7633', url: 'https://www.rfc-editor.org/rfc/rfc7633' },
    {
      label: 'Baseline Requirements, section 4.9',
      url: 'https://cabforum.org/working-groups/server/baseline-requirements/requirements/',
    },
  ],
  judge({ revocation, tls }, say, { now }) {
    return revocation.hosts.map(({ host, state, rows, late }, index): Finding => {
      const at = { subject: hostSubject(host), refs: [`tls.revocation#/hosts/${index}`] }
      if (state === 'no-address') return say.notApplicable('noAddress', { host }, at)
      const judged = rows.flatMap((row, rowIndex) => {
        const leaf = tls.certificates[row.leaf]
        const ref = `tls.revocation#/hosts/${index}/rows/${rowIndex}`
        return leaf === undefined ? [] : [{ row, leaf, ref, opinion: opinionOf(row, leaf, now) }]
      })
      const worst = WORST_FIRST.flatMap((opinion) => judged.filter((one) => one.opinion === opinion))[0]
      const isBad = worst !== undefined && WORST_FIRST.indexOf(worst.opinion) < WORST_FIRST.indexOf('undecided')
      if (worst === undefined || (late && !isBad)) {
        const seen = tls.hosts.find((one) => one.host === host)
        const reason = late ? failureWords(null) : seen === undefined ? stateWords(state) : unseenCertificate(seen)
        return say.unknown('unseen', { host, reason }, at)
      }
      const { row, leaf, ref, opinion } = worst
      const shown = { subject: at.subject, refs: [ref], exhibits: [tableOf(host, row)] }
      const answer =
        typeof row.staple === 'object'
          ? row.staple
          : row.asked.from === 'ocsp' || row.asked.from === 'crl'
            ? row.asked.answer
            : null
      switch (opinion) {
        case 'revoked':
          return say.fail(
            'revoked',
            { host, date: dateWords(answer?.revokedAt ?? '') || 'an unknown day' },
            { ...shown, fix: reissueFix(host) },
          )
        case 'mustStaple':
          return say.fail('mustStaple', { host }, { ...shown, impact: 'high', fix: stapleFix(host, true) })
        case 'stapleInvalid':
          return say.warn(
            'stapleInvalid',
            { host },
            { ...shown, impact: 'high', fix: stapleFix(host, leaf.mustStaple) },
          )
        case 'stapleOld': {
          const date = dateWords(answer?.nextUpdate ?? '')
          return say.warn(
            'stapleOld',
            { host, date },
            { ...shown, impact: 'high', fix: stapleFix(host, leaf.mustStaple) },
          )
        }
        case 'unreachable': {
          const from = row.asked.from === 'failed' ? hostOfUrl(row.asked.url) : ''
          return say.unknown('unreachable', { host, reason: `${from}: ${failureOf(row)}` }, shown)
        }
        case 'undecided':
          return say.unknown('undecided', { host }, shown)
        case 'good':
          return say.pass('good', { host }, shown)
        default:
          return say.notApplicable(opinion, { host }, shown)
      }
    })
  },
})
