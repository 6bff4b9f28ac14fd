import type { Fix } from '../engine/finding'
import { host as hostSubject } from '../engine/subject'
import { webTls } from '../evidence/web-tls'
import { dateVerdict, dateWords } from './shared/certificate-dates'
import { type ChainVerdict, chainVerdict } from './shared/chain-verdict'
import { defineCheck } from './shared/define'
import { certificateExhibit, distinct, type Served, servedBy, type TlsHost, unseenCertificate } from './shared/tls-look'
import { certificateFix } from './shared/web-fixes'

const WORST_FIRST: readonly ChainVerdict[] = [
  'selfSigned',
  'testAuthority',
  'privateRoot',
  'missingIntermediate',
  'unknownIssuer',
  'deadEnd',
  'misordered',
  'intermediateExpired',
  'wrongPurpose',
  'invalid',
  'refused',
  'staleRoots',
  'distrusted',
]

function fullChainFix(host: string, pem: string): Fix {
  const lines = `ssl_certificate     /etc/letsencrypt/live/${host}/fullchain.pem;\nssl_certificate_key /etc/letsencrypt/live/${host}/privkey.pem;`
  const dir = `/etc/letsencrypt/live/${host}`
  return {
    effort: 'S',
    steps: [
      `Serve the file with the whole chain (fullchain.pem), not only the certificate of ${host} (cert.pem), and reload.`,
      ...(pem === '' ? [] : ['Or append the certificates below to the file you serve now.']),
    ],
    snippet:
      pem === '' ? { lang: 'nginx', code: lines } : { lang: 'text', file: 'append-to-certificate.pem', code: pem },
    variants: [
      { provider: 'nginx', steps: ['Use the full chain and reload.'], snippet: { lang: 'nginx', code: lines } },
      {
        provider: 'Apache',
        steps: ['Use the full chain and reload.'],
        snippet: {
          lang: 'apache',
          code: `SSLCertificateFile ${dir}/fullchain.pem\nSSLCertificateKeyFile ${dir}/privkey.pem`,
        },
      },
      {
        provider: 'Caddy',
        steps: [`Remove your own "tls" line for ${host}: Caddy then fetches and sends the whole chain itself.`],
      },
      {
        provider: 'HAProxy',
        steps: ['Put certificate, intermediates and key into one file.'],
        snippet: { lang: 'sh', code: `cat ${dir}/fullchain.pem ${dir}/privkey.pem > /etc/haproxy/${host}.pem` },
      },
    ],
  }
}

function fixOf(verdict: ChainVerdict, { host, leaf, address }: Served): Fix {
  if (verdict === 'missingIntermediate') return fullChainFix(host, address.aia?.pem ?? '')
  if (verdict === 'testAuthority') {
    const fix = certificateFix(host, [])
    const first = 'Take the switch for tests (--staging, --test-cert, or the staging directory URL) out of your setup.'
    return { ...fix, steps: [first, ...fix.steps] }
  }
  if (verdict === 'deadEnd') return fullChainFix(host, '')
  if (verdict === 'misordered' || verdict === 'intermediateExpired') {
    const fix = fullChainFix(host, '')
    const first =
      verdict === 'misordered'
        ? `Put the certificate of ${host} first in the file, its intermediates after it.`
        : 'Replace the intermediate certificates by the current ones your authority publishes.'
    return { ...fix, steps: [first, ...fix.steps] }
  }
  const names = leaf.dnsNames.length <= 10 ? leaf.dnsNames.filter((name) => !name.startsWith('*.')) : []
  return certificateFix(host, names)
}

function tooLarge(row: TlsHost): boolean {
  return row.addresses.some(({ first }) => first?.ok === false && first.error.code === 'TLS_EXCESSIVE_MESSAGE')
}

export default defineCheck({
  id: 'tls-cert-chain',
  version: 2,
  kind: 'automatic',
  title: 'Every certificate is trusted and its chain complete',
  impact: 'blocker',
  why: 'A desktop browser may hide it, while phones, apps, webhooks and payment callbacks refuse to connect.',
  covers: { 'tls-chain-trusted': 'required' },
  raises: ['certificate-warnings'],
  dependsOn: ['https-reachable', 'domain-resolves', 'host-apex', 'host-www', 'host-roles'],
  needs: { tls: webTls },
  messages: {
    ok: 'The certificate of {host} leads to a root everybody knows',
    selfSigned: 'Browsers warn visitors of {host}: it signed its certificate itself',
    privateRoot: 'Browsers warn visitors of {host}: {issuer} is a private authority',
    missingIntermediate: 'Phones, apps and webhooks refuse {host}: part of its certificate is missing',
    unknownIssuer: 'Browsers warn visitors of {host}: nobody knows its issuer, {issuer}',
    testAuthority: 'Browsers warn visitors of {host}: its certificate is one for tests, by {issuer}',
    deadEnd: 'Apps and webhooks refuse {host}: its certificates lead to no root they know',
    intermediateExpired: 'Browsers warn visitors of {host}: its intermediate expired on {date}',
    misordered: 'Many clients refuse {host}: its certificates are sent in the wrong order',
    wrongPurpose: 'Browsers refuse {host}: its certificate is not made for web servers',
    invalid: 'Browsers refuse {host}: its certificates do not prove each other',
    refused: 'Clients refuse {host}: its certificates break a rule that clients insist on',
    tooLarge: 'Clients refuse {host}: its certificates, or what it sends before them, are too large',
    distrusted: 'Newer browsers refuse {host}: they no longer trust {issuer}',
    staleRoots: 'We cannot judge the issuer of {host}, {issuer}: our list of roots may be too old',
    unseen: 'We could not see the certificate of {host}: {reason}',
    noAddress: '{host} has no address, so it serves no certificate',
  },
  sources: [
    { label: 'RFC 5280 section 6', url: 'https://www.rfc-editor.org/rfc/rfc5280#section-6' },
    { label: 'RFC 8446 section 4.4.2', url: 'https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2' },
  ],
  judge({ tls }, say, { now }) {
    return tls.hosts.map((row, index) => {
      const { host, state } = row
      const at = { subject: hostSubject(host), refs: [`web.tls#/hosts/${index}`] }
      if (state === 'no-address') return say.notApplicable('noAddress', { host }, at)
      if (tooLarge(row)) {
        return say.fail('tooLarge', { host }, { ...at, fix: certificateFix(host, []) })
      }
      const all = servedBy(tls, index)
      const judged = all.map((served) => ({ served, verdict: chainVerdict(served, now) }))
      const worst = WORST_FIRST.flatMap((verdict) => judged.filter((one) => one.verdict === verdict))[0]
      if (worst === undefined) {
        if (all.length === 0) return say.unknown('unseen', { host, reason: unseenCertificate(row) }, at)
        return say.pass(
          'ok',
          { host },
          {
            ...at,
            exhibits: distinct(all)
              .slice(0, 2)
              .map((one) => certificateExhibit(one)),
          },
        )
      }
      const { served, verdict } = worst
      const top = served.intermediates.at(-1) ?? served.leaf
      const issuer = (served.root ?? top).issuer.organization || (served.root ?? top).issuer.commonName || 'no name'
      const error = served.handshake.authorizationError
      const exhibits = [certificateExhibit(served, error === '' ? undefined : error)]
      const found = { subject: at.subject, refs: [served.ref], exhibits, fix: fixOf(verdict, served) }
      switch (verdict) {
        case 'staleRoots':
          return say.unknown('staleRoots', { host, issuer }, { subject: at.subject, refs: [served.ref], exhibits })
        case 'distrusted':
          return say.warn('distrusted', { host, issuer }, found)
        case 'privateRoot':
        case 'testAuthority':
        case 'unknownIssuer':
          return say.fail(verdict, { host, issuer }, found)
        case 'intermediateExpired': {
          const old = served.intermediates.find((certificate) => dateVerdict(certificate, now) === 'expired')
          return say.fail(verdict, { host, date: dateWords(old?.notAfter ?? '') }, found)
        }
        case 'trusted':
          return say.pass('ok', { host }, at)
        default:
          return say.fail(verdict, { host }, found)
      }
    })
  },
})
