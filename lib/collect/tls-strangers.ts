import { hostOfUrl, isOwnDomain, isOwnHost } from '../checks/shared/web-hosts'
import type { Immutable } from '../engine/immutable'
import type { Target } from '../engine/target'
import { type TlsStranger, tlsStrangers } from '../evidence/tls-strangers'
import type { WebChain } from '../evidence/web-chain'
import { type WebDocuments, webDocuments } from '../evidence/web-documents'
import { type WebEntry, webEntry } from '../evidence/web-entry'
import { type WebTls, webTls } from '../evidence/web-tls'
import { type WebUrls, webUrls } from '../evidence/web-urls'
import type { Net } from '../net/types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'

const MAX_HOSTS = 20
const BODY = 16 * 1024

type Found = Pick<TlsStranger, 'host' | 'source' | 'seenAt'>
type Seen = Pick<TlsStranger, 'state' | 'status' | 'authorized'>

/** Where something was seen, without what a query may carry. */
function plainUrl(url: string): string {
  return url.split(/[?#]/)[0] ?? ''
}

function inChains(chains: readonly (Immutable<WebChain> | null)[]): Found[] {
  return chains.flatMap((chain) => {
    const hops = (chain?.hops ?? []).map(
      ({ url }): Found => ({ host: hostOfUrl(url), source: 'redirect', seenAt: plainUrl(chain?.start ?? '') }),
    )
    const canonical = (chain?.page?.canonicals ?? []).map(
      (url): Found => ({ host: hostOfUrl(url), source: 'canonical', seenAt: plainUrl(chain?.finalUrl ?? '') }),
    )
    return [...hops, ...canonical]
  })
}

function inPages({ pages }: Immutable<WebDocuments>): Found[] {
  return pages.flatMap(({ finalUrl, facts }) => {
    const urls = [...(facts?.links ?? []), ...(facts?.loads ?? []).map(({ url }) => url)]
    return urls.map((url): Found => ({ host: hostOfUrl(url), source: 'link', seenAt: plainUrl(finalUrl) }))
  })
}

/** Names that certificates list; a wildcard proves nothing about any host. */
function inCertificates({ hosts, certificates }: Immutable<WebTls>): Found[] {
  return hosts.flatMap(({ host, addresses }) =>
    addresses.flatMap(({ first, second }) =>
      [first, second].flatMap((handshake) => {
        const names = handshake?.ok ? (certificates[handshake.leaf]?.dnsNames ?? []) : []
        return names
          .filter((name) => !name.startsWith('*'))
          .map((name): Found => ({ host: name.replace(/\.$/, ''), source: 'certificate', seenAt: host }))
      }),
    ),
  )
}

type Given = {
  tls: Immutable<WebTls>
  entry: Immutable<WebEntry>
  urls: Immutable<WebUrls>
  documents: Immutable<WebDocuments>
}

/** Every host of the domain that the project does not name, each with where it was found first. */
function candidates({ tls, entry, urls, documents }: Given, target: Target): Found[] {
  const all = [
    ...inChains([...entry.hosts.flatMap(({ http, https }) => [http, https]), ...urls.urls.map(({ chain }) => chain)]),
    ...inPages(documents),
    ...inCertificates(tls),
  ]
  const first = new Map(all.toReversed().map((found) => [found.host, found]))
  return all.filter(
    (found) =>
      first.get(found.host) === found &&
      /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/.test(found.host) &&
      isOwnDomain(target, found.host) &&
      !isOwnHost(target, found.host),
  )
}

/** A page for visitors, or one behind a password. Anything else may be the default answer of a server for many names. */
function isLive(status: number): boolean {
  return status < 400 || status === 401 || status === 403
}

async function look(net: Net, host: string, signal: AbortSignal): Promise<Seen> {
  const nothing = { status: null, authorized: null }
  const vetted = await net.vet({ host, port: 443, purpose: 'web', signal })
  if (!vetted.ok) {
    const gone = vetted.refusal.dns === 'nxdomain' || vetted.refusal.dns === 'nodata'
    return { ...nothing, state: gone ? 'no-address' : vetted.refusal.code === 'EGRESS_DNS' ? 'not-looked' : 'blocked' }
  }
  const exchange = await net.http.fetch({ url: `https://${host}/`, maxBody: BODY })
  const authorized = exchange.tls?.authorized ?? null
  if (!exchange.ok) {
    return { status: null, authorized, state: exchange.error.fault === 'target' ? 'silent' : 'not-looked' }
  }
  const { status } = exchange.response
  return { status, authorized, state: isLive(status) ? 'live' : 'silent' }
}

export default defineCollector(tlsStrangers, {
  needs: { tls: webTls, entry: webEntry, urls: webUrls, documents: webDocuments },
  lane: 'http',
  timeoutMs: 30_000,
  async collect(given, { target, net, signal, softDeadline }) {
    const found = candidates(given, target)
    const rows = found.slice(0, MAX_HOSTS).map(async (one): Promise<TlsStranger> => {
      const late: Seen = { state: 'not-looked', status: null, authorized: null }
      return { ...one, ...(await byDeadline(softDeadline, look(net, one.host, signal), late)) }
    })
    return { hosts: await Promise.all(rows), more: Math.max(0, found.length - MAX_HOSTS) }
  },
})
