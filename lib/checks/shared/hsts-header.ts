export type HstsPolicy =
  | { valid: true; maxAge: number; includeSubDomains: boolean; preload: boolean }
  | { valid: false; problem: 'no max-age' | 'a directive twice' | 'a max-age that is no number' | 'a broken directive' }

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/i

/**
 * Reads one Strict-Transport-Security value (RFC 6797 section 6.1): names are case-insensitive,
 * values may be quoted, unknown directives and stray semicolons are allowed, no directive may come twice.
 * `maxAge` is in seconds.
 */
export function parseHsts(value: string): HstsPolicy {
  const seen = new Map<string, string | null>()
  for (const part of splitDirectives(value)) {
    const equals = part.indexOf('=')
    const name = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase()
    if (!TOKEN.test(name)) return { valid: false, problem: 'a broken directive' }
    if (seen.has(name)) return { valid: false, problem: 'a directive twice' }
    seen.set(name, equals < 0 ? null : unquote(part.slice(equals + 1).trim()))
  }
  const maxAge = seen.get('max-age')
  if (maxAge === undefined) return { valid: false, problem: 'no max-age' }
  if (maxAge === null || !/^\d+$/.test(maxAge)) return { valid: false, problem: 'a max-age that is no number' }
  return {
    valid: true,
    maxAge: Number(maxAge),
    includeSubDomains: seen.has('includesubdomains'),
    preload: seen.has('preload'),
  }
}

/** Splits at semicolons outside quotes and drops empty parts. */
function splitDirectives(value: string): string[] {
  const parts: string[] = []
  let part = ''
  let quoted = false
  for (const char of value) {
    if (char === '"') quoted = !quoted
    if (char === ';' && !quoted) {
      parts.push(part)
      part = ''
    } else {
      part += char
    }
  }
  return [...parts, part].map((text) => text.trim()).filter((text) => text !== '')
}

function unquote(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text
}
