import { parseAddress } from '../address'
import { type MacroString, parseDomainSpec, parseMacroString } from './macro'

export type SpfQualifier = '+' | '-' | '~' | '?'
export type SpfMechanismName = 'all' | 'include' | 'a' | 'mx' | 'ptr' | 'ip4' | 'ip6' | 'exists'

export type SpfMechanism = {
  kind: 'mechanism'
  name: SpfMechanismName
  qualifier: SpfQualifier
  text: string
  /** Position of the term in the record, from 1. */
  column: number
  /** The domain-spec as written; absent means the domain whose record this is. */
  target?: string
  spec?: MacroString
  cidr4: number
  cidr6: number
  /** Address of ip4 and ip6. */
  address?: string
}

export type SpfModifier = {
  kind: 'modifier'
  name: string
  text: string
  column: number
  value: string
  spec?: MacroString
}

export type SpfTerm = SpfMechanism | SpfModifier

export type SpfErrorCode =
  | 'unknown-mechanism'
  | 'missing-domain'
  | 'bad-domain'
  | 'bad-address'
  | 'bad-prefix'
  | 'unexpected-argument'
  | 'bad-modifier'
  | 'duplicate-modifier'
  | 'non-ascii'

/** A broken term; `replacement` is the text that was probably meant. */
export type SpfSyntaxError = {
  code: SpfErrorCode
  term: string
  column: number
  replacement?: string
}

export type ParsedSpf = { text: string; terms: SpfTerm[]; errors: SpfSyntaxError[] }

const MECHANISMS: readonly SpfMechanismName[] = ['all', 'include', 'a', 'mx', 'ptr', 'ip4', 'ip6', 'exists']

function mechanismName(text: string): SpfMechanismName | undefined {
  return MECHANISMS.find((name) => name === text.toLowerCase())
}

/** Whether a TXT value is an SPF record: `v=spf1` alone or followed by a space (RFC 7208 section 4.5). */
export function isSpfRecord(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text)
}

/** Whether a TXT value is SPF or was meant to be; Sender ID (`spf2.0/`) is something else. */
export function isAboutSpf(text: string): boolean {
  return /^["'“”\s]*(v\s*=\s*)?spf\s*\d/i.test(text) && !/^spf2\.0\//i.test(text)
}

type Failure = { error: SpfErrorCode }

function parsePrefix(text: string | undefined, bits: number): number | Failure {
  if (text === undefined) return bits
  return /^(0|[1-9]\d{0,2})$/.test(text) && Number(text) <= bits ? Number(text) : { error: 'bad-prefix' }
}

type Base = { qualifier: SpfQualifier; text: string; column: number }

function withDomain(base: Base, name: SpfMechanismName, argument: string): SpfMechanism | Failure {
  const dual = name === 'a' || name === 'mx'
  const match = dual ? /^(.*?)(?:\/(\d+))?(?:\/\/(\d+))?$/s.exec(argument) : null
  const domainPart = match?.[1] ?? argument
  const cidr4 = parsePrefix(match?.[2], 32)
  const cidr6 = parsePrefix(match?.[3], 128)
  if (typeof cidr4 !== 'number' || typeof cidr6 !== 'number') return { error: 'bad-prefix' }
  const mechanism: SpfMechanism = { kind: 'mechanism', name, ...base, cidr4, cidr6 }
  if (domainPart === '') return name === 'include' || name === 'exists' ? { error: 'missing-domain' } : mechanism
  if (!domainPart.startsWith(':')) return { error: domainPart.startsWith('/') ? 'bad-prefix' : 'unexpected-argument' }
  const target = domainPart.slice(1)
  if (target === '') return { error: 'missing-domain' }
  const spec = parseDomainSpec(target)
  return spec === undefined ? { error: 'bad-domain' } : { ...mechanism, target, spec }
}

function withAddress(base: Base, name: 'ip4' | 'ip6', argument: string): SpfMechanism | Failure {
  if (!argument.startsWith(':') || argument === ':') return { error: 'bad-address' }
  const [host = '', ...suffix] = argument.slice(1).split('/')
  if (suffix.length > 1) return { error: 'bad-prefix' }
  const address = parseAddress(host)
  if (address === undefined || address.family !== (name === 'ip4' ? 4 : 6)) return { error: 'bad-address' }
  const prefix = parsePrefix(suffix[0], name === 'ip4' ? 32 : 128)
  if (typeof prefix !== 'number') return prefix
  const cidr = name === 'ip4' ? { cidr4: prefix, cidr6: 128 } : { cidr4: 32, cidr6: prefix }
  return { kind: 'mechanism', name, ...base, ...cidr, address: host }
}

function parseMechanism(text: string, column: number): SpfMechanism | Failure {
  const match = /^([+\-~?]?)([^:/]*)(.*)$/s.exec(text)
  const name = mechanismName(match?.[2] ?? '')
  const argument = match?.[3] ?? ''
  if (name === undefined) return { error: 'unknown-mechanism' }
  const sign = match?.[1]
  const qualifier: SpfQualifier = sign === '-' || sign === '~' || sign === '?' ? sign : '+'
  const base = { qualifier, text, column }
  if (name === 'all') {
    if (argument !== '') return { error: 'unexpected-argument' }
    return { kind: 'mechanism', name, ...base, cidr4: 32, cidr6: 128 }
  }
  return name === 'ip4' || name === 'ip6' ? withAddress(base, name, argument) : withDomain(base, name, argument)
}

function parseModifier(name: string, value: string, base: { text: string; column: number }): SpfModifier | Failure {
  const known = name.toLowerCase()
  if (known === 'redirect' || known === 'exp') {
    if (value === '') return { error: 'missing-domain' }
    const spec = parseDomainSpec(value)
    return spec === undefined ? { error: 'bad-domain' } : { kind: 'modifier', name: known, ...base, value, spec }
  }
  if (parseMacroString(value, 'modifier') === undefined) return { error: 'bad-modifier' }
  return { kind: 'modifier', name: known, ...base, value }
}

function parseTerm(text: string, column: number): SpfTerm | Failure {
  // Anything but visible ASCII breaks the record, wherever it stands (RFC 7208 section 4.6.1).
  if (!/^[\x21-\x7e]+$/.test(text)) return { error: 'non-ascii' }
  const modifier = /^([a-z][a-z0-9_.-]*)=(.*)$/is.exec(text)
  if (modifier !== null) return parseModifier(modifier[1] ?? '', modifier[2] ?? '', { text, column })
  return parseMechanism(text, column)
}

const MEANT: Record<string, string> = { ipv4: 'ip4', ipv6: 'ip6', ip: 'ip4', includes: 'include', inlcude: 'include' }

/** What the writer of a broken term probably meant, where one thing is likely. */
function meant(term: string, next: string | undefined): string | undefined {
  const dashed = term.replace(/[\u2010-\u2015\u2212]/g, '-').replace(/[“”„"]/g, '')
  const bare = dashed.replace(/;+$/, '')
  const renamed = bare.replace(/^([+\-~?]?)([a-z0-9]+)(?=:)/i, (whole, sign: string, name: string) => {
    const right = MEANT[name.toLowerCase()]
    return right === undefined ? whole : `${sign}${right}`
  })
  const modifier = renamed.replace(/^(redirect|exp):/i, '$1=')
  const joined = /[:=]$/.test(modifier) && next !== undefined ? `${modifier}${next}` : modifier
  if (joined === '' || joined === term) return undefined
  return 'error' in parseTerm(joined, 1) ? undefined : joined
}

function tokensOf(text: string): { text: string; column: number }[] {
  return [...text.matchAll(/[^ ]+/g)].slice(1).map((match) => ({ text: match[0], column: match.index + 1 }))
}

/**
 * Parses a whole record and lists every error in it, not only the first (RFC 7208 section 4.6). The
 * text must have passed `isSpfRecord`. Unknown modifiers are legal, unknown mechanisms are not.
 */
export function parseSpf(text: string): ParsedSpf {
  const terms: SpfTerm[] = []
  const errors: SpfSyntaxError[] = []
  const tokens = tokensOf(text)
  const seen = new Set<string>()
  // The half of a term that a stray space cut off is part of the error before it.
  let cutOff = -1
  for (const [at, token] of tokens.entries()) {
    const term = parseTerm(token.text, token.column)
    if (at === cutOff && 'error' in term) continue
    if ('error' in term) {
      const replacement = meant(token.text, tokens[at + 1]?.text)
      if (replacement !== undefined && /[:=]$/.test(token.text)) cutOff = at + 1
      errors.push({
        code: term.error,
        term: token.text,
        column: token.column,
        ...(replacement === undefined ? {} : { replacement }),
      })
      continue
    }
    if (term.kind === 'modifier' && (term.name === 'redirect' || term.name === 'exp')) {
      if (seen.has(term.name)) {
        errors.push({ code: 'duplicate-modifier', term: term.text, column: term.column })
        continue
      }
      seen.add(term.name)
    }
    terms.push(term)
  }
  return { text, terms, errors }
}

/** The `all` mechanism that ends the record, if there is one. */
export function lastWord(parsed: ParsedSpf): SpfMechanism | undefined {
  return parsed.terms.find((term): term is SpfMechanism => term.kind === 'mechanism' && term.name === 'all')
}

/** The redirect that counts: it is ignored where an `all` exists anywhere in the record (section 6.1). */
export function activeRedirect(parsed: ParsedSpf): SpfModifier | undefined {
  if (lastWord(parsed) !== undefined) return undefined
  return parsed.terms.find((term): term is SpfModifier => term.kind === 'modifier' && term.name === 'redirect')
}
