import { maskHeader, maskUrl } from '../../checks/shared/mask-web'
import { readPageFacts } from '../../checks/shared/page-facts'
import { placeholderOf } from '../../checks/shared/placeholder-page'
import type { WebChain, WebError, WebHop, WebPage } from '../../evidence/web-chain'
import type { Chain, Exchange, HeaderList, HttpResponse, LocationFact, NetError } from '../../net/http-types'

const MAX_URL = 2048
const MAX_HOPS = 12
const MAX_HEADERS = 60
const MAX_HEADER_VALUE = 1024
const MAX_HEADER_BYTES = 8 * 1024
const KEPT_ENDS = 2

const clip = (text: string, max: number): string => text.slice(0, max).toWellFormed()

/** A failed request as evidence. */
export function errorFacts(error: NetError): WebError {
  return {
    code: error.code,
    fault: error.fault,
    phase: error.phase,
    detail: clip(error.detail, 200),
    ...(error.alert === undefined ? {} : { alert: error.alert }),
  }
}

function headerFacts(headers: HeaderList): [string, string][] {
  const kept: [string, string][] = []
  let left = MAX_HEADER_BYTES
  for (const [name, value] of headers.slice(0, MAX_HEADERS)) {
    const line: [string, string] = [clip(name, 100), clip(maskHeader(name, value), MAX_HEADER_VALUE)]
    left -= line[0].length + line[1].length
    if (left < 0) break
    kept.push(line)
  }
  return kept
}

function locationFacts(location: LocationFact | null): WebHop['location'] {
  if (location === null) return null
  return {
    raw: clip(maskUrl(location.raw), MAX_URL),
    fields: location.fields,
    target: location.target === null ? null : clip(maskUrl(location.target), MAX_URL),
  }
}

/** One request and its answer as evidence: bounded, cookies and tokens masked. */
export function hopFacts(exchange: Exchange, location: LocationFact | null = null): WebHop {
  const response = exchange.ok ? exchange.response : null
  return {
    url: clip(maskUrl(exchange.url), MAX_URL),
    address: exchange.address,
    at: exchange.at,
    status: response?.status ?? null,
    error: exchange.ok ? null : errorFacts(exchange.error),
    protocol: response?.protocol ?? '',
    headers: response === null ? [] : headerFacts(response.headers),
    location: locationFacts(location),
    wall: response?.blocked ? { by: response.blocked.by, sign: clip(response.blocked.sign, 200) } : null,
    tls:
      exchange.tls === null
        ? null
        : {
            version: exchange.tls.version,
            alpn: exchange.tls.alpn,
            authorized: exchange.tls.authorized,
            authorizationError: clip(exchange.tls.authorizationError, 120),
            leafFingerprint: exchange.tls.leafFingerprint,
          },
    ttfbMs: exchange.timings.ttfb,
  }
}

function pageFacts(url: string, response: HttpResponse): WebPage {
  const { body } = response
  const text = body.text ?? ''
  const contentType = response.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const page = readPageFacts(text, url)
  return {
    contentType: clip(contentType, 200),
    sha256: body.sha256,
    bytes: body.decodedBytes,
    truncated: body.truncated !== null,
    text: body.text !== null,
    title: page.title,
    canonicals: page.canonicals.map((link) => clip(maskUrl(link), MAX_URL)),
    hasPasswordField: page.hasPasswordField,
    placeholder: placeholderOf({ status: response.status, title: page.title, text, headers: response.headers }),
  }
}

/** A redirect chain as evidence: bounded, cookies and tokens masked, the final page reduced to facts. */
export function chainFacts(chain: Chain): WebChain {
  const last = chain.hops.at(-1)?.exchange
  return {
    start: clip(maskUrl(chain.start), MAX_URL),
    end: chain.end,
    finalUrl: clip(maskUrl(chain.finalUrl), MAX_URL),
    error: chain.error === null ? null : errorFacts(chain.error),
    loop: chain.loop,
    redirects: chain.hops.filter((hop) => hop.location !== null).length,
    hops: chain.hops.slice(0, MAX_HOPS).map((hop) => hopFacts(hop.exchange, hop.location)),
    page: chain.end === 'final' && last?.ok ? pageFacts(last.url, last.response) : null,
  }
}

/**
 * A chain within a number of JSON characters. What goes first are the headers of hops in the middle,
 * then those hops, then all headers; the verdict rests on what is left.
 */
export function fitChain(chain: WebChain, budget: number): WebChain {
  const fits = (candidate: WebChain): boolean => JSON.stringify(candidate).length <= budget
  if (fits(chain)) return chain
  const bare = (hop: WebHop): WebHop => ({ ...hop, headers: [] })
  const inside = (index: number): boolean => index > 0 && index < chain.hops.length - 1
  const lean = { ...chain, hops: chain.hops.map((hop, index) => (inside(index) ? bare(hop) : hop)) }
  if (fits(lean)) return lean
  const ends = lean.hops.filter((_, index) => index < KEPT_ENDS || index >= lean.hops.length - KEPT_ENDS)
  const short = { ...lean, hops: ends }
  return fits(short) ? short : { ...short, hops: ends.map(bare) }
}
