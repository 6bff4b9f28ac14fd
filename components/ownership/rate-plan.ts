import { RATE_SURFACES, type RateSurface } from '@/lib/engine/rate-template'

/** What each surface is called in a list. */
export const SURFACE_NAMES: Readonly<Record<RateSurface, string>> = {
  login: 'Signing in',
  'password-reset': 'Asking for a new password',
  signup: 'Signing up',
  'public-api': 'Public API',
  webhook: 'Webhook',
}

export type PlannedRate = {
  surface: RateSurface
  /** Sentence that says why nothing can be sent; `undefined` where a request is known. */
  why: string | undefined
  requests: number
  method: string
  target: string
  contentType: string
  body: string
}

const WHY: Readonly<Record<string, string>> = {
  handover: 'Another service does it, so there is nothing of yours to try.',
  'no-form': 'Its scripts hide where the form is sent. Say what to send on "Help us prove it".',
  unseen: 'We could not see the page in the last audit.',
}

const textAt = (row: object, key: string): string => {
  const value: unknown = Reflect.get(row, key)
  return typeof value === 'string' ? value : ''
}

/** The requests a run would send, as the evidence `web.rate-plan` holds them; what another version stored gives none. */
export function plannedRates(value: unknown): PlannedRate[] {
  const rows: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'surfaces') : undefined
  if (!Array.isArray(rows)) return []
  return rows.flatMap((row: unknown): PlannedRate[] => {
    if (typeof row !== 'object' || row === null) return []
    const surface = RATE_SURFACES.find((one) => one === textAt(row, 'surface'))
    const state = textAt(row, 'state')
    const requests: unknown = Reflect.get(row, 'requests')
    if (surface === undefined || state === 'absent' || typeof requests !== 'number') return []
    return [
      {
        surface,
        why: state === 'ready' ? undefined : (WHY[state] ?? WHY.unseen),
        requests,
        method: textAt(row, 'method'),
        target: textAt(row, 'target'),
        contentType: textAt(row, 'contentType'),
        body: textAt(row, 'body'),
      },
    ]
  })
}

/** The surface of a check that sends many requests. */
export function surfaceOf(checkId: string): RateSurface | undefined {
  return RATE_SURFACES.find((surface) => checkId === `rate-limit-${surface}`)
}
