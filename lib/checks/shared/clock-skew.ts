import type { Immutable } from '../../engine/immutable'
import type { WebEntry } from '../../evidence/web-entry'
import { headerValue } from './web-look'

const HOUR = 3_600_000

/**
 * Whether our own clock is more than an hour off: every answer with a Date (plus its Age, RFC 9110
 * section 6.6.1) says so in the same direction. One server with a wrong clock proves nothing while another agrees
 * with us.
 */
export function clockIsOff(entry: Immutable<WebEntry>): boolean {
  const skews = entry.hosts
    .flatMap(({ http, https }) => [...(http?.hops ?? []), ...(https?.hops ?? [])])
    .flatMap((hop) => {
      const date = Date.parse(headerValue(hop, 'date'))
      const age = Number(headerValue(hop, 'age')) || 0
      return Number.isNaN(date) ? [] : [date + age * 1000 - hop.at]
    })
  if (skews.length === 0) return false
  return skews.every((skew) => skew > HOUR) || skews.every((skew) => skew < -HOUR)
}
