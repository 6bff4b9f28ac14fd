import { domainToASCII } from 'node:url'

const MAX_ADDRESSES = 50

/** A domain as it is compared: A-labels in lower case; undefined for what is no domain. */
export function plainDomain(text: string): string | undefined {
  const bare = text.trim().replace(/\.$/, '')
  const ascii = /^[\x21-\x7e]+$/.test(bare) ? bare.toLowerCase() : domainToASCII(bare)
  const isName = ascii.length <= 253 && ascii.includes('.') && /^[a-z0-9_.-]+$/.test(ascii)
  return isName && ascii.split('.').every((label) => label.length >= 1 && label.length <= 63) ? ascii : undefined
}

/** The text without comments and quoted display names; quoted local parts become one word (RFC 5322 section 3.2). */
function withoutAsides(text: string): string {
  let out = ''
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    if (char === '\\' && (quoted || depth > 0)) at += 1
    else if (quoted) quoted = char !== '"'
    else if (char === '"' && depth === 0) {
      quoted = true
      out += 'q'
    } else if (char === '(') depth += 1
    else if (char === ')' && depth > 0) depth -= 1
    else if (depth === 0) out += char
  }
  return out
}

/** Domains of the addresses in a From, Return-Path or similar field, one per address. */
export function addressDomains(value: string): string[] {
  return withoutAsides(value)
    .split(/[,;]/)
    .slice(0, MAX_ADDRESSES)
    .flatMap((part) => {
      const inside = part.includes('<') ? part.slice(part.lastIndexOf('<') + 1).split('>')[0] : part
      const at = (inside ?? '').lastIndexOf('@')
      const domain = at < 0 ? undefined : plainDomain((inside ?? '').slice(at + 1).split(/[\s>]/)[0] ?? '')
      return domain === undefined ? [] : [domain]
    })
}

/** An address of which only the domain is told. */
export function maskedAddress(domain: string): string {
  return `***@${domain}`
}

export type ReportedMethod = { method: string; result: string; props: Record<string, string> }
export type ReportedResults = { by: string; methods: ReportedMethod[] }

const MAX_METHODS = 40

function methodOf(part: string): ReportedMethod | undefined {
  const words = part.trim().split(/\s+/)
  const [method = '', result = ''] = (words[0] ?? '').split('=')
  if (!/^[a-z][a-z0-9-]*(\/\d+)?$/i.test(method) || !/^[a-z]+$/i.test(result)) return undefined
  const props = words.slice(1).flatMap((word): [string, string][] => {
    const sign = word.indexOf('=')
    return sign > 0 ? [[word.slice(0, sign).toLowerCase(), word.slice(sign + 1)]] : []
  })
  return {
    method: (method.split('/')[0] ?? '').toLowerCase(),
    result: result.toLowerCase(),
    props: Object.fromEntries(props),
  }
}

/** Quotes around a value hold nothing here that matters; comments are for people. */
function readable(value: string): string {
  let out = ''
  let depth = 0
  for (const char of value) {
    if (char === '(') depth += 1
    else if (char === ')' && depth > 0) depth -= 1
    else if (depth === 0 && char !== '"') out += char
  }
  return out
}

/**
 * Reads what a receiver says it found (RFC 8601 section 2.2). Of several fields the topmost counts, with those of
 * the same receiver right below it: the last server on the way wrote them.
 */
export function readResults(values: readonly string[]): ReportedResults | undefined {
  const parsed = values.slice(0, 10).map((value) => {
    const [head = '', ...parts] = readable(value).split(';')
    const by = (head.trim().split(/\s+/)[0] ?? '').toLowerCase().slice(0, 253)
    return { by, methods: parts.slice(0, MAX_METHODS).flatMap((part) => methodOf(part) ?? []) }
  })
  const [first] = parsed
  if (first === undefined) return undefined
  const end = parsed.findIndex((entry) => entry.by !== first.by)
  const own = end < 0 ? parsed : parsed.slice(0, end)
  return { by: first.by, methods: own.flatMap((entry) => entry.methods).slice(0, MAX_METHODS) }
}

/** The domain of an address or the domain itself, as results name either. */
export function domainIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  return plainDomain(text.slice(text.lastIndexOf('@') + 1).replace(/[<>]/g, ''))
}

/** The tags of a signature (RFC 6376 section 3.2); of a tag that comes twice the first counts. */
export function signatureTags(value: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>()
  for (const part of value.split(';').slice(0, 40)) {
    const sign = part.indexOf('=')
    const name = part.slice(0, sign).trim()
    if (sign > 0 && !tags.has(name)) tags.set(name, part.slice(sign + 1).replace(/\s+/g, ''))
  }
  return tags
}

/** The moment in a Date field (RFC 5322 section 3.3), ISO 8601; undefined where it cannot be read. */
export function readDate(value: string | undefined): string | undefined {
  if (value === undefined || value.length > 100) return undefined
  const at = Date.parse(value.replace(/\([^()]*\)/g, '').trim())
  return Number.isNaN(at) || at < 0 || at > 4_102_444_800_000 ? undefined : new Date(at).toISOString()
}
