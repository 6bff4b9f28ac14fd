import type { Chain, FetchRequest, FollowRequest, Hop, NetError } from '../http-types'
import { type CookieJar, createCookieJar } from './cookies'
import type { Fetched } from './fetch'
import { isGrowing, type LocationReading, readLocation } from './location'
import { splitUrl } from './url'

const REDIRECTS = new Set([301, 302, 303, 307, 308])
const MAX_REDIRECTS = 10

type FetchHop = (request: FetchRequest, cookie: string) => Promise<Fetched>

type Step = { done: Pick<Chain, 'end' | 'error' | 'loop'> } | { next: string }

const ended = (end: Chain['end'], error: NetError | null = null, loop: Chain['loop'] = null): Step => ({
  done: { end, error, loop },
})

function isRedirect(fetched: Fetched): boolean {
  return fetched.exchange.ok && REDIRECTS.has(fetched.exchange.response.status)
}

/** What of the first request may go to the next URL: pin and declared port stay with their own host. */
function requestFor(url: string, start: FollowRequest): FetchRequest {
  const { maxRedirects: _limit, ...first } = start
  const from = splitUrl(start.url)
  const to = splitUrl(url)
  if (!from.ok || !to.ok) return { ...first, url }
  const sameHost = from.parts.host === to.parts.host
  const samePort = sameHost && from.parts.port === to.parts.port
  const { address, declaredPort, headers, ...rest } = first
  return {
    ...rest,
    url,
    ...(sameHost && address !== undefined ? { address } : {}),
    ...(samePort && declaredPort !== undefined ? { declaredPort } : {}),
    // Only what every browser sends crosses to another origin.
    ...(from.parts.origin === to.parts.origin && headers ? { headers } : {}),
  }
}

function remember(jar: CookieJar, url: string, setCookies: string[]): void {
  const split = splitUrl(url)
  if (split.ok) jar.store(split.parts.origin, split.parts.path, setCookies)
}

function cookieFor(jar: CookieJar, url: string): string {
  const split = splitUrl(url)
  return split.ok ? jar.header(split.parts.origin, split.parts.path) : ''
}

type Walk = { url: string; fetched: Fetched; reading: LocationReading; seen: Set<string>; jar: CookieJar }

function nextStep({ url, fetched, reading, seen, jar }: Walk): Step {
  const { exchange } = fetched
  if (!exchange.ok) return ended(exchange.error.fault === 'guard' ? 'blocked' : 'error', exchange.error)
  if (!isRedirect(fetched) || reading.kind === 'none') return ended('final')
  if (reading.kind !== 'ok' || reading.fact.target === null)
    return ended(reading.kind === 'bad-scheme' ? 'bad-scheme' : 'bad-location')
  const target = reading.fact.target
  // A site that sets a cookie and sends the visitor to the same address once is no loop.
  if (seen.has(`${target} ${jar.fingerprint()}`)) return ended('loop', null, 'same')
  if (isGrowing(url, target)) return ended('loop', null, 'growing')
  return { next: target }
}

/**
 * Follows redirects hop by hop with a cookie jar of its own. Each hop goes through the guard again.
 * A loop is the same URL with unchanged cookies; a set of cookies that changes for ever ends in `too-many`.
 */
export async function followChain(start: FollowRequest, fetchHop: FetchHop): Promise<Chain> {
  const limit = Math.min(start.maxRedirects ?? MAX_REDIRECTS, MAX_REDIRECTS)
  const jar = createCookieJar()
  const seen = new Set<string>()
  const hops: Hop[] = []
  const split = splitUrl(start.url)
  let url = split.ok ? split.parts.href : start.url
  for (;;) {
    seen.add(`${url} ${jar.fingerprint()}`)
    const fetched = await fetchHop(requestFor(url, start), cookieFor(jar, url))
    const reading: LocationReading = isRedirect(fetched) ? readLocation(fetched.locations, url) : { kind: 'none' }
    hops.push({ exchange: fetched.exchange, location: reading.kind === 'none' ? null : reading.fact })
    remember(jar, url, fetched.setCookies)
    const step = nextStep({ url, fetched, reading, seen, jar })
    if ('done' in step) return { start: start.url, hops, finalUrl: url, ...step.done }
    if (hops.length > limit) return { start: start.url, hops, finalUrl: url, end: 'too-many', error: null, loop: null }
    url = step.next
  }
}
