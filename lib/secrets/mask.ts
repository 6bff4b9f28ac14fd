/**
 * The last net under what is stored and logged: whatever slipped through a collector's own masking and
 * looks like a credential loses all but its first characters. Every pattern is linear on hostile text.
 */

const SHOWN = 4

const PATTERNS: readonly RegExp[] = [
  // JSON web tokens (RFC 7519): three base64url parts, the first always begins with `{"`.
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,}/g,
  /\bwhsec_[A-Za-z0-9]{16,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\bglpat-[A-Za-z0-9_-]{16,}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g,
  /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{24,}/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
]

const PRIVATE_KEY =
  /-----BEGIN ([A-Z0-9 ]{0,40})PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|$)/g
const CREDENTIAL_HEADER = /\b(Bearer|Basic|Digest|Negotiate)(\s{1,4})[A-Za-z0-9+/=._~-]{8,}/gi
const USER_INFO = /(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#@:]{0,128}:[^\s/?#@]{1,256}@/gi

/** The text with every credential reduced to its first four characters. */
export function maskSecrets(text: string): string {
  if (text.length < 12) return text
  const masked = text
    .replace(PRIVATE_KEY, '-----BEGIN $1PRIVATE KEY-----****')
    .replace(CREDENTIAL_HEADER, '$1$2****')
    .replace(USER_INFO, '$1****@')
  return PATTERNS.reduce((rest, pattern) => rest.replace(pattern, (found) => `${found.slice(0, SHOWN)}****`), masked)
}

/**
 * Text PostgreSQL can hold: a NUL breaks text and jsonb, a lone surrogate breaks jsonb. Both become U+FFFD,
 * so a hostile header never fails a run.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}

/** A JSON value whose texts, keys included, are masked and storable. Anything that is not JSON becomes null. */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return maskSecrets(storableText(value))
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean' || value === null) return value
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object') return null
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) =>
      entry === undefined ? [] : [[storableText(key), storable(entry)] as const],
    ),
  )
}
