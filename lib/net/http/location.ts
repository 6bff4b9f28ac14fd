import type { LocationFact } from '../http-types'
import { readableValue } from './headers'

const MAX_LOCATION = 8192

export type LocationReading = { kind: 'none' } | { kind: 'ok' | 'bad-scheme' | 'bad-location'; fact: LocationFact }

/**
 * Reads the Location fields of a redirect (RFC 9110 section 10.2.2). The first field counts, as in
 * browsers; an empty one means the same URL. `values` are the raw bytes as characters.
 */
export function readLocation(values: readonly string[], base: string): LocationReading {
  const raw = values[0]
  if (raw === undefined) return { kind: 'none' }
  const others = values.slice(1, 4).map((value) => value.slice(0, 512))
  const fact = { raw: raw.slice(0, MAX_LOCATION), fields: values.length, others }
  const text = readableValue(raw.trim())
  if (raw.length > MAX_LOCATION || !URL.canParse(text, base))
    return { kind: 'bad-location', fact: { ...fact, target: null } }
  const url = new URL(text, base)
  // RFC 9110 section 10.2.2: a Location without fragment inherits none here, for we never send one.
  url.hash = ''
  const scheme = url.protocol === 'http:' || url.protocol === 'https:'
  return { kind: scheme ? 'ok' : 'bad-scheme', fact: { ...fact, target: url.href.slice(0, MAX_LOCATION) } }
}

/**
 * Whether a redirect only makes the path longer by the segment it ends on (`/en` to `/en/en` to
 * `/en/en/en`): a loop that never shows the same URL twice.
 */
export function isGrowing(from: string, to: string): boolean {
  const before = new URL(from)
  const after = new URL(to)
  if (before.host !== after.host) return false
  const earlier = before.pathname.split('/').filter((part) => part !== '')
  const later = after.pathname.split('/').filter((part) => part !== '')
  const last = later.at(-1)
  if (last === undefined || later.length <= earlier.length) return false
  return later.length >= 3 && later.slice(-3).every((part) => part === last)
}
