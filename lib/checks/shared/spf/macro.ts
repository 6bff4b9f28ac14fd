import type { IpAddress } from '../address'

/** Macro strings of SPF (RFC 7208 section 7). */
export type MacroPart =
  | { kind: 'literal'; text: string }
  | { kind: 'macro'; letter: string; escape: boolean; keep: number; reverse: boolean; delimiters: string }

export type MacroString = readonly MacroPart[]

export type MacroValues = {
  ip: IpAddress
  /** The domain whose record is evaluated. */
  domain: string
  localPart: string
  senderDomain: string
  helo: string
  receiver: string
  /** Seconds since 1970. */
  timestamp: number
  /** The validated host name of the sender, or `unknown` (RFC 7208 section 5.5). */
  validated: () => Promise<string>
}

const EXPAND = /^%\{([slodiphcrtv])(\d*)(r?)([.\-+,/_=]*)\}/i
const ONLY_IN_EXPLANATION = new Set(['c', 'r', 't'])
const SENDER_LETTERS = new Set(['s', 'l', 'i', 'p', 'v', 'h', 'c', 'r', 't'])
const ESCAPES: Record<string, string> = { '%%': '%', '%_': ' ', '%-': '%20' }

/**
 * Parses a macro string; `undefined` where the grammar of RFC 7208 section 7.1 is broken. Explanation
 * texts may hold spaces and the letters c, r and t as well.
 */
export function parseMacroString(text: string, where: 'domain' | 'explanation' | 'modifier'): MacroString | undefined {
  const parts: MacroPart[] = []
  let rest = text
  while (rest !== '') {
    const literal = /^[^%]+/.exec(rest)?.[0]
    if (literal !== undefined) {
      const legal = where === 'explanation' ? /^[\x20-\x7e]*$/ : /^[\x21-\x7e]*$/
      if (!legal.test(literal)) return undefined
      parts.push({ kind: 'literal', text: literal })
      rest = rest.slice(literal.length)
      continue
    }
    const escaped = ESCAPES[rest.slice(0, 2)]
    if (escaped !== undefined) {
      parts.push({ kind: 'literal', text: escaped })
      rest = rest.slice(2)
      continue
    }
    const match = EXPAND.exec(rest)
    const letter = match?.[1]
    if (match === null || letter === undefined) return undefined
    if (where === 'domain' && ONLY_IN_EXPLANATION.has(letter.toLowerCase())) return undefined
    const digits = match[2] ?? ''
    if (digits !== '' && Number(digits) === 0) return undefined
    parts.push({
      kind: 'macro',
      letter: letter.toLowerCase(),
      escape: letter !== letter.toLowerCase(),
      keep: digits === '' ? Number.POSITIVE_INFINITY : Number(digits),
      reverse: match[3] !== '',
      delimiters: match[4] === undefined || match[4] === '' ? '.' : match[4],
    })
    rest = rest.slice(match[0].length)
  }
  return parts
}

const TOP_LABEL = /\.([a-z0-9]*[a-z][a-z0-9]*|[a-z0-9]+-[a-z0-9-]*[a-z0-9])\.?$/i

/** Parses a domain-spec: a macro string that ends in a macro or in a top-level label (RFC 7208 section 7.1). */
export function parseDomainSpec(text: string): MacroString | undefined {
  const parts = parseMacroString(text, 'domain')
  if (parts === undefined || parts.length === 0) return undefined
  const endsInMacro = /%\{[^}]*\}$|%[%_-]$/.test(text)
  return endsInMacro || TOP_LABEL.test(text) ? parts : undefined
}

/** Whether the expansion depends on who sends the message; `%{d}` and `%{o}` do not. */
export function isSenderDependent(parts: MacroString): boolean {
  return parts.some((part) => part.kind === 'macro' && SENDER_LETTERS.has(part.letter))
}

/** How often the macro `%{p}` occurs; each one costs a DNS lookup. */
export function countValidatedName(parts: MacroString): number {
  return parts.filter((part) => part.kind === 'macro' && part.letter === 'p').length
}

function nibbles(address: IpAddress): string {
  return [...address.value.toString(16).toUpperCase().padStart(32, '0')].join('.')
}

function dottedQuad(address: IpAddress): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address.value >> shift) & 255n)).join('.')
}

/** The short form of RFC 5952: the longest run of at least two zero groups is left out. */
function shortIpv6(address: IpAddress): string {
  const groups = Array.from({ length: 8 }, (_, at) => Number((address.value >> BigInt(112 - at * 16)) & 0xffffn))
  let best = { start: 0, length: 1 }
  for (let start = 0; start < 8; start++) {
    let length = 0
    while (start + length < 8 && groups[start + length] === 0) length++
    if (length > best.length) best = { start, length }
  }
  const hex = groups.map((group) => group.toString(16))
  if (best.length < 2) return hex.join(':')
  return `${hex.slice(0, best.start).join(':')}::${hex.slice(best.start + best.length).join(':')}`
}

/** The address as people write it: a dotted quad or the short form of RFC 5952. */
export function formatAddress(address: IpAddress): string {
  return address.family === 4 ? dottedQuad(address) : shortIpv6(address)
}

/** The name to ask for PTR records of an address. */
export function reverseName(address: IpAddress): string {
  const labels = (address.family === 4 ? dottedQuad(address) : nibbles(address)).split('.').reverse().join('.')
  return `${labels}.${address.family === 4 ? 'in-addr' : 'ip6'}.arpa`
}

async function macroValue(letter: string, values: MacroValues): Promise<string> {
  switch (letter) {
    case 's':
      return `${values.localPart}@${values.senderDomain}`
    case 'l':
      return values.localPart
    case 'o':
      return values.senderDomain
    case 'd':
      return values.domain
    case 'i':
      return values.ip.family === 4 ? dottedQuad(values.ip) : nibbles(values.ip)
    case 'p':
      return values.validated()
    case 'v':
      return values.ip.family === 4 ? 'in-addr' : 'ip6'
    case 'h':
      return values.helo
    case 'c':
      return formatAddress(values.ip)
    case 'r':
      return values.receiver
    default:
      return String(values.timestamp)
  }
}

function urlEscape(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte)
      return /[A-Za-z0-9\-._~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')
}

function transform(value: string, part: Extract<MacroPart, { kind: 'macro' }>): string {
  const labels: string[] = []
  let label = ''
  for (const character of value) {
    if (part.delimiters.includes(character)) {
      labels.push(label)
      label = ''
    } else {
      label += character
    }
  }
  labels.push(label)
  if (part.reverse) labels.reverse()
  return labels.slice(-Math.min(part.keep, labels.length)).join('.')
}

/** Expands a parsed macro string (RFC 7208 section 7.3). */
export async function expandMacros(parts: MacroString, values: MacroValues): Promise<string> {
  let text = ''
  for (const part of parts) {
    if (part.kind === 'literal') {
      text += part.text
      continue
    }
    const value = transform(await macroValue(part.letter, values), part)
    text += part.escape ? urlEscape(value) : value
  }
  return text
}

/** Removes labels from the left until the name has at most 253 characters, and the trailing dot. */
export function fitDomain(name: string): string {
  let fitted = name.replace(/\.$/, '')
  while (fitted.length > 253 && fitted.includes('.')) fitted = fitted.slice(fitted.indexOf('.') + 1)
  return fitted
}
