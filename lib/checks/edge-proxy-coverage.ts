import type { Exhibit, Finding, Fix } from '../engine/finding'
import type { Immutable } from '../engine/immutable'
import type { At, Say } from '../engine/say'
import { host as hostSubject, project } from '../engine/subject'
import { type EdgeHost, webEdge } from '../evidence/web-edge'
import { defineCheck } from './shared/define'
import { detectEdges, isBehindEdge, providerOfAddress } from './shared/edge/detect'
import { edgeProvider } from './shared/edge/providers'

type Host = Immutable<EdgeHost>

/** Hosts for people of the team or other companies; a proxy in front is their own choice. */
function isPublic({ roles, mail }: Host): boolean {
  return !mail && !roles.some((role) => role === 'mail' || role === 'staging' || role === 'status' || role === 'docs')
}

function onCloudflareNames(nameServers: readonly string[]): boolean {
  return nameServers.some((name) => name.endsWith('.ns.cloudflare.com'))
}

function namesOf(host: Host): string {
  return detectEdges(host)
    .filter((edge) => edge.confidence !== 'hint')
    .map((edge) => edge.provider.name)
    .join(', then ')
}

function addressExhibit(host: Host): Exhibit {
  return {
    kind: 'table',
    title: `Where ${host.host} leads`,
    columns: ['Address', 'Network'],
    rows: host.addresses.map((address) => [
      address,
      edgeProvider(providerOfAddress(address) ?? '')?.name ?? 'no known edge network',
    ]),
  }
}

function proxyFix(host: Host, cloudflare: boolean): Fix {
  const bySelf = `Put a CDN in front of ${host.host}: it absorbs floods, hides the server and serves files faster.`
  return {
    effort: 'M',
    steps: cloudflare
      ? [
          `In the DNS page of Cloudflare turn the cloud of ${host.host} orange.`,
          'Set SSL/TLS to "Full (strict)" before, so that no redirect loop appears.',
          'Keep grey: mail, the MX target, ftp, ssh and database names.',
        ]
      : [
          bySelf,
          'Move its DNS record to the CDN, then let the server accept web traffic from the CDN only.',
          'Leave mail, ftp, ssh and database names as they are.',
        ],
  }
}

function mailFix(host: Host): Fix {
  const [address = ''] = host.addresses
  return {
    effort: 'S',
    steps: [
      `Turn the proxy off for ${host.host} (grey cloud): it passes web traffic only, so mail to your domain is lost.`,
      `Let its record point at the real mail server instead of ${address}.`,
      'Send yourself an email from another provider and see that it arrives.',
    ],
  }
}

const messages = {
  covered: '{host} is served through {names}',
  sibling: '{host} shows the address of your server while other hosts hide it',
  greyCloud: '{host} bypasses Cloudflare although its DNS is there',
  direct: '{host} goes straight to one server: nothing absorbs a flood',
  mailDirect: '{host} receives mail without a web proxy in the way',
  mailProxied: 'Email to your domain gets lost: {host} stands behind {names}',
  hint: '{host} calls itself {names}, but nothing proves it',
  unseen: 'We could not tell what stands in front of {host}',
  none: 'The project has no public web host with an address',
} as const

type Judging = { row: Host; index: number; say: Say<typeof messages> }

function placeOf({ row, index }: Judging): At {
  return { subject: hostSubject(row.host), refs: [`web.edge#/hosts/${index}`], exhibits: [addressExhibit(row)] }
}

function judgeMail(judging: Judging): Finding {
  const { row, say } = judging
  const { host } = row
  const at = placeOf(judging)
  if (row.state !== 'ok') return say.unknown('unseen', { host }, at)
  const networks = row.addresses.map(providerOfAddress).filter((id) => id !== undefined)
  const names = [...new Set(networks.map((id) => edgeProvider(id)?.name ?? id))].join(', ')
  return networks.length > 0
    ? say.fail('mailProxied', { host, names }, { ...at, fix: mailFix(row) })
    : say.pass('mailDirect', { host }, at)
}

function judgeWeb(judging: Judging, cloudflare: boolean, someCovered: boolean): Finding {
  const { row, say } = judging
  const { host } = row
  const at = placeOf(judging)
  if (row.state !== 'ok') return say.unknown('unseen', { host }, at)
  if (isBehindEdge(row)) return say.pass('covered', { host, names: namesOf(row) }, at)
  const hints = detectEdges(row).map((found) => found.provider.name)
  if (hints.length > 0) return say.unknown('hint', { host, names: hints.join(', ') }, at)
  if (!row.answered) return say.unknown('unseen', { host }, at)
  const shown = { ...at, fix: proxyFix(row, cloudflare) }
  if (cloudflare) return say.warn('greyCloud', { host }, shown)
  return someCovered ? say.warn('sibling', { host }, shown) : say.warn('direct', { host }, shown)
}

export default defineCheck({
  id: 'edge-proxy-coverage',
  version: 1,
  kind: 'automatic',
  title: 'The proxy stands in front of the right hosts',
  impact: 'medium',
  why: 'A host beside the proxy shows where your server is; mail behind it does not arrive.',
  covers: { 'edge-proxy-on-public-assets': 'required' },
  dependsOn: ['domain-resolves', 'host-apex', 'host-roles'],
  needs: { edge: webEdge },
  messages,
  sources: [
    {
      label: 'Cloudflare: proxy status',
      url: 'https://developers.cloudflare.com/dns/proxy-status/',
    },
  ],
  judge({ edge }, say) {
    const rows = edge.hosts.map((row, index) => ({ row, index })).filter(({ row }) => row.state !== 'no-address')
    const web = rows.filter(({ row }) => isPublic(row))
    const mail = rows.filter(({ row }) => row.mail)
    if (web.length === 0 && mail.length === 0) return say.notApplicable('none', {}, { subject: project() })
    const cloudflare = onCloudflareNames(edge.nameServers)
    const someCovered = web.some(({ row }) => isBehindEdge(row))
    return [
      ...mail.map((row) => judgeMail({ ...row, say })),
      ...web.map((row) => judgeWeb({ ...row, say }, cloudflare, someCovered)),
    ]
  },
})
