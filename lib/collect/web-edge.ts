import { providerOfAddress } from '../checks/shared/edge/detect'
import { EDGE_HEADERS } from '../checks/shared/edge/providers'
import { isWithin, registrableDomain } from '../checks/shared/public-suffix'
import type { Immutable } from '../engine/immutable'
import type { Target } from '../engine/target'
import { type WebAddresses, type WebHost, webAddresses } from '../evidence/web-addresses'
import { type EdgeHost, webEdge } from '../evidence/web-edge'
import { type WebEntry, webEntry } from '../evidence/web-entry'
import type { Net } from '../net/types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'

const EDGE_COOKIES = /^(?:visid_incap_|incap_ses_|__cf_bm|cf_clearance)/
const TRACE = /^fl=.+\nh=.+\nip=/

function plain(name: string): string {
  return name.trim().toLowerCase().replace(/\.$/, '')
}

type Hops = Immutable<NonNullable<WebEntry['hosts'][number]['https']>['hops']>

/** The answers of the host itself, not of the hosts it redirects to. */
function ownHops(entry: Immutable<WebEntry>, host: string): Hops {
  const row = entry.hosts.find((one) => one.host === host)
  return [...(row?.https?.hops ?? []), ...(row?.http?.hops ?? [])].filter(
    (hop) => hop.status !== null && URL.parse(hop.url)?.hostname === host,
  )
}

function headersOf(hops: Hops): [string, string][] {
  const found = new Map<string, [string, string]>()
  for (const hop of hops) {
    for (const header of hop.headers) {
      const name = (header[0] ?? '').toLowerCase()
      const value = (header[1] ?? '').slice(0, 200)
      if (EDGE_HEADERS.has(name)) found.set(`${name} ${value}`, [name, value])
    }
  }
  return [...found.values()].slice(0, 30)
}

function cookiesOf(hops: Hops): string[] {
  const names = hops
    .flatMap((hop) => hop.headers)
    .filter((header) => header[0]?.toLowerCase() === 'set-cookie')
    .map((header) => (header[1] ?? '').split('=')[0]?.trim().slice(0, 80) ?? '')
  return [...new Set(names.filter((name) => EDGE_COOKIES.test(name)))].slice(0, 10)
}

async function aliasesOf(net: Net, host: string): Promise<string[]> {
  const answer = await net.dns.resolve(host, 'A')
  return answer.cnameChain.map((link) => plain(link.target)).slice(0, 16)
}

/** Asks Cloudflare's own endpoint where its marks are seen, but the address does not prove it. */
async function traceOf(
  net: Net,
  host: string,
  seen: Pick<EdgeHost, 'headers' | 'aliases' | 'addresses'>,
): Promise<boolean | null> {
  const marked = seen.headers.some(
    ([name, value]) => /^cf-/.test(name) || (name === 'server' && /^cloudflare/i.test(value)),
  )
  const proved = seen.addresses.some((address) => providerOfAddress(address) === 'cloudflare')
  if (!marked || proved) return null
  const exchange = await net.http.fetch({ url: `https://${host}/cdn-cgi/trace`, maxBody: 2048, totalMs: 6000 })
  return exchange.ok ? exchange.response.status === 200 && TRACE.test(exchange.response.body.text ?? '') : null
}

type Looking = { net: Net; entry: Immutable<WebEntry>; softDeadline: AbortSignal; mail: ReadonlySet<string> }

async function lookAt(row: Immutable<WebHost>, { net, entry, softDeadline, mail }: Looking): Promise<EdgeHost> {
  const hops = ownHops(entry, row.host)
  const addresses = row.addresses.map((one) => one.address)
  const headers = headersOf(hops)
  const aliases = row.state === 'no-address' ? [] : await byDeadline(softDeadline, aliasesOf(net, row.host), [])
  const trace = await byDeadline(softDeadline, traceOf(net, row.host, { headers, aliases, addresses }), null)
  return {
    host: row.host,
    roles: [...row.roles],
    mail: mail.has(row.host),
    state: row.state,
    addresses,
    aliases,
    answered: hops.length > 0,
    wall: hops.find((hop) => hop.wall)?.wall?.by ?? '',
    headers,
    cookies: cookiesOf(hops),
    trace,
  }
}

/** Mail hosts of the project itself; the servers of a mail provider are not the founder's to change. */
async function mailHosts(net: Net, target: Target): Promise<string[]> {
  const own = registrableDomain(target.domain)
  const answer = await net.dns.resolve(target.domain, 'MX')
  const exchanges = answer.records.flatMap((record) => (record.type === 'MX' ? [plain(record.exchange)] : []))
  const named = target.hosts.filter((host) => host.role === 'mail').map((host) => plain(host.name))
  return [...new Set([...exchanges.filter((name) => isWithin(name, own)), ...named])].slice(0, 8)
}

async function lookAtMail(net: Net, host: string): Promise<EdgeHost> {
  const [four, six] = await Promise.all([net.dns.resolve(host, 'A'), net.dns.resolve(host, 'AAAA')])
  const addresses = [...four.records, ...six.records].flatMap((record) =>
    record.type === 'A' || record.type === 'AAAA' ? [record.address] : [],
  )
  const answered = [four, six].every((answer) => ['answer', 'nodata', 'nxdomain'].includes(answer.status))
  return {
    host,
    roles: ['mail'],
    mail: true,
    state: addresses.length > 0 ? 'ok' : answered ? 'no-address' : 'dns-failed',
    addresses: addresses.slice(0, 16),
    aliases: four.cnameChain.map((link) => plain(link.target)).slice(0, 16),
    answered: false,
    wall: '',
    headers: [],
    cookies: [],
    trace: null,
  }
}

async function nameServersOf(net: Net, domain: string): Promise<string[]> {
  const answer = await net.dns.resolve(domain, 'NS')
  return answer.records.flatMap((record) => (record.type === 'NS' ? [plain(record.target)] : [])).slice(0, 20)
}

export default defineCollector(webEdge, {
  needs: { addresses: webAddresses, entry: webEntry },
  lane: 'http',
  timeoutMs: 30_000,
  async collect({ addresses, entry }: { addresses: Immutable<WebAddresses>; entry: Immutable<WebEntry> }, context) {
    const { net, target, softDeadline } = context
    const [mail, nameServers] = await Promise.all([
      byDeadline(softDeadline, mailHosts(net, target), []),
      byDeadline(softDeadline, nameServersOf(net, registrableDomain(target.domain)), []),
    ])
    const looking = { net, entry, softDeadline, mail: new Set(mail) }
    const web = await Promise.all(addresses.hosts.map((row) => lookAt(row, looking)))
    const known = new Set(web.map((row) => row.host))
    const rest = await Promise.all(mail.filter((host) => !known.has(host)).map((host) => lookAtMail(net, host)))
    return { hosts: [...web, ...rest], nameServers }
  },
})
