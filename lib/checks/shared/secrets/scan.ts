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
const TOKEN_CHAR = /[A-Za-z0-9_-]/

type Starter = { rule: SecretRule; shape: RegExp }

function escapeLiteral(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}

type Lexicon = { words: readonly string[]; starters: ReadonlyMap<string, readonly Starter[]>; anyWord: RegExp }

/** The words by which the rules' values begin, longest first, so that `sk-ant-` is not taken for `sk-`. */
function lexiconOf(rules: readonly SecretRule[]): Lexicon {
  const starters = new Map<string, Starter[]>()
  for (const rule of rules) {
    for (const prefix of rule.prefixes) {
      const list = starters.get(prefix) ?? []
      list.push({ rule, shape: new RegExp(rule.shape, 'y') })
      starters.set(prefix, list)
    }
  }
  const words = [...starters.keys()].toSorted((a, b) => b.length - a.length)
  return { words, starters, anyWord: new RegExp(words.map(escapeLiteral).join('|'), 'g') }
}

/** Every rule a found word may begin a value of, the shorter words it begins with included. */
function candidatesAt({ words, starters }: Lexicon, found: string): Starter[] {
  return words.filter((word) => found.startsWith(word)).flatMap((word) => starters.get(word) ?? [])
}

function valueAt({ rule, shape }: Starter, text: string, offset: number): string | undefined {
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
  return value
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

type Found = { hit: SecretHit; length: number }

function hitAt(lexicon: Lexicon, text: string, offset: number, found: string): Found | undefined {
  for (const starter of candidatesAt(lexicon, found)) {
    const { rule } = starter
    const value = valueAt(starter, text, offset)
    if (value === undefined || isExampleValue(value)) continue
    const judgement = judgeCandidate({ rule, value, text, offset })
    if (judgement.class === 'not-a-key') continue
    const hit = {
      rule: rule.id,
      class: judgement.class,
      certain: judgement.certain,
      offset,
      ...placeOf(text, offset),
      masked: `${value.slice(0, 4)}...`,
      fingerprint: secretFingerprint(rule, value),
    }
    return { hit, length: value.length }
  }
  return undefined
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
      anyWord.lastIndex = found === undefined ? match.index + 1 : match.index + found.length
      if (found !== undefined) hits.push(found.hit)
      if (hits.length >= MAX_HITS) break
    }
    return hits
  }
}

/** The keys of every known rule in a text. */
export const scanSecrets = createSecretScan(secretRules)
