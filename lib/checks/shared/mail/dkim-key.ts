import { type PublicKeyShape, readPublicKey } from './der'

/** What is wrong with a DKIM key record (RFC 6376 section 3.6.1, RFC 8301, RFC 8463). */
export type DkimProblem =
  | 'not-a-key'
  | 'version-wrong'
  | 'version-not-first'
  | 'escaped-semicolon'
  | 'duplicate-tag'
  | 'revoked'
  | 'bad-base64'
  | 'bad-der'
  | 'truncated'
  | 'short'
  | 'weak'
  | 'oversized'
  | 'pkcs1-key'
  | 'ed25519-der'
  | 'ed25519-size'
  | 'unknown-type'
  | 'sha1-only'
  | 'service-not-email'
  | 'test-flag'

/** Problems that make receivers unable to verify with this key. */
const FATAL: readonly DkimProblem[] = [
  'not-a-key',
  'version-wrong',
  'version-not-first',
  'escaped-semicolon',
  'duplicate-tag',
  'revoked',
  'bad-base64',
  'bad-der',
  'truncated',
  'short',
  'ed25519-der',
  'ed25519-size',
  'unknown-type',
  'sha1-only',
  'service-not-email',
]

export type DkimKey = {
  type: 'rsa' | 'ed25519' | 'unknown'
  /** RSA modulus length; 256 for Ed25519; 0 where there is no readable key. */
  bits: number
  problems: DkimProblem[]
  /** Whether a receiver can verify a signature with it. */
  usable: boolean
}

type Tags = ReadonlyMap<string, string>

function tagsOf(text: string): { tags: Tags; first: string; isTwice: boolean } {
  const tags = new Map<string, string>()
  let first = ''
  let isTwice = false
  for (const part of text.split(';')) {
    const match = /^\s*([a-z][a-z0-9_]*)\s*=\s*(.*?)\s*$/is.exec(part)
    if (match === null) continue
    // Names of tags are case-sensitive (RFC 6376 section 3.2).
    const name = match[1] ?? ''
    if (first === '') first = name
    if (tags.has(name)) isTwice = true
    else tags.set(name, match[2] ?? '')
  }
  return { tags, first, isTwice }
}

function decode(value: string): Uint8Array | undefined {
  const compact = value.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact) || compact.replace(/=+$/, '').length % 4 === 1) return undefined
  return Uint8Array.from(atob(compact.replace(/=+$/, '')), (character) => character.charCodeAt(0))
}

function rsaProblems(shape: PublicKeyShape): { bits: number; problems: DkimProblem[] } {
  if (shape.kind !== 'rsa') {
    const truncated = shape.kind === 'broken' && shape.truncated
    return { bits: 0, problems: [truncated ? 'truncated' : 'bad-der'] }
  }
  const problems: DkimProblem[] = []
  if (shape.bits < 1024) problems.push('short')
  else if (shape.bits < 2048) problems.push('weak')
  if (shape.bits > 4096) problems.push('oversized')
  if (shape.form === 'pkcs1') problems.push('pkcs1-key')
  return { bits: shape.bits, problems }
}

function keyProblems(type: DkimKey['type'], value: string): { bits: number; problems: DkimProblem[] } {
  if (type === 'unknown') return { bits: 0, problems: ['unknown-type'] }
  if (value.replace(/\s+/g, '') === '') return { bits: 0, problems: ['revoked'] }
  const bytes = decode(value)
  if (bytes === undefined) {
    // A cut value often stops inside a base64 group.
    const cut = /^[A-Za-z0-9+/\s]+$/.test(value) && value.startsWith('MI')
    return { bits: 0, problems: [cut ? 'truncated' : 'bad-base64'] }
  }
  if (type === 'rsa') return rsaProblems(readPublicKey(bytes))
  if (bytes.length === 32) return { bits: 256, problems: [] }
  return { bits: 0, problems: [readPublicKey(bytes).kind === 'ed25519-spki' ? 'ed25519-der' : 'ed25519-size'] }
}

/** Whether a TXT value looks like a key record at all: `v=DKIM1`, or a `p=` tag (the version is optional). */
export function looksLikeDkim(text: string): boolean {
  return /(^|[;\s])p\s*=/i.test(text) || /^\s*"?\s*v\s*=\s*DKIM/i.test(text)
}

/** Reads a key record; all its problems are listed. Unknown tags and `n=`, `g=` are ignored. */
export function parseDkimKey(text: string): DkimKey {
  const escaped = /\\;/.test(text)
  const { tags, first, isTwice } = tagsOf(text.replaceAll('\\;', ';'))
  const version = tags.get('v')
  const keyType = (tags.get('k') ?? 'rsa').toLowerCase()
  const type = keyType === 'rsa' || keyType === 'ed25519' ? keyType : 'unknown'
  const list = (name: string): string[] | undefined =>
    tags
      .get(name)
      ?.split(':')
      .map((entry) => entry.trim().toLowerCase())
  const problems: DkimProblem[] = []
  let bits = 0
  if (escaped) problems.push('escaped-semicolon')
  // A part given twice makes the whole record invalid (RFC 6376 section 3.2).
  if (isTwice) problems.push('duplicate-tag')
  if (version !== undefined && version !== 'DKIM1') problems.push('version-wrong')
  if (version !== undefined && first !== 'v') problems.push('version-not-first')
  const value = tags.get('p')
  if (value === undefined) {
    problems.push('not-a-key')
  } else {
    const key = keyProblems(type, value)
    bits = key.bits
    problems.push(...key.problems)
  }
  const hashes = list('h')
  if (hashes !== undefined && !hashes.includes('sha256')) problems.push('sha1-only')
  const services = list('s')
  if (services !== undefined && !services.includes('*') && !services.includes('email'))
    problems.push('service-not-email')
  if (list('t')?.includes('y')) problems.push('test-flag')
  return { type, bits, problems, usable: !problems.some((problem) => FATAL.includes(problem)) }
}
