import type { WireVersion } from '../tls-types'
import { WIRE_VERSIONS } from './client-hello'

/** What a server answers at most before it is cut off. */
export const MAX_FLIGHT = 160 * 1024
const MAX_RECORD = 16_384 + 2048
const MAX_CERTIFICATES = 16
const MAX_STAPLE = 32 * 1024

export type ServerFlight = {
  version: WireVersion
  suite: number
  /** Certificates exactly as sent, DER, at most 16; empty where TLS 1.3 hides them or none was sent. */
  certificates: Buffer[]
  /** Bytes of the certificate message. */
  chainBytes: number
  /** The stapled OCSP answer. */
  staple: Buffer | null
  /** Length of the Diffie-Hellman prime in bits; null with another key exchange. */
  dhBits: number | null
  /** It asks the visitor for a certificate too; TLS 1.3 hides this. */
  asksVisitor: boolean
}

/** What the bytes read so far mean. `more`: the server may go on. */
export type FlightReading =
  | { state: 'more' }
  | { state: 'flight'; flight: ServerFlight }
  | { state: 'alert'; alert: number }
  | { state: 'not-tls' }
  | { state: 'malformed'; detail: string }

type Message = { type: number; body: Buffer }

const VERSION_NAMES = new Map<number, WireVersion>([
  [WIRE_VERSIONS.SSLv3, 'SSLv3'],
  [WIRE_VERSIONS.TLSv1, 'TLSv1'],
  [WIRE_VERSIONS['TLSv1.1'], 'TLSv1.1'],
  [WIRE_VERSIONS['TLSv1.2'], 'TLSv1.2'],
  [WIRE_VERSIONS['TLSv1.3'], 'TLSv1.3'],
])

/** A cursor over bytes that answers null instead of reading past the end. */
function reader(bytes: Buffer) {
  let at = 0
  const take = (length: number): Buffer | null => {
    if (at + length > bytes.length) return null
    at += length
    return bytes.subarray(at - length, at)
  }
  const number = (length: number): number | null => take(length)?.readUIntBE(0, length) ?? null
  const sized = (length: number): Buffer | null => {
    const size = number(length)
    return size === null ? null : take(size)
  }
  return { take, number, sized, left: () => bytes.length - at }
}

type Records = { handshake: Buffer; alert: number | null; problem: 'not-tls' | 'malformed' | null }

function readRecords(bytes: Buffer): Records {
  const parts: Buffer[] = []
  let at = 0
  const end = (alert: number | null, problem: Records['problem']): Records => ({
    handshake: Buffer.concat(parts),
    alert,
    problem,
  })
  while (at + 5 <= bytes.length) {
    const type = bytes[at] ?? 0
    const length = bytes.readUInt16BE(at + 3)
    if (bytes[at + 1] !== 3 || type < 20 || type > 24) return end(null, at === 0 ? 'not-tls' : 'malformed')
    if (length === 0 || length > MAX_RECORD) return end(null, 'malformed')
    if (at + 5 + length > bytes.length) break
    const body = bytes.subarray(at + 5, at + 5 + length)
    at += 5 + length
    if (type === 22) parts.push(body)
    // A warning (level 1) such as unrecognized_name may be followed by the handshake.
    else if (type === 21 && body.length >= 2 && (body[0] === 2 || body[1] === 0)) return end(body[1] ?? 0, null)
    else if (type === 20 || type === 23) break
  }
  return end(null, at === 0 && bytes.length > 0 && isNoRecord(bytes) ? 'not-tls' : null)
}

/** The first bytes can already not begin a TLS record. */
function isNoRecord(bytes: Buffer): boolean {
  const type = bytes[0] ?? 0
  return type < 20 || type > 24 || (bytes.length > 1 && bytes[1] !== 3)
}

function readMessages(bytes: Buffer): Message[] {
  const messages: Message[] = []
  const cursor = reader(bytes)
  while (cursor.left() >= 4 && messages.length < 32) {
    const type = cursor.number(1)
    const body = cursor.sized(3)
    if (type === null || body === null) break
    messages.push({ type, body })
  }
  return messages
}

type Hello = { version: WireVersion; suite: number }

function readServerHello(body: Buffer): Hello | null {
  const cursor = reader(body)
  const legacy = cursor.number(2)
  if (legacy === null || cursor.take(32) === null || cursor.sized(1) === null) return null
  const suite = cursor.number(2)
  if (suite === null || cursor.number(1) === null) return null
  const selected = selectedVersion(cursor.left() >= 2 ? (cursor.sized(2) ?? Buffer.alloc(0)) : Buffer.alloc(0))
  const version = VERSION_NAMES.get(selected ?? legacy)
  return version === undefined ? null : { version, suite }
}

/** The supported_versions extension of a ServerHello (RFC 8446 section 4.2.1). */
function selectedVersion(extensions: Buffer): number | null {
  const cursor = reader(extensions)
  while (cursor.left() >= 4) {
    const type = cursor.number(2)
    const body = cursor.sized(2)
    if (type === null || body === null) return null
    if (type === 0x002b && body.length === 2) return body.readUInt16BE(0)
  }
  return null
}

function readCertificates(body: Buffer): Buffer[] {
  const list = reader(reader(body).sized(3) ?? Buffer.alloc(0))
  const found: Buffer[] = []
  while (list.left() > 3 && found.length < MAX_CERTIFICATES) {
    const certificate = list.sized(3)
    if (certificate === null) break
    found.push(certificate)
  }
  return found
}

function readStaple(body: Buffer): Buffer | null {
  const cursor = reader(body)
  if (cursor.number(1) !== 1) return null
  const staple = cursor.sized(3)
  return staple !== null && staple.length > 0 && staple.length <= MAX_STAPLE ? staple : null
}

/** The bits of p in ServerDHParams (RFC 5246 section 7.4.3), leading zeros left out. */
function readDhBits(body: Buffer): number | null {
  const prime = reader(body).sized(2)
  if (prime === null) return null
  const first = prime.findIndex((byte) => byte !== 0)
  if (first < 0) return null
  return (prime.length - first) * 8 - Math.clz32(prime[first] ?? 0) + 24
}

const SERVER_HELLO = 2
const CERTIFICATE = 11
const KEY_EXCHANGE = 12
const CERTIFICATE_REQUEST = 13
const HELLO_DONE = 14
const STATUS = 22

/** The length of a message that has not arrived whole makes waiting for its end pointless. */
function isTooLong(handshake: Buffer, messages: readonly Message[]): boolean {
  const at = messages.reduce((sum, { body }) => sum + body.length + 4, 0)
  return handshake.length >= at + 4 && handshake.readUIntBE(at + 1, 3) > MAX_FLIGHT
}

export type FlightOptions = {
  /** Whether a suite exchanges keys by Diffie-Hellman over a prime field. */
  usesDh: (suite: number) => boolean
  /** Nothing more will come: what is there has to do. */
  final?: boolean
}

/**
 * Reads a server's answer to a ClientHello from everything received so far. Hostile bytes end in
 * `malformed`; it never throws.
 */
export function readFlight(bytes: Buffer, { usesDh, final = false }: FlightOptions): FlightReading {
  const { handshake, alert, problem } = readRecords(bytes)
  const messages = readMessages(handshake)
  const [first] = messages
  if (first === undefined) {
    if (alert !== null) return { state: 'alert', alert }
    if (problem !== null) return problem === 'not-tls' ? { state: problem } : { state: problem, detail: 'record' }
    if (isTooLong(handshake, messages)) return { state: 'malformed', detail: 'message too long' }
    return { state: 'more' }
  }
  if (first.type !== SERVER_HELLO) return { state: 'malformed', detail: `first message ${first.type}` }
  const hello = readServerHello(first.body)
  if (hello === null) return { state: 'malformed', detail: 'server hello' }
  const bodyOf = (type: number) => messages.find((message) => message.type === type)?.body
  const certificate = bodyOf(CERTIFICATE)
  const exchange = bodyOf(KEY_EXCHANGE)
  const flight: ServerFlight = {
    ...hello,
    certificates: certificate ? readCertificates(certificate) : [],
    chainBytes: certificate?.length ?? 0,
    staple: readStaple(bodyOf(STATUS) ?? Buffer.alloc(0)),
    dhBits: exchange && usesDh(hello.suite) ? readDhBits(exchange) : null,
    asksVisitor: bodyOf(CERTIFICATE_REQUEST) !== undefined,
  }
  const ended =
    final || hello.version === 'TLSv1.3' || bodyOf(HELLO_DONE) !== undefined || alert !== null || problem !== null
  return ended || isTooLong(handshake, messages) ? { state: 'flight', flight } : { state: 'more' }
}
