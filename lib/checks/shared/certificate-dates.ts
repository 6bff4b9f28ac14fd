const DAY = 86_400_000

/** Days before the end at which a certificate of this lifetime (days) has to be renewed by now, and is late. */
export function renewalLimits(lifetimeDays: number): { failAt: number; warnAt: number } {
  if (lifetimeDays <= 10) return { failAt: 0.12 * lifetimeDays, warnAt: 0.3 * lifetimeDays }
  if (lifetimeDays <= 100) return { failAt: 0.1 * lifetimeDays, warnAt: 0.25 * lifetimeDays }
  return { failAt: 10, warnAt: 30 }
}

export type DateVerdict = 'good' | 'notYet' | 'expired' | 'late' | 'soon'

type Dates = { readonly notBefore: string; readonly notAfter: string; readonly lifetimeDays: number }

/** Days until the end, negative after it. */
export function daysLeft({ notAfter }: Pick<Dates, 'notAfter'>, now: number): number {
  return (Date.parse(notAfter) - now) / DAY
}

/** Where a certificate stands between its dates (RFC 5280 section 4.1.2.5). */
export function dateVerdict(dates: Dates, now: number): DateVerdict {
  const left = daysLeft(dates, now)
  if (left <= 0) return 'expired'
  if (Date.parse(dates.notBefore) > now) return 'notYet'
  const { failAt, warnAt } = renewalLimits(dates.lifetimeDays)
  if (left <= failAt) return 'late'
  return left <= warnAt ? 'soon' : 'good'
}

/** `12 days`, `1 day`, `5 hours`, never less than an hour. */
export function spanWords(days: number): string {
  const [count, unit] = days >= 1 ? [Math.floor(days), 'day'] : [Math.max(1, Math.floor(days * 24)), 'hour']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** `2026-12-01 12:00 UTC`. */
export function dateWords(iso: string): string {
  const at = Date.parse(iso)
  return Number.isNaN(at) ? iso : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
