import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import { ifPresent, outcomeOf } from '../engine/need'
import { host as hostSubject } from '../engine/subject'
import { type TlsCiphersHost, tlsCiphers } from '../evidence/tls-ciphers'
import { type TlsWireSuite, tlsWire } from '../evidence/tls-wire'
import { webEdge } from '../evidence/web-edge'
import { defineCheck } from './shared/define'
import { tlsServerOf, variantFirst } from './shared/tls-server'
import { failureWords } from './shared/web-look'
import { type Look, spokenLooks, unansweredWords, unseenWire, VERSIONS } from './shared/wire-look'

type Suite = Immutable<TlsWireSuite>
type Sweep = Immutable<TlsCiphersHost['sweep']>

/** RFC 9325 section 4: what must not be negotiated at all, and what should not be. */
const BROKEN = new Set<Suite['weakness']>(['null', 'anonymous', 'export', 'des', 'rc4'])
const DH_BITS = 2048

const KINDS: Readonly<Record<NonNullable<Suite['weakness']>, string>> = {
  null: 'no encryption',
  anonymous: 'no proof of identity',
  export: 'export-grade keys',
  des: 'DES',
  rc4: 'RC4',
  '3des': '3DES',
  idea: 'IDEA',
  seed: 'SEED',
}

// The intermediate profile of Mozilla's guidelines: every browser since 2014.
const CIPHERS =
  'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305'

function fixFor(host: string, server: string): Fix {
  const nginx = `ssl_ciphers ${CIPHERS};\nssl_prefer_server_ciphers off;`
  const fix: Fix = {
    effort: 'S',
    steps: [
      `Let the server that ends https for ${host} accept these ciphers only, which every browser since 2014 knows.`,
      'Reload it and run this check again.',
    ],
    snippet: { lang: 'text', code: CIPHERS },
    variants: [
      {
        provider: 'nginx',
        steps: [
          `Put the lines into the default server of the address that ${host} shares, because nginx takes them from there, and reload.`,
        ],
        snippet: { lang: 'nginx', code: nginx },
      },
      {
        provider: 'Apache',
        steps: ['Put the line into ssl.conf and reload.'],
        snippet: { lang: 'apache', code: `SSLCipherSuite ${CIPHERS}` },
      },
      {
        provider: 'Caddy',
        steps: [`Remove the "ciphers" line of ${host}: Caddy offers none of the broken ones by itself.`],
      },
      {
        provider: 'HAProxy',
        steps: ['Put the line into the global section and reload.'],
        snippet: { lang: 'haproxy', code: `ssl-default-bind-ciphers ${CIPHERS}` },
      },
      {
        provider: 'Cloudflare',
        steps: [
          'Open SSL/TLS, Edge Certificates and set "Minimum TLS Version" to 1.2: that removes 3DES.',
          'With Advanced Certificate Manager choose the cipher suite profile "Modern" or "Compatible".',
        ],
      },
      {
        provider: 'AWS',
        steps: [
          'Load balancer: open the HTTPS listener and choose the security policy ELBSecurityPolicy-TLS13-1-2-2021-06.',
          'CloudFront: choose the security policy TLSv1.2_2021.',
        ],
      },
    ],
  }
  return variantFirst(fix, server)
}

function tableOf(host: string, suites: readonly Suite[]): Exhibit {
  return {
    kind: 'table',
    title: `Ciphers ${host} chose from our offers`,
    columns: ['Cipher', 'Version', 'Weakness'],
    rows: suites.map(({ name, version, weakness, dhBits }) => [
      name,
      version,
      [weakness === null ? '' : KINDS[weakness], dhBits === null ? '' : `key exchange of ${dhBits} bits`]
        .filter((part) => part !== '')
        .join(', '),
    ]),
  }
}

function kindWords(suites: readonly Suite[]): string {
  const kinds = suites.flatMap(({ weakness }) => (weakness === null ? [] : [KINDS[weakness]]))
  return [...new Set(kinds)].join(', ')
}

/** Nothing older than TLS 1.3 is spoken: none of its suites is weak. */
function isModern({ versions }: Look): boolean {
  return VERSIONS.every((version) => versions[version] === (version === 'TLSv1.3' ? 'accepted' : 'refused'))
}

export default defineCheck({
  id: 'tls-weak-ciphers',
  version: 1,
  kind: 'automatic',
  title: 'No broken ciphers are accepted',
  impact: 'medium',
  why: 'Attackers need a special position to use them, but auditors and some banks refuse the connection.',
  covers: { 'tls-chain-trusted': 'supporting' },
  dependsOn: ['https-reachable', 'domain-resolves'],
  passiveToo: true,
  unprobed: 'permission',
  needs: { wire: tlsWire, sweep: ifPresent(tlsCiphers), edge: outcomeOf(webEdge) },
  messages: {
    ok: '{host} refuses every broken cipher',
    modern: '{host} speaks TLS 1.3 alone, which has no broken ciphers',
    broken: 'Traffic of {host} can be read or changed: it accepts {kinds}',
    old: 'Security audits mark {host} down: it still accepts {kinds}',
    shortKey: 'Strong attackers can read traffic of {host}: its key exchange has {bits} bits',
    noSecrecy: 'Whoever steals the key of {host} can read all of its past traffic',
    permission: 'Broken ciphers are offered to {host} only with your permission',
    unfinished: 'We could not finish asking {host} for broken ciphers: {reason}',
    unseen: 'We could not see which ciphers {host} accepts: {reason}',
    noAddress: '{host} has no address, so it accepts no ciphers',
  },
  sources: [
    { label: 'RFC 9325 section 4', url: 'https://www.rfc-editor.org/rfc/rfc9325#section-4' },
    { label: 'RFC 7465', url: 'https://www.rfc-editor.org/rfc/rfc7465' },
    { label: 'RFC 5469', url: 'https://www.rfc-editor.org/rfc/rfc5469' },
    { label: 'CVE-2016-2183', url: 'https://nvd.nist.gov/vuln/detail/CVE-2016-2183' },
  ],
  judge({ wire, sweep, edge }, say) {
    return wire.hosts.map((row, index): Finding => {
      const { host, state } = row
      const at = { subject: hostSubject(host), refs: [`tls.wire#/hosts/${index}`] }
      if (state === 'no-address') return say.notApplicable('noAddress', { host }, at)
      const looks = spokenLooks(row, index).map(({ look }) => look)
      const sweptAt = sweep?.hosts.findIndex((one) => one.host === host) ?? -1
      const swept: Sweep | undefined = sweptAt < 0 ? undefined : sweep?.hosts[sweptAt]?.sweep
      const suites = [...looks.flatMap((look) => look.suites), ...(swept?.found ?? [])]
      if (looks.length === 0 && suites.length === 0) return say.unknown('unseen', { host, reason: unseenWire(row) }, at)
      const refs = sweptAt < 0 ? at.refs : [...at.refs, `tls.ciphers#/hosts/${sweptAt}`]
      const weak = suites.filter(({ weakness }) => weakness !== null)
      const shown = { ...at, refs, exhibits: [tableOf(host, weak.length > 0 ? weak : suites)] }
      const fixed = { ...shown, fix: fixFor(host, tlsServerOf(edge, host)) }
      const broken = weak.filter(({ weakness }) => BROKEN.has(weakness))
      if (broken.length > 0) return say.fail('broken', { host, kinds: kindWords(broken) }, fixed)
      const low = { ...fixed, impact: 'low' as const }
      if (weak.length > 0) return say.warn('old', { host, kinds: kindWords(weak) }, low)
      const [short] = suites
        .flatMap(({ dhBits }) => (dhBits !== null && dhBits < DH_BITS ? [dhBits] : []))
        .sort((a, b) => a - b)
      if (short !== undefined) return say.warn('shortKey', { host, bits: short }, fixed)
      if (looks.some(({ forwardSecret }) => forwardSecret === 'no')) return say.warn('noSecrecy', { host }, low)
      if (looks.every(isModern)) return say.pass('modern', { host }, shown)
      if (swept === undefined) return say.unknown('permission', { host }, shown)
      if (swept === null) return say.unknown('unfinished', { host, reason: failureWords(null) }, shown)
      if (!swept.complete) return say.unknown('unfinished', { host, reason: unansweredWords(swept.error) }, shown)
      return say.pass('ok', { host }, shown)
    })
  },
})
