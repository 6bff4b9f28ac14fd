import { createSecureContext, type SecureContext } from 'node:tls'
import type { CertificateAuthority, CertificateOrder } from '../ca'
import { dialKey, type Placed, type PlacedHost, placeHosts } from './addresses'
import { listenBytes } from './byte-server'
import {
  CLOSED_PORT,
  type Listener,
  listenAlert,
  listenHttp,
  listenTls,
  type OnRequest,
  type TlsChoice,
} from './listeners'
import { type AnyRequest, sendReply } from './reply'
import type { Handler, LabHost, LabReply, LabRequest, LabSite } from './types'

export type LoggedRequest = {
  at: number
  method: string
  url: string
  node: string
  protocol: string
  userAgent: string
  headers: Record<string, string | undefined>
}

export type WebLab = {
  dialMap: Record<string, string>
  /** Zone text of every domain, in the grammar of the DNS laboratory. */
  zones: string
  /** Published addresses by host name. */
  addresses: Record<string, string[]>
  log: LoggedRequest[]
  stop(): Promise<void>
}

const NO_SUCH_SITE: LabReply = { status: 404, headers: [['content-type', 'text/plain']], body: 'No such site here.\n' }

function ordersOf(host: LabHost, own?: CertificateOrder): CertificateOrder[] {
  return own ? [own] : [host.tls ?? { names: [host.name] }].flat()
}

function createContext(orders: readonly CertificateOrder[], ca: CertificateAuthority): SecureContext {
  const issued = orders.map((order) => ca.issue(order))
  return createSecureContext({
    key: issued.map(({ key }) => key),
    cert: issued.map(({ cert }) => cert),
    ciphers: 'DEFAULT@SECLEVEL=0',
  })
}

function plainHeaders(request: AnyRequest): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers)
      .filter(([name]) => !name.startsWith(':'))
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
}

function hostOf(request: AnyRequest): string {
  const authority = request.headers[':authority'] ?? request.headers.host ?? ''
  return String(authority).replace(/:\d+$/, '').toLowerCase()
}

function createRouter(hosts: ReadonlyMap<string, LabHost>, log: LoggedRequest[]): OnRequest {
  const counts = new Map<string, number>()
  const decide = (lab: LabRequest): LabReply => {
    const host = hosts.get(lab.host)
    const handler: Handler | 'closed' | undefined = lab.secure ? host?.https : host?.http
    return handler === undefined || handler === 'closed' ? NO_SUCH_SITE : handler(lab)
  }
  return (request, response, { secure, node }) => {
    const target = request.url ?? '/'
    const [path = '/', query = ''] = target.split(/\?(.*)/s)
    const host = hostOf(request)
    const key = `${host}${path}`
    const count = counts.get(key) ?? 0
    counts.set(key, count + 1)
    const headers = plainHeaders(request)
    const method = request.method ?? 'GET'
    log.push({
      at: Date.now(),
      method,
      url: `${secure ? 'https' : 'http'}://${host}${target}`,
      node,
      protocol: request.httpVersion,
      userAgent: headers['user-agent'] ?? '',
      headers,
    })
    const lab: LabRequest = { method, host, target, path, query, secure, headers, node, count }
    sendReply(decide(lab), lab, response, request).catch((error: unknown) => {
      console.error(`lab: ${key}`, error)
      request.socket.destroy()
    })
  }
}

/** The certificates of the first order as bytes. */
function chainOf([order]: readonly CertificateOrder[], ca: CertificateAuthority): Buffer[] {
  const pem = order === undefined ? '' : ca.issue(order).cert
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+/g) ?? []
  return blocks.map((block) => Buffer.from(block.replace('-----BEGIN CERTIFICATE-----', ''), 'base64'))
}

type Building = { ca: CertificateAuthority; onRequest: OnRequest; listeners: Listener[] }

async function portFor443(placed: Placed, host: LabHost, shared: number, building: Building): Promise<number> {
  const { https, tls, node } = placed
  const own = async (starting: Promise<Listener>) => {
    const listener = await starting
    building.listeners.push(listener)
    return listener.port
  }
  if (https === 'closed') return CLOSED_PORT
  if (https === 'alert-112') return own(listenAlert())
  if (https === 'plain') return own(listenHttp(building.onRequest, node))
  const orders = ordersOf(host, tls)
  if (host.bytes !== undefined) return own(listenBytes(host.bytes, chainOf(orders, building.ca)))
  if (host.settings !== undefined) {
    const settings = typeof host.settings === 'function' ? host.settings(building.ca) : host.settings
    const issued = orders.map((order) => building.ca.issue(order))
    const choice: TlsChoice = { context: createContext(orders, building.ca), http1Only: host.http1Only ?? false }
    return own(
      listenTls({
        choose: () => choice,
        onRequest: building.onRequest,
        node: node ?? '',
        certificates: issued,
        settings,
      }),
    )
  }
  if (tls === undefined && node === undefined && orders.length === 1) return shared
  const choice: TlsChoice = {
    context: createContext(orders, building.ca),
    http1Only: host.http1Only ?? false,
  }
  const certificates = orders.length > 1 ? orders.map((order) => building.ca.issue(order)) : []
  return own(listenTls({ choose: () => choice, onRequest: building.onRequest, node: node ?? '', certificates }))
}

async function portFor80(placed: Placed, host: LabHost, shared: number, building: Building): Promise<number> {
  if (placed.http === 'closed' || host.http === 'closed') return CLOSED_PORT
  if (placed.node === undefined) return shared
  const listener = await listenHttp(building.onRequest, placed.node)
  building.listeners.push(listener)
  return listener.port
}

function zoneText(site: LabSite, placed: readonly PlacedHost[]): string {
  const label = (name: string) => (name === site.domain ? '@' : name.slice(0, -site.domain.length - 1))
  const lines = placed.flatMap(({ host, addresses }) => {
    const owner = label(host.name)
    if (host.cname !== undefined) return [`${owner} 300 CNAME ${host.cname}.`]
    return addresses.map(({ ip }) => `${owner} 300 ${ip.includes(':') ? 'AAAA' : 'A'} ${ip}`)
  })
  return [`zone ${site.domain} ns=ns1,ns2 flag=signed`, ...lines, ...(site.zone ?? [])].join('\n')
}

/** Starts the servers of all sites on loopback: two shared listeners, and one more per address with a life of its own. */
export async function startWebLab({
  sites,
  ca,
}: {
  sites: readonly LabSite[]
  ca: CertificateAuthority
}): Promise<WebLab> {
  const log: LoggedRequest[] = []
  const hosts = new Map(sites.flatMap((site) => site.hosts).map((host) => [host.name, host]))
  const contexts = new Map<string, TlsChoice>()
  const choose = (name: string): TlsChoice | undefined => {
    const host = hosts.get(name.toLowerCase())
    if (!host) return undefined
    const known = contexts.get(host.name)
    const choice = known ?? { context: createContext(ordersOf(host), ca), http1Only: host.http1Only ?? false }
    contexts.set(host.name, choice)
    return choice
  }
  const onRequest = createRouter(hosts, log)
  const [http, tls] = await Promise.all([listenHttp(onRequest), listenTls({ choose, onRequest })])
  const building: Building = { ca, onRequest, listeners: [http, tls] }
  const placed = placeHosts([...hosts.values()])
  const dialMap: Record<string, string> = {}
  for (const { host, addresses } of placed) {
    for (const address of addresses.filter(({ reachable }) => reachable)) {
      const loopback = (port: number) => `127.0.0.1:${port}`
      dialMap[dialKey(address.ip, 443)] = loopback(await portFor443(address, host, tls.port, building))
      dialMap[dialKey(address.ip, 80)] = loopback(await portFor80(address, host, http.port, building))
    }
  }
  const placedOf = (site: LabSite) => placed.filter(({ host }) => site.hosts.includes(host))
  return {
    dialMap,
    zones: sites.map((site) => zoneText(site, placedOf(site))).join('\n\n'),
    addresses: Object.fromEntries(placed.map(({ host, addresses }) => [host.name, addresses.map(({ ip }) => ip)])),
    log,
    stop: async () => {
      await Promise.all(building.listeners.map((listener) => listener.stop()))
    },
  }
}
