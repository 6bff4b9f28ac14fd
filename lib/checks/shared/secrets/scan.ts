import { createHash } from 'node:crypto'
import { isExampleValue } from './placeholder'
import type { SecretClass, SecretRule } from './rule'
import { secretRules } from './rules'
import { judgeCandidate, readUrlCredential } from './validators'

/** A key that was found, without the key. `offset` counts UTF-16 units from the start of the text. */
export type SecretHit = {
  rule: string
  class: SecretClass
  certain: boolean
  offset: number
  line: number
  column: number
  /** The first four characters, then three dots. */
  masked: string
  /** The same value gives the same fingerprint in every place and run; passwords are not part of it. */
  fingerprint: string
}

const MAX_HITS = 100
const NEAR = 40
/** How far before an assignment a vendor may be named. */
const NEAR_BEFORE = 160
const TOKEN_CHAR = /[A-Za-z0-9_-]/

type Starter = { rule: SecretRule; shape: RegExp }
type Value = { value: string; start: number; end: number }

function escapeLiteral(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}

type Lexicon = {
  words: readonly string[]
  starters: ReadonlyMap<string, readonly Starter[]>
  anyWord: RegExp
  /** Rules whose value has no beginning of its own. */
  assigned: readonly Starter[]
}

/** The words by which the rules' values begin, longest first, so that `sk-ant-` is not taken for `sk-`. */
function lexiconOf(rules: readonly SecretRule[]): Lexicon {
  const starters = new Map<string, Starter[]>()
  const assigned: Starter[] = []
  for (const rule of rules) {
    const starter = { rule, shape: new RegExp(rule.shape, 'y') }
    if (rule.prefixes.length === 0) assigned.push(starter)
    for (const prefix of rule.prefixes) starters.set(prefix, [...(starters.get(prefix) ?? []), starter])
  }
  const words = [...starters.keys()].toSorted((a, b) => b.length - a.length)
  return { words, starters, anyWord: new RegExp(words.map(escapeLiteral).join('|') || '(?!)', 'g'), assigned }
}

/** Every rule a found word may begin a value of, the shorter words it begins with included. */
function candidatesAt({ words, starters }: Lexicon, found: string): Starter[] {
  return words.filter((word) => found.startsWith(word)).flatMap((word) => starters.get(word) ?? [])
}

function valueAt({ rule, shape }: Starter, text: string, offset: number): Value | undefined {
  const before = text[offset - 1] ?? ''
  const inPath = rule.class === 'post-only' || rule.id === 'private-key'
  if (!inPath && TOKEN_CHAR.test(before)) return undefined
  shape.lastIndex = offset
  const value = shape.exec(text)?.[0]
  if (value === undefined) return undefined
  const after = text[offset + value.length] ?? ''
  if (rule.id !== 'private-key' && TOKEN_CHAR.test(after)) return undefined
  if (rule.notAfter?.some((word) => text.slice(Math.max(0, offset - 40), offset).endsWith(word))) return undefined
  if (rule.near !== undefined) {
    const around = text.slice(Math.max(0, offset - NEAR), offset + value.length + NEAR).toLowerCase()
    if (!rule.near.some((word) => around.includes(word))) return undefined
  }
  return { value, start: offset, end: offset + value.length }
}

/** A short fingerprint of a found value; of an address with a password only what is not secret counts. */
export function secretFingerprint(rule: SecretRule, value: string): string {
  const parts = rule.validator === 'url-credential' ? readUrlCredential(value) : undefined
  const identity = parts ? `${parts.user}@${parts.host}` : value
  return createHash('sha256').update(`${rule.id}\n${identity}`).digest('hex').slice(0, 16)
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  let line = 1
  let start = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1
    start = at + 1
  }
  return { line, column: offset - start + 1 }
}

type Found = { hit: SecretHit; end: number }

function hitOf(rule: SecretRule, text: string, { value, start, end }: Value): Found | undefined {
  if (isExampleValue(value)) return undefined
  const judgement = judgeCandidate({ rule, value, text, offset: start })
  if (judgement.class === 'not-a-key') return undefined
  const hit = {
    rule: rule.id,
    class: judgement.class,
    certain: judgement.certain,
    offset: start,
    ...placeOf(text, start),
    masked: `${value.slice(0, 4)}...`,
    fingerprint: secretFingerprint(rule, value),
  }
  return { hit, end }
}

function hitAt(lexicon: Lexicon, text: string, offset: number, found: string): Found | undefined {
  for (const starter of candidatesAt(lexicon, found)) {
    const place = valueAt(starter, text, offset)
    const hit = place === undefined ? undefined : hitOf(starter.rule, text, place)
    if (hit !== undefined) return hit
  }
  return undefined
}

/** Where a text puts a value in quotes behind a name that speaks of a key, or behind the number of a search account. */
const ASSIGNMENT =
  /(?:(?:[kK]ey|KEY|[tT]oken|TOKEN|[sS]ecret|SECRET)[A-Za-z_]{0,12}["'\]]?\s{0,3}[:=]|[sS]earch\(["'`][A-Z0-9]{10}["'`],)\s{0,3}["'`]/g
const NAME_BEFORE = /[A-Za-z0-9_$-]{0,60}$/

function namesVendor({ named, near }: SecretRule, text: string, from: number, to: number): boolean {
  const name = `${NAME_BEFORE.exec(text.slice(Math.max(0, from - 60), from))?.[0] ?? ''}${text.slice(from, to)}`
  if (named?.some((word) => name.toLowerCase().includes(word))) return true
  const before = text.slice(Math.max(0, from - NEAR_BEFORE), to).toLowerCase()
  return named === undefined && (near ?? []).some((word) => before.includes(word))
}

/** Keys without a beginning of their own: the name they are assigned to tells whose they are. */
function assignedHits({ assigned }: Lexicon, text: string): SecretHit[] {
  const hits: SecretHit[] = []
  if (assigned.length === 0) return hits
  for (const match of text.matchAll(ASSIGNMENT)) {
    const start = match.index + match[0].length
    for (const { rule, shape } of assigned) {
      shape.lastIndex = start
      const value = shape.exec(text)?.[0]
      if (value === undefined || !/["'`]/.test(text[start + value.length] ?? '')) continue
      if (!namesVendor(rule, text, match.index, start)) continue
      const found = hitOf(rule, text, { value, start, end: start + value.length })
      if (found !== undefined) hits.push(found.hit)
    }
    if (hits.length >= MAX_HITS) break
  }
  return hits
}

/**
 * A search for the keys of the given rules: all hits of a text, one per place, at most 100. Rules are data,
 * so the look from outside and a scan of a repository may search with different sets. Values never leave it.
 */
export function createSecretScan(rules: readonly SecretRule[]): (text: string) => SecretHit[] {
  const lexicon = lexiconOf(rules)
  const { anyWord } = lexicon
  return (text) => {
    const hits: SecretHit[] = []
    anyWord.lastIndex = 0
    for (let match = anyWord.exec(text); match !== null; match = anyWord.exec(text)) {
      const found = hitAt(lexicon, text, match.index, match[0])
      // A word that led nowhere must not swallow one that begins inside it.
      anyWord.lastIndex = found === undefined ? match.index + 1 : found.end
      if (found !== undefined) hits.push(found.hit)
      if (hits.length >= MAX_HITS) break
    }
    const places = new Set(hits.map(({ offset }) => offset))
    for (const hit of assignedHits(lexicon, text)) {
      if (!places.has(hit.offset)) hits.push(hit)
      places.add(hit.offset)
    }
    return hits.slice(0, MAX_HITS).sort((one, other) => one.offset - other.offset)
  }
}

/** The keys of every known rule in a text. */
export const scanSecrets = createSecretScan(secretRules)
