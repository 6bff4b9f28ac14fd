import { inCidr, parseAddress, SPECIAL_RANGES } from '../address'
import type { SecretClass, SecretRule } from './rule'

/** `certain`: proved by a checksum or by what is inside. `not-a-key`: proved to be something else. */
export type Judgement = { class: SecretClass | 'not-a-key'; certain: boolean }

/** A candidate and the text around it. */
export type Candidate = { rule: SecretRule; value: string; text: string; offset: number }

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const NEAR_SECRET = 1500

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

function crc32(text: string): number {
  let crc = 0xffffffff
  for (const char of text) crc = ((crc >>> 8) ^ (crcTable[(crc ^ char.charCodeAt(0)) & 0xff] ?? 0)) >>> 0
  return (crc ^ 0xffffffff) >>> 0
}

function base62(value: number): string {
  let rest = value
  let text = ''
  do {
    text = `${BASE62[rest % 62] ?? ''}${text}`
    rest = Math.floor(rest / 62)
  } while (rest > 0)
  return text.padStart(6, '0')
}

/** The six checksum characters that GitHub and npm append to 30 random ones: CRC-32 in base 62. */
export function tokenChecksum(random: string): string {
  return base62(crc32(random))
}

function judgeChecksum({ value, rule }: Candidate): Judgement {
  const body = value.slice(value.indexOf('_') + 1)
  if (tokenChecksum(body.slice(0, 30)) === body.slice(30)) return { class: rule.class, certain: true }
  return { class: 'not-a-key', certain: false }
}

function decodePart(part: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined
  } catch {
    return undefined
  }
}

function judgeJwt({ value }: Candidate): Judgement {
  const [head = '', body = ''] = value.split('.')
  const header = decodePart(head)
  const payload = decodePart(body)
  if (header?.alg === undefined || payload === undefined) return { class: 'not-a-key', certain: false }
  if (payload.role === 'service_role') return { class: 'secret', certain: true }
  if (payload.role === 'anon') return { class: 'public', certain: true }
  // Any other token may be a public licence or a session of the visitor: its payload does not say.
  return { class: 'not-a-key', certain: false }
}

function judgePem({ text, offset, value, rule }: Candidate): Judgement {
  const body = text
    .slice(offset + value.length, offset + value.length + 4096)
    .split('-----END')[0]
    ?.replace(/\\[nr]|[\s"'+,]/g, '')
  const material = body?.replace(/^Proc-Type:.*?DEK-Info:[^A-Za-z]*[A-Z0-9-]+,[A-F0-9]+/i, '') ?? ''
  const isMaterial = material.length >= 64 && /^[A-Za-z0-9+/=]+$/.test(material) && new Set(material).size >= 20
  return isMaterial ? { class: rule.class, certain: true } : { class: 'not-a-key', certain: false }
}

const KNOWN_PASSWORDS = new Set(['postgres', 'password', 'root', 'guest', 'admin', 'pass', 'pwd', 'secret', 'user'])
const LOCAL_NAME = /^[^.]+$|\.(?:local|localhost|test|example|invalid|internal)$|(?:^|\.)example\.(?:com|org|net)$/i

function isPrivateAddress(host: string): boolean {
  const address = parseAddress(host)
  return address !== undefined && SPECIAL_RANGES.some((range) => inCidr(address, range.cidr))
}

/** Parts of `scheme://user:password@host`; undefined when it is none. */
export function readUrlCredential(value: string): { user: string; password: string; host: string } | undefined {
  const match = /^[a-z+]{2,12}:\/\/([^:/@]*):([^/@]+)@\[?([^\]/:?]+)/.exec(value)
  if (!match) return undefined
  return { user: match[1] ?? '', password: match[2] ?? '', host: match[3] ?? '' }
}

function judgeUrlCredential({ value, rule }: Candidate): Judgement {
  const parts = readUrlCredential(value)
  if (!parts) return { class: 'not-a-key', certain: false }
  const known = KNOWN_PASSWORDS.has(parts.password.toLowerCase()) || parts.password === parts.user
  const templated = /[[\]{}<>$]/.test(parts.password)
  if (known || templated || LOCAL_NAME.test(parts.host) || isPrivateAddress(parts.host))
    return { class: 'not-a-key', certain: false }
  return { class: rule.class, certain: false }
}

const AWS_SECRET = /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g

function judgeAwsPair({ text, offset, value, rule }: Candidate): Judgement {
  const around = `${text.slice(Math.max(0, offset - NEAR_SECRET), offset)} ${text.slice(offset + value.length, offset + NEAR_SECRET)}`
  for (const [secret] of around.matchAll(AWS_SECRET)) {
    const mixed = /[a-z]/.test(secret) && /[A-Z]/.test(secret) && /\d/.test(secret)
    if (mixed && !/example/i.test(secret)) return { class: rule.class, certain: false }
  }
  return { class: 'public', certain: false }
}

/** A Google key inside a Firebase web configuration is public by design; elsewhere it needs a restriction. */
function judgeFirebase({ text, offset, value, rule }: Candidate): Judgement {
  const around = text.slice(Math.max(0, offset - 400), offset + value.length + 600)
  const isFirebase = /authDomain|messagingSenderId|firebaseapp\.com|measurementId/.test(around)
  return { class: isFirebase ? 'public' : rule.class, certain: false }
}

/** What the name of a search key says about it: a search key is made to be seen, a key for changes is not. */
function judgeAlgolia({ text, offset, rule }: Candidate): Judgement {
  const before = text.slice(Math.max(0, offset - 200), offset)
  const name = /([A-Za-z_]{1,60})["'\]]?\s{0,3}[:=]\s{0,3}["'`]$/.exec(before)?.[1] ?? ''
  if (/admin|write|usage|monitoring/i.test(name)) return { class: 'secret', certain: false }
  const isSearch = /search/i.test(name) || /docsearch/i.test(before)
  return { class: isSearch ? 'public' : rule.class, certain: false }
}

const validators = {
  'crc-base62': judgeChecksum,
  jwt: judgeJwt,
  pem: judgePem,
  'url-credential': judgeUrlCredential,
  'aws-pair': judgeAwsPair,
  'firebase-context': judgeFirebase,
  'algolia-scope': judgeAlgolia,
}

/** What a candidate really is, after the proof its rule names. */
export function judgeCandidate(candidate: Candidate): Judgement {
  const { validator } = candidate.rule
  return validator === undefined ? { class: candidate.rule.class, certain: false } : validators[validator](candidate)
}
