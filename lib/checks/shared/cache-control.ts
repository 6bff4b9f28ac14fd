import type { Immutable } from '../../engine/immutable'
import type { CacheHeaders } from '../../evidence/web-facts'

/** The directives of all Cache-Control fields together (RFC 9111 section 5.2); seconds, or true without a value. */
export type Directives = ReadonlyMap<string, number | true>

/** Parses Cache-Control fields leniently; of a directive that comes twice the smaller value counts. */
export function readCacheControl(fields: readonly string[]): Directives {
  const directives = new Map<string, number | true>()
  for (const part of fields.join(',').split(',')) {
    const [name = '', value] = part.trim().toLowerCase().split('=', 2)
    if (!/^[a-z-]{1,40}$/.test(name)) continue
    const seconds = value === undefined ? Number.NaN : Number(value.replace(/"/g, '').trim())
    const known = directives.get(name)
    if (!Number.isFinite(seconds) || seconds < 0) directives.set(name, known ?? true)
    else directives.set(name, typeof known === 'number' ? Math.min(known, seconds) : seconds)
  }
  return directives
}

function expiresIn({ expires, date }: Immutable<CacheHeaders>): number | undefined {
  if (expires === '') return undefined
  const end = Date.parse(expires)
  const start = Date.parse(date)
  // An invalid date such as "0" means that the answer is stale already.
  if (Number.isNaN(end)) return 0
  return Number.isNaN(start) ? undefined : Math.max(0, (end - start) / 1000)
}

/** The first lifetime a field names: where it comes twice, browsers go by that one. */
function firstMaxAge(fields: readonly string[]): number | undefined {
  const parts = fields.join(',').split(',')
  const first = parts.find((part) => /^\s*max-age\s*=/i.test(part))
  const seconds = Number(first?.replace(/^[^=]*=|["\s]/g, ''))
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined
}

/** `no-cache="set-cookie"` is about that header alone (RFC 9111 section 5.2.2.4). */
function withoutQualified(fields: readonly string[]): string[] {
  return fields.map((field) => field.replace(/\bno-cache\s*=\s*(?:"[^"]*"|[\w-]+)/gi, ''))
}

/** How long a browser may reuse an answer without asking, seconds; undefined where nothing says so. */
export function browserLifetime(headers: Immutable<CacheHeaders>): number | undefined {
  const fields = withoutQualified(headers.cacheControl)
  const directives = readCacheControl(fields)
  if (directives.has('no-store') || directives.has('no-cache')) return 0
  // Nothing a browser sends later is known to match.
  if (/(?:^|,)\s*\*/.test(headers.vary)) return 0
  const maxAge = directives.get('max-age')
  return typeof maxAge === 'number' ? (firstMaxAge(fields) ?? maxAge) : expiresIn(headers)
}

/** Whether browsers guess how long they may keep an answer: it has a date and nothing that settles its lifetime. */
export function isLifetimeGuessed(headers: Immutable<CacheHeaders>): boolean {
  const directives = readCacheControl(headers.cacheControl)
  const settled = ['no-store', 'no-cache', 'must-revalidate', 'max-age', 's-maxage'].some((name) =>
    directives.has(name),
  )
  return !settled && headers.expires === '' && headers.lastModified !== '' && !/(?:^|,)\s*\*/.test(headers.vary)
}

/** What shared caches may do with an answer: store it, store it for one visitor only, or not at all. */
export type Storability = 'shared' | 'private' | 'no-store' | 'unsaid'

/** The storability class of an answer by its Cache-Control and Expires fields. */
export function storabilityOf(headers: Immutable<CacheHeaders>): Storability {
  const directives = readCacheControl(headers.cacheControl)
  if (directives.has('no-store')) return 'no-store'
  if (directives.has('private')) return 'private'
  if (directives.size === 0 && headers.expires === '') return 'unsaid'
  return 'shared'
}

function isLifetime(value: number | true | undefined): boolean {
  return typeof value === 'number' && value > 0
}

/**
 * Whether a shared cache may store the answer and give it to somebody else. A field for CDNs only
 * outranks Cache-Control for them (RFC 9213).
 */
export function isSharedCacheable(headers: Immutable<CacheHeaders>): boolean {
  const targeted = readCacheControl(headers.cdnCacheControl)
  if (targeted.size > 0) {
    if (targeted.has('no-store') || targeted.has('private') || targeted.has('no-cache')) return false
    return isLifetime(targeted.get('max-age')) || isLifetime(targeted.get('s-maxage')) || targeted.has('public')
  }
  const directives = readCacheControl(headers.cacheControl)
  if (directives.has('no-store') || directives.has('private') || directives.has('no-cache')) return false
  if (/(?:^|,)\s*\*/.test(headers.vary)) return false
  const shared = directives.get('s-maxage')
  if (shared === 0) return false
  if (isLifetime(shared)) return true
  const maxAge = directives.get('max-age')
  if (maxAge === 0) return false
  if (directives.has('public') || isLifetime(maxAge)) return true
  return (expiresIn(headers) ?? 0) > 0
}

const HIT = /\bhit\b|^(?:stale|revalidated|updating|prerender)\b/i

/** The sign that a cache really gave this answer from its store: a hit, or an age above zero. */
export function cacheHit(headers: Immutable<CacheHeaders>): string | undefined {
  if (Number(headers.age) > 0) return `Age: ${headers.age}`
  const row = headers.status.find(
    ([name = '', value = '']) =>
      (name === 'x-cache-hits' ? Number(value.split(',').at(-1)) > 0 : HIT.test(value)) && !/miss from/i.test(value),
  )
  return row === undefined ? undefined : row.join(': ')
}
