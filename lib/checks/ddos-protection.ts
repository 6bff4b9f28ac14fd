import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { host as hostSubject, project } from '../engine/subject'
import type { Target } from '../engine/target'
import { type EdgeHost, webEdge } from '../evidence/web-edge'
import { defineCheck } from './shared/define'
import { detectEdges } from './shared/edge/detect'
import { floodShield } from './shared/edge/floods'
import { hostOfUrl, plainHost } from './shared/web-hosts'

type Host = Immutable<EdgeHost>

/** The hosts whose silence is felt at once: the main address, app, API and wherever people sign in. */
function isPublic(host: Host, target: Target): boolean {
  if (host.mail || host.roles.some((role) => /^(?:mail|staging|status|docs)$/.test(role))) return false
  const main = plainHost(target.canonicalHost ?? target.domain)
  const signIn = target.urls.some(({ url, purpose }) => purpose === 'login' && hostOfUrl(url) === host.host)
  return host.host === main || signIn || host.roles.some((role) => /^(?:apex|www|app|api|marketing)$/.test(role))
}

function exhibitOf(host: Host): Exhibit {
  return {
    kind: 'table',
    title: `Marks of networks in front of ${host.host}`,
    columns: ['Network', 'How sure', 'Seen'],
    rows: [
      ...detectEdges(host).map(({ provider, confidence, signs }) => [provider.name, confidence, signs.join(', ')]),
      ...host.addresses.map((address) => ['address', '', address]),
      ...host.aliases.map((alias) => ['alias', '', alias]),
    ],
  }
}

function shieldFix({ host, addresses }: Host, cloudflare: boolean): Fix {
  const [address = 'the address of your server'] = addresses
  return {
    effort: 'M',
    steps: [
      `Put a network that absorbs floods in front of ${host}; the free plan of Cloudflare is enough to start.`,
      'Keep the address of the server secret from then on: let it accept web traffic from that network only.',
      'Ask your hosting provider for a new address if the old one was public for long.',
    ],
    variants: [
      {
        provider: 'Cloudflare',
        steps: [
          ...(cloudflare
            ? []
            : [
                'Lower the TTL of the record to 300 a day before, add the domain and change the name servers at the registrar.',
              ]),
          'Set SSL/TLS to "Full (strict)" first, so that no redirect loop appears.',
          `Open DNS, turn the cloud of ${host} (${address}) orange, and wait five minutes.`,
          'Leave mail, ftp and ssh names grey.',
        ],
      },
      {
        provider: 'Vercel',
        steps: [
          `Add ${host} to the project under Settings, Domains, and point its record there: the protection is built in.`,
        ],
      },
      {
        provider: 'Netlify',
        steps: [`Add ${host} under Domain management and point its record there: the protection is built in.`],
      },
      {
        provider: 'nginx',
        steps: [
          'This softens small attacks only; a flood fills the line before nginx sees it. Accept nobody but the network in front:',
        ],
        snippet: {
          lang: 'nginx',
          code: 'limit_conn_zone $binary_remote_addr zone=perip:10m;\nlimit_req_zone $binary_remote_addr zone=all:10m rate=20r/s;\nlimit_req_status 429;\n\nserver {\n  limit_conn perip 20;\n  limit_req zone=all burst=40 nodelay;\n}',
        },
      },
      {
        provider: 'AWS',
        steps: [
          'Put CloudFront in front of the load balancer and attach AWS WAF with a rate-based rule; Shield Standard covers packets only.',
        ],
      },
    ],
  }
}

const messages = {
  ok: 'A protection layer stands in front of {host}: {names}',
  likely: '{host} is probably protected by {names}, but nothing proves it',
  packets: '{names} filters floods of packets for {host}, not floods of requests',
  oneDirect: 'One cheap attack takes {host} offline while other hosts are protected',
  direct: 'One cheap attack takes {host} offline: it goes straight to its server',
  hint: '{host} calls itself {names}, but nothing proves a protection',
  unseen: 'We could not tell what protects {host}',
  none: 'The project has no public web host with an address',
  closed: 'The project has no public site',
} as const

type Judging = { row: Host; index: number; say: Say<typeof messages>; cloudflare: boolean; someShielded: boolean }

function judgeHost({ row, index, say, cloudflare, someShielded }: Judging): Finding {
  const { host } = row
  const at: At = { subject: hostSubject(host), refs: [`web.edge#/hosts/${index}`], exhibits: [exhibitOf(row)] }
  if (row.state !== 'ok') return say.unknown('unseen', { host }, at)
  const shield = floodShield(row)
  const fixed = { ...at, fix: shieldFix(row, cloudflare) }
  if (shield !== undefined) {
    const params = { host, names: shield.name }
    if (shield.floods === 'packets') return say.warn('packets', params, fixed)
    return shield.sure ? say.pass('ok', params, at) : say.warn('likely', params, { ...fixed, impact: 'low' })
  }
  const hints = detectEdges(row).map(({ provider }) => provider.name)
  if (hints.length > 0) return say.unknown('hint', { host, names: hints.join(', ') }, at)
  if (!row.answered) return say.unknown('unseen', { host }, at)
  return someShielded ? say.warn('oneDirect', { host }, fixed) : say.fail('direct', { host }, fixed)
}

export default defineCheck({
  id: 'ddos-protection',
  version: 1,
  kind: 'assisted',
  title: 'Something absorbs floods in front of public hosts',
  impact: 'medium',
  why: 'Without it one cheap attack takes the site offline, most likely on the day you advertise it.',
  covers: { 'ddos-protection-on': 'required' },
  dependsOn: ['domain-resolves', 'host-apex', 'host-roles'],
  confirmable: true,
  when: (target) => (target.profile.publicSite === false ? 'closed' : true),
  needs: { edge: webEdge },
  messages,
  sources: [
    { label: 'Cloudflare: DDoS protection', url: 'https://developers.cloudflare.com/ddos-protection/' },
    {
      label: 'AWS Shield: what Standard covers',
      url: 'https://docs.aws.amazon.com/waf/latest/developerguide/ddos-overview.html',
    },
    { label: 'Vercel: DDoS mitigation', url: 'https://vercel.com/docs/security/ddos-mitigation' },
  ],
  judge({ edge }, say, { target }) {
    const rows = edge.hosts
      .map((row, index) => ({ row, index }))
      .filter(({ row }) => row.state !== 'no-address' && isPublic(row, target))
    if (rows.length === 0) return say.notApplicable('none', {}, { subject: project() })
    const cloudflare = edge.nameServers.some((name) => name.endsWith('.ns.cloudflare.com'))
    const someShielded = rows.some(({ row }) => floodShield(row)?.floods === 'requests')
    return rows.map(({ row, index }) => judgeHost({ row, index, say, cloudflare, someShielded }))
  },
})
