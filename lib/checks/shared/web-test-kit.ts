import type { HostRole } from '../../engine/target'
import type { WebChain, WebError, WebHop, WebPage } from '../../evidence/web-chain'
import type { WebEntryRow } from '../../evidence/web-entry'

const AT = Date.parse('2026-11-20T12:00:00Z')

/** A failed request as evidence, the target's doing unless told otherwise. For tests. */
export function webError(code: string, extra: Partial<WebError> = {}): WebError {
  return { code, fault: 'target', phase: 'connect', detail: code, ...extra }
}

/** One hop as evidence; `location` makes it a redirect. For tests. */
export function webHop(url: string, part: Omit<Partial<WebHop>, 'location'> & { location?: string } = {}): WebHop {
  const { location, ...rest } = part
  const target = location === undefined ? null : (URL.parse(location, url)?.href ?? null)
  return {
    url,
    address: '104.16.1.10',
    at: AT,
    status: location === undefined ? 200 : 301,
    error: null,
    protocol: 'HTTP/1.1',
    headers: [],
    location: location === undefined ? null : { raw: location, fields: 1, target },
    wall: null,
    tls: url.startsWith('https:')
      ? { version: 'TLSv1.3', alpn: 'http/1.1', authorized: true, authorizationError: '', leafFingerprint: 'aa' }
      : null,
    ttfbMs: 20,
    ...rest,
  }
}

/** A hop that got no answer. For tests. */
export function deadHop(url: string, error: WebError): WebHop {
  return { ...webHop(url), address: null, status: null, protocol: '', tls: null, ttfbMs: null, error }
}

/** The facts of an ordinary page. For tests. */
export function webPage(part: Partial<WebPage> = {}): WebPage {
  return {
    contentType: 'text/html; charset=utf-8',
    sha256: 'aa',
    bytes: 2000,
    truncated: false,
    text: true,
    title: 'Acme',
    canonicals: [],
    hasPasswordField: false,
    placeholder: null,
    ...part,
  }
}

/** A chain from its hops; the end follows from the last one unless given. For tests. */
export function webChain(hops: WebHop[], part: Partial<WebChain> = {}): WebChain {
  const last = hops.at(-1)
  const end = part.end ?? (last?.error ? 'error' : 'final')
  return {
    start: hops[0]?.url ?? '',
    end,
    finalUrl: last?.url ?? '',
    error: last?.error ?? null,
    loop: end === 'loop' ? 'same' : null,
    redirects: hops.filter((hop) => hop.location !== null).length,
    hops,
    page: end === 'final' ? webPage() : null,
    ...part,
  }
}

/** Follows a list of URLs: each redirects (301 unless given) to the next, the last one answers 200. For tests. */
export function walk(
  urls: string[],
  part: { status?: number; last?: Partial<WebHop>; chain?: Partial<WebChain> } = {},
) {
  const hops = urls.map((url, index) => {
    const next = urls[index + 1]
    if (next === undefined) return webHop(url, omitLocation(part.last))
    return webHop(url, { location: next, status: part.status ?? 301 })
  })
  return webChain(hops, part.chain)
}

function omitLocation(part: Partial<WebHop> = {}): Omit<Partial<WebHop>, 'location'> {
  const { location: _, ...rest } = part
  return rest
}

/** A loop over the given URLs: each redirects to the next and the last one to the first. For tests. */
export function circle(urls: string[], part: Partial<WebHop> = {}, chain: Partial<WebChain> = {}): WebChain {
  const hops = urls.map((url, index) =>
    webHop(url, { ...omitLocation(part), location: urls[index + 1] ?? urls[0] ?? '', status: part.status ?? 301 }),
  )
  return webChain(hops, { end: 'loop', ...chain })
}

/** One row of `web.entry`: by default http redirects to https, which answers. For tests. */
export function entryRow(
  host: string,
  part: Partial<Pick<WebEntryRow, 'http' | 'https' | 'state'>> & { roles?: HostRole[] } = {},
): WebEntryRow {
  const looked = (part.state ?? 'ok') === 'ok'
  return {
    host,
    roles: part.roles ?? ['app'],
    state: 'ok',
    http: looked ? walk([`http://${host}/`, `https://${host}/`]) : null,
    https: looked ? walk([`https://${host}/`]) : null,
    ...part,
  }
}
