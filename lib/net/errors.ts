import type { DialCode, EgressRefusal } from './types'

/** A connection refused by the guard before any packet went to the target. `message` is safe to show. */
export class EgressDenied extends Error {
  override name = 'EgressDenied'
  readonly refusal: EgressRefusal

  constructor(refusal: EgressRefusal) {
    super(`We do not connect to this address (${refusal.code})`)
    this.refusal = refusal
  }

  get code(): EgressRefusal['code'] {
    return this.refusal.code
  }
}

/** A permitted connection that was tried and did not come about. `cause` is the system's error, if any. */
export class DialError extends Error {
  override name = 'DialError'
  readonly code: DialCode
  /** The system's code, such as `ECONNREFUSED`, or empty. */
  readonly systemCode: string
  /** The vetted address that was tried last. */
  readonly address: string

  constructor(init: { code: DialCode; systemCode?: string; address: string; cause?: unknown }) {
    super(`connection ${init.code}`, { cause: init.cause })
    this.code = init.code
    this.systemCode = init.systemCode ?? ''
    this.address = init.address
  }
}

const DIAL_CODES: Record<string, DialCode> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
}

/** The system's error code of a caught value, or an empty text. */
export function systemCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

/** Turns what a socket reported into a `DialError` for the address. */
export function toDialError(error: unknown, address: string): DialError {
  if (error instanceof DialError) return error
  const systemCode = systemCodeOf(error)
  return new DialError({ code: DIAL_CODES[systemCode] ?? 'other', systemCode, address, cause: error })
}
