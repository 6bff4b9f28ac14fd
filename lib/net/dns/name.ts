import { domainToASCII } from 'node:url'

/**
 * A name as it is sent: A-labels, no trailing dot, `.` for the root. Undefined when it is no valid
 * name: an empty label, a label over 63 bytes, more than 253 in all (RFC 1035 section 2.3.4), or
 * characters that have no place in a question; `spaces` lets blanks through, which macros of SPF can
 * put into a name and DNS allows (RFC 2181 section 11). Plain names keep their spelling.
 */
export function toWireName(text: string, { spaces = false }: { spaces?: boolean } = {}): string | undefined {
  if (text === '.') return '.'
  if (text.length > 1000) return undefined
  const bare = text.endsWith('.') ? text.slice(0, -1) : text
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the point is to find bytes outside printable ASCII
  const isPlain = /^[\x00-\x7f]*$/.test(bare)
  const name = isPlain ? bare : domainToASCII(bare)
  if (name === '' || name.length > 253) return undefined
  const label = spaces && isPlain ? /^[\x20-\x7e]{1,63}$/ : /^[\x21-\x7e]{1,63}$/
  return name.split('.').every((part) => label.test(part)) ? name : undefined
}

/** Names compare without regard to case (RFC 4343). */
export function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** Whether `name` is `zone` or lies below it. */
export function isWithin(name: string, zone: string): boolean {
  if (zone === '.') return true
  const lower = name.toLowerCase()
  return lower === zone.toLowerCase() || lower.endsWith(`.${zone.toLowerCase()}`)
}

/** The name without its first label; `.` above a top-level domain, undefined above the root. */
export function parentName(name: string): string | undefined {
  if (name === '.') return undefined
  const dot = name.indexOf('.')
  return dot < 0 ? '.' : name.slice(dot + 1)
}
