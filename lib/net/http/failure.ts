import { DialError, EgressDenied } from '../errors'
import type { Fault, NetError, NetErrorCode } from '../http-types'
import type { DialCode, EgressRefusal } from '../types'

const FAULTS: Partial<Record<NetErrorCode, Fault>> = {
  BLOCKED_ADDRESS: 'guard',
  BLOCKED_HOST: 'guard',
  BLOCKED_PORT: 'guard',
  BLOCKED_URL: 'guard',
  // Browsers read four times as many headers as we do.
  HEADER_OVERFLOW: 'ours',
  DNS_FAILED: 'ours',
  HOST_STOPPED: 'ours',
  BUDGET: 'ours',
  ABORTED: 'ours',
  INTERNAL: 'ours',
}

const DIAL_CODES: Record<DialCode, NetErrorCode> = {
  timeout: 'TIMEOUT',
  refused: 'ECONNREFUSED',
  reset: 'ECONNRESET',
  unreachable: 'EUNREACH',
  aborted: 'ABORTED',
  other: 'INTERNAL',
}

const PLAIN_TEXT_CODES = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
  'ERR_SSL_RECORD_LAYER_FAILURE',
])

/** A failure as plain JSON; whose fault it is follows from the code. */
export function netError(code: NetErrorCode, phase: NetError['phase'], detail: string, alert?: number): NetError {
  const base = { code, fault: FAULTS[code] ?? 'target', phase, detail: detail.slice(0, 200) }
  return alert === undefined ? base : { ...base, alert }
}

/** A failure on its way through promises; `error` is what becomes evidence. */
export class NetFailure extends Error {
  override name = 'NetFailure'
  readonly error: NetError
  constructor(error: NetError) {
    super(error.detail)
    this.error = error
  }
}

function fromRefusal(refusal: EgressRefusal): NetError {
  switch (refusal.code) {
    case 'EGRESS_ADDRESS':
      return netError(
        'BLOCKED_ADDRESS',
        'dns',
        `${refusal.host}: ${refusal.address ?? 'an address'} is not public (${refusal.addressClass ?? 'unknown'})${refusal.mixed ? ', beside public addresses' : ''}`,
      )
    case 'EGRESS_PIN':
      return netError('BLOCKED_ADDRESS', 'connect', `${refusal.host}: not an address of this name`)
    case 'EGRESS_HOST':
      return netError('BLOCKED_HOST', 'url', `${refusal.host}: not a public host name`)
    case 'EGRESS_PORT':
      return netError('BLOCKED_PORT', 'url', `port ${refusal.port} is not probed`)
    case 'EGRESS_DNS':
      return fromDns(refusal)
    case 'EGRESS_SCHEME':
    case 'EGRESS_USERINFO':
      return netError('BLOCKED_URL', 'url', refusal.code)
  }
}

function fromDns(refusal: EgressRefusal): NetError {
  if (refusal.dns === 'nxdomain') return netError('DNS_NXDOMAIN', 'dns', `${refusal.host} does not exist`)
  if (refusal.dns === 'nodata') return netError('DNS_NODATA', 'dns', `${refusal.host} has no address`)
  return netError('DNS_FAILED', 'dns', `${refusal.host}: ${refusal.dns ?? 'no answer'}`)
}

function codeOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return ''
  return typeof thrown.code === 'string' ? thrown.code : ''
}

function fromTls(code: string, message: string): NetError | null {
  const alert = /alert number (\d+)/i.exec(message)?.[1]
  if (alert !== undefined) return netError('TLS_ALERT', 'tls', code, Number(alert))
  if (PLAIN_TEXT_CODES.has(code)) return netError('PLAIN_HTTP_ON_TLS', 'tls', `${code}: the answer is not TLS`)
  if (code === 'ERR_SSL_EXCESSIVE_MESSAGE_SIZE') return netError('TLS_EXCESSIVE_MESSAGE', 'tls', code)
  return code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') ? netError('TLS', 'tls', code) : null
}

/**
 * Turns whatever was thrown while talking to a target into a `NetError`. An unknown error counts as
 * ours (`INTERNAL`), never as the target's.
 */
export function toNetError(thrown: unknown, phase: NetError['phase']): NetError {
  if (thrown instanceof NetFailure) return thrown.error
  if (thrown instanceof EgressDenied) return fromRefusal(thrown.refusal)
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  if (thrown instanceof DialError) return netError(DIAL_CODES[thrown.code], 'connect', message)
  const code = codeOf(thrown)
  const tls = fromTls(code, message)
  if (tls) return tls
  if (code === 'ECONNREFUSED') return netError('ECONNREFUSED', phase, code)
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE')
    return netError('ECONNRESET', phase, code)
  if (code === 'ETIMEDOUT') return netError('TIMEOUT', phase, code)
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return netError('EUNREACH', phase, code)
  if (code === 'HPE_HEADER_OVERFLOW' || message.includes('ENHANCE_YOUR_CALM'))
    return netError('HEADER_OVERFLOW', 'headers', code)
  if (code.startsWith('HPE_') || code.startsWith('ERR_HTTP2') || code.startsWith('ERR_HTTP_'))
    return netError('PROTOCOL', phase, `${code} ${message}`)
  return netError('INTERNAL', phase, `${code} ${message}`.trim())
}
