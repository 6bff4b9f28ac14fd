import type { Finding, Fix } from '../engine/finding'
import { outcomeOf } from '../engine/need'
import { host as hostSubject } from '../engine/subject'
import { tlsWire } from '../evidence/tls-wire'
import { webEdge } from '../evidence/web-edge'
import { defineCheck } from './shared/define'
import { tlsServerOf, variantFirst } from './shared/tls-server'
import {
  type Look,
  spokenLooks,
  unansweredWords,
  unseenWire,
  versionsIn,
  versionTable,
  versionWords,
} from './shared/wire-look'

const WORST_FIRST = ['neither', 'ssl3', 'old', 'partly', 'only12', 'ok'] as const

type Opinion = (typeof WORST_FIRST)[number]

/** What is accepted is a fact, whatever else stayed without an answer. */
function opinionOf(look: Look): Opinion {
  const { versions } = look
  if (versions['TLSv1.2'] === 'refused' && versions['TLSv1.3'] === 'refused') return 'neither'
  if (versions.SSLv3 === 'accepted') return 'ssl3'
  if (versions.TLSv1 === 'accepted' || versions['TLSv1.1'] === 'accepted') return 'old'
  if ([versions.SSLv3, versions.TLSv1, versions['TLSv1.1']].includes('unknown')) return 'partly'
  return versions['TLSv1.3'] === 'refused' ? 'only12' : 'ok'
}

const PASSES = { accepted: 'ok', refused: 'only13', unknown: 'modern' } as const

function fixFor(host: string, server: string): Fix {
  const nginx = 'ssl_protocols TLSv1.2 TLSv1.3;'
  const fix: Fix = {
    effort: 'S',
    steps: [
      `Let the server that ends https for ${host} accept TLS 1.2 and TLS 1.3 only.`,
      'Reload it and run this check again.',
    ],
    snippet: { lang: 'nginx', code: nginx },
    variants: [
      {
        provider: 'Cloudflare',
        steps: [
          'Open SSL/TLS, Edge Certificates.',
          'Set "Minimum TLS Version" to 1.2; its default still accepts 1.0. Turn on TLS 1.3.',
        ],
      },
      {
        provider: 'nginx',
        steps: [
          `Put the line into the default server of the address that ${host} shares: nginx takes the versions of the first server block on a listen socket and ignores the others.`,
          'Reload nginx.',
        ],
        snippet: { lang: 'nginx', code: nginx },
      },
      {
        provider: 'Apache',
        steps: ['Put the line into ssl.conf, outside of any virtual host, and reload.'],
        snippet: { lang: 'apache', code: 'SSLProtocol -all +TLSv1.2 +TLSv1.3' },
      },
      {
        provider: 'Caddy',
        steps: [`Remove the "protocols" line of ${host}: Caddy accepts TLS 1.2 and 1.3 by itself.`],
        snippet: { lang: 'caddy', code: `${host} {\n  tls {\n    protocols tls1.2 tls1.3\n  }\n}` },
      },
      {
        provider: 'HAProxy',
        steps: ['Put the line into the global section and reload.'],
        snippet: { lang: 'haproxy', code: 'ssl-default-bind-options ssl-min-ver TLSv1.2' },
      },
      {
        provider: 'AWS',
        steps: [
          'Load balancer: open the HTTPS listener and choose the security policy ELBSecurityPolicy-TLS13-1-2-2021-06.',
          'CloudFront: open the general settings of the distribution and choose the security policy TLSv1.2_2021.',
        ],
      },
      {
        provider: 'IIS',
        steps: ['Turn the old versions off for the whole machine and restart it.'],
        snippet: {
          lang: 'powershell',
          code: '$base = "HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols"\nforeach ($name in "SSL 3.0", "TLS 1.0", "TLS 1.1") {\n  New-Item "$base\\$name\\Server" -Force\n  Set-ItemProperty "$base\\$name\\Server" -Name Enabled -Value 0 -Type DWord\n}',
        },
      },
      {
        provider: 'Vercel, Netlify, Render, Fly.io',
        steps: [
          `These accept TLS 1.2 and 1.3 only: check that DNS of ${host} points straight to them and not to an older server.`,
        ],
      },
    ],
  }
  return variantFirst(fix, server)
}

export default defineCheck({
  id: 'tls-versions',
  version: 2,
  kind: 'automatic',
  title: 'Only modern TLS versions are accepted',
  impact: 'medium',
  why: 'Old versions fail card-payment audits; without TLS 1.2 browsers cannot open the site at all.',
  covers: { 'tls-chain-trusted': 'supporting' },
  dependsOn: ['https-reachable', 'domain-resolves'],
  needs: { wire: tlsWire, edge: outcomeOf(webEdge) },
  messages: {
    ok: '{host} speaks TLS 1.2 and 1.3 and nothing older',
    only12: '{host} speaks TLS 1.2 and nothing older; 1.3 would connect faster',
    modern: '{host} speaks {versions} and nothing older than TLS 1.2',
    only13: '{host} speaks TLS 1.3 and nothing older',
    neither: 'Browsers cannot open {host}: it speaks nothing newer than {versions}',
    ssl3: 'Attackers can read traffic of {host}: it still accepts {versions}',
    old: 'Card-payment audits fail {host}: it still accepts {versions}',
    partly: 'We could not rule out old TLS versions at {host}: {reason}',
    unseen: 'We could not see which TLS versions {host} speaks: {reason}',
    noAddress: '{host} has no address, so it speaks no TLS',
  },
  sources: [
    { label: 'RFC 8996', url: 'https://www.rfc-editor.org/rfc/rfc8996' },
    { label: 'RFC 9325 section 3.1', url: 'https://www.rfc-editor.org/rfc/rfc9325#section-3.1' },
  ],
  judge({ wire, edge }, say) {
    return wire.hosts.map((row, index): Finding => {
      const { host, state } = row
      const at = { subject: hostSubject(host), refs: [`tls.wire#/hosts/${index}`] }
      if (state === 'no-address') return say.notApplicable('noAddress', { host }, at)
      const judged = spokenLooks(row, index).map((one) => ({ ...one, opinion: opinionOf(one.look) }))
      const worst = WORST_FIRST.flatMap((opinion) => judged.filter((one) => one.opinion === opinion))[0]
      if (worst === undefined) return say.unknown('unseen', { host, reason: unseenWire(row) }, at)
      const { look, ref, opinion } = worst
      const shown = { ...at, refs: [ref], exhibits: [versionTable(host, look)] }
      const fixed = { ...shown, fix: fixFor(host, tlsServerOf(edge, host)) }
      const accepted = versionsIn(look, 'accepted')
      const old = accepted.filter((version) => version !== 'TLSv1.2' && version !== 'TLSv1.3')
      switch (opinion) {
        case 'neither':
          return say.fail('neither', { host, versions: versionWords(accepted.slice(0, 1)) }, fixed)
        case 'ssl3':
          return say.fail('ssl3', { host, versions: versionWords(old) }, fixed)
        case 'old':
          return say.warn('old', { host, versions: versionWords(old) }, fixed)
        case 'partly':
          return say.unknown('partly', { host, reason: unansweredWords(look.error) }, shown)
        case 'only12':
          return say.pass('only12', { host }, shown)
        default: {
          const code = look.versions['TLSv1.3'] === 'unknown' ? 'modern' : PASSES[look.versions['TLSv1.2']]
          return code === 'modern'
            ? say.pass(code, { host, versions: versionWords(accepted) }, shown)
            : say.pass(code, { host }, shown)
        }
      }
    })
  },
})
