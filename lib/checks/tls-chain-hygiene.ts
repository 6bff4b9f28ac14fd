import type { Outcome } from '../engine/evidence'
import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import { host as hostSubject } from '../engine/subject'
import { tlsWire } from '../evidence/tls-wire'
import { type WebTls, webTls } from '../evidence/web-tls'
import { type ChainReading, readSentChain, type SentChain, type SentRole } from './shared/chain-order'
import { defineCheck } from './shared/define'
import { spokenLooks, unseenWire } from './shared/wire-look'

const WORST_FIRST = ['order', 'unrelated', 'duplicate', 'root', 'many', 'large'] as const

const ROLES: Readonly<Record<SentRole, string>> = {
  leaf: 'keep, first',
  issuer: 'keep',
  alternative: 'keep',
  duplicate: 'drop, sent twice',
  root: 'drop, clients use their own',
  unrelated: 'drop, belongs to no certificate above it',
}

const kib = (bytes: number): string => (bytes / 1024).toFixed(1)

function tableOf(host: string, address: string, { rows }: ChainReading): Exhibit {
  return {
    kind: 'table',
    title: `Certificates of ${host} at ${address}, as sent`,
    columns: ['Subject', 'Issuer', 'Bytes', 'Do'],
    rows: rows.map(({ certificate, role }) => [
      certificate.subject,
      certificate.issuer,
      String(certificate.bytes),
      ROLES[role],
    ]),
  }
}

function fixFor(host: string, { rows, kept }: ChainReading): Fix {
  const name = (subject: string): string => subject || 'the part that is no certificate'
  const dropped = rows.filter(({ role }) => role === 'duplicate' || role === 'root' || role === 'unrelated')
  return {
    effort: 'S',
    steps: [
      `Let the certificate file of ${host} hold these and nothing else, in this order: ${kept.map(({ subject }) => name(subject)).join('; ')}.`,
      ...(dropped.length === 0
        ? []
        : [`Remove: ${dropped.map(({ certificate }) => name(certificate.subject)).join('; ')}.`]),
      'Reload the server and run this check again.',
    ],
    snippet: { lang: 'sh', code: `cat ${host}.crt intermediate.crt > fullchain.pem` },
    variants: [
      {
        provider: 'nginx with certbot',
        steps: ['Use the file certbot writes; it holds leaf and intermediates in order.'],
        snippet: { lang: 'nginx', code: `ssl_certificate /etc/letsencrypt/live/${host}/fullchain.pem;` },
      },
      {
        provider: 'AWS Certificate Manager',
        steps: [
          'Import again: leaf alone in "Certificate body", intermediates without the root in "Certificate chain".',
        ],
      },
      {
        provider: 'Vercel, Netlify, Cloudflare',
        steps: [
          'Upload the certificate again with its bundle in order, or remove it: the platform then issues its own.',
        ],
      },
    ],
  }
}

function largest(chains: readonly SentChain[]): { reading: ChainReading; code: (typeof WORST_FIRST)[number] } | null {
  const found = chains.map(readSentChain).flatMap((reading) => reading.problems.map((code) => ({ reading, code })))
  return WORST_FIRST.flatMap((code) => found.filter((one) => one.code === code))[0] ?? null
}

/** Whether a part of a chain is missing: then it is not what clients need, however tidy. */
function isIncomplete(tls: Immutable<Outcome<WebTls>>, host: string): boolean {
  const row = tls.status === 'ok' ? tls.value.hosts.find((one) => one.host === host) : undefined
  const handshakes = (row?.addresses ?? []).flatMap(({ first, second }) => [first, second])
  return handshakes.some((handshake) => handshake?.ok === true && handshake.path === 'incomplete')
}

export default defineCheck({
  id: 'tls-chain-hygiene',
  version: 2,
  kind: 'automatic',
  title: 'Servers send exactly the certificates clients need',
  impact: 'low',
  why: 'It works, but every new visitor downloads useless bytes before the page begins.',
  covers: { 'tls-chain-trusted': 'supporting' },
  dependsOn: ['https-reachable', 'domain-resolves', 'tls-cert-chain'],
  needs: { wire: tlsWire, tls: outcomeOf(webTls) },
  messages: {
    ok: '{host} sends {count:certificate|certificates} in order and nothing else',
    root: 'Visitors of {host} download a root certificate that helps nobody',
    duplicate: 'Visitors of {host} download the same certificate twice',
    order: 'Strict clients may stumble over {host}: its certificates are out of order',
    unrelated: 'Visitors of {host} download certificates that belong to nothing',
    many: 'Visitors of {host} wait longer: it sends {count:certificate|certificates}',
    large: 'Visitors of {host} wait longer: its certificates take {kib} KiB',
    selfSigned: '{host} signed its certificate itself, so there is no chain to tidy',
    incomplete: '{host} leaves out a part of its chain, so there is nothing to tidy yet',
    hidden: '{host} speaks only TLS 1.3, which hides the order of its certificates',
    unseen: 'We could not see the certificates {host} sends: {reason}',
    noAddress: '{host} has no address, so it sends no certificates',
  },
  sources: [
    { label: 'RFC 5246 section 7.4.2', url: 'https://www.rfc-editor.org/rfc/rfc5246#section-7.4.2' },
    { label: 'RFC 8446 section 4.4.2', url: 'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2' },
  ],
  judge({ wire, tls }, say) {
    return wire.hosts.map((row, index): Finding => {
      const { host, state } = row
      const at = { subject: hostSubject(host), refs: [`tls.wire#/hosts/${index}`] }
      if (state === 'no-address') return say.notApplicable('noAddress', { host }, at)
      const spoken = spokenLooks(row, index)
      const seen = spoken.filter(({ look }) => look.chains.length > 0)
      const [first] = seen
      if (first === undefined) {
        const isHidden = spoken.length > 0 && spoken.every(({ look }) => look.versions['TLSv1.2'] === 'refused')
        return isHidden
          ? say.unknown('hidden', { host }, at)
          : say.unknown('unseen', { host, reason: unseenWire(row) }, at)
      }
      for (const { look, ref } of seen) {
        const worst = largest(look.chains)
        if (worst === null) continue
        const { code, reading } = worst
        const shown = {
          subject: at.subject,
          refs: [ref],
          exhibits: [tableOf(host, look.address, reading)],
          fix: fixFor(host, reading),
        }
        if (code === 'many') return say.warn('many', { host, count: reading.rows.length }, shown)
        if (code === 'large') return say.warn('large', { host, kib: kib(reading.bytes) }, shown)
        return say.warn(code, { host }, shown)
      }
      const readings = seen.flatMap(({ look }) => look.chains.map(readSentChain))
      const [reading] = readings
      if (reading === undefined || readings.every(({ rows }) => rows.length === 1 && rows[0]?.certificate.selfIssued))
        return say.notApplicable('selfSigned', { host }, at)
      const exhibits = [tableOf(host, first.look.address, reading)]
      if (isIncomplete(tls, host)) return say.notApplicable('incomplete', { host }, { ...at, exhibits })
      return say.pass('ok', { host, count: reading.rows.length }, { ...at, refs: [first.ref], exhibits })
    })
  },
})
