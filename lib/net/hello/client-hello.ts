import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import type { WireVersion } from '../tls-types'
import { TLS13_SUITES } from './suites'

/** Protocol versions as they stand on the wire. */
export const WIRE_VERSIONS: Readonly<Record<WireVersion, number>> = {
  SSLv3: 0x0300,
  TLSv1: 0x0301,
  'TLSv1.1': 0x0302,
  'TLSv1.2': 0x0303,
  'TLSv1.3': 0x0304,
}

export type HelloOffer = {
  host: string
  /** The highest version offered. */
  version: WireVersion
  /** Suites for TLS 1.2 and older; those of TLS 1.3 are added where it is offered. */
  suites: readonly number[]
  /** Which certificates the client says it can verify; everything unless told otherwise. */
  keys?: 'rsa' | 'ecdsa'
}

const u16 = (value: number) => Buffer.from([value >> 8, value & 0xff])
const u24 = (value: number) => Buffer.from([value >> 16, (value >> 8) & 0xff, value & 0xff])
const sized8 = (bytes: Buffer) => Buffer.concat([Buffer.from([bytes.length]), bytes])
const sized16 = (...parts: Buffer[]) => {
  const bytes = Buffer.concat(parts)
  return Buffer.concat([u16(bytes.length), bytes])
}
const list16 = (values: readonly number[]) => sized16(...values.map(u16))
const extension = (type: number, body: Buffer) => Buffer.concat([u16(type), sized16(body)])

// Signature schemes of RFC 8446 section 4.2.3, with SHA-1, MD5 and DSA so that old servers answer too.
const RSA_SCHEMES = [0x0804, 0x0401, 0x0805, 0x0501, 0x0806, 0x0601, 0x0809, 0x080a, 0x080b, 0x0201, 0x0101]
const ECDSA_SCHEMES = [0x0403, 0x0503, 0x0603, 0x081a, 0x081b, 0x081c, 0x0203]
const OTHER_SCHEMES = [0x0807, 0x0808, 0x0402, 0x0202]

/**
 * X25519, the curves of NIST, then X448, secp256k1 and Brainpool's: a server that has none but a rare one
 * would look as if it spoke nothing. Named groups for DHE are left out, so that servers show their own prime.
 */
const GROUPS = [0x001d, 0x0017, 0x0018, 0x0019, 0x001e, 0x0016, 0x001a, 0x001b, 0x001c, 0x001f, 0x0020, 0x0021]

/** What every browser offers inside; some servers refuse those who offer nothing. */
const PROTOCOLS = ['h2', 'http/1.1'].map((name) => Buffer.from(name, 'latin1'))

function schemesFor(keys: HelloOffer['keys']): number[] {
  if (keys === 'rsa') return RSA_SCHEMES
  return keys === 'ecdsa' ? ECDSA_SCHEMES : [...ECDSA_SCHEMES, ...RSA_SCHEMES, ...OTHER_SCHEMES]
}

function serverName(host: string): Buffer[] {
  // RFC 6066 section 3: address literals are not permitted as a name.
  if (isIP(host) !== 0) return []
  return [extension(0x0000, sized16(Buffer.from([0]), sized16(Buffer.from(host, 'latin1'))))]
}

function extensionsOf({ host, version, keys }: HelloOffer): Buffer[] {
  // SSL 3.0 knows no extensions, and some of its servers stumble over them.
  if (version === 'SSLv3') return []
  const list = [
    ...serverName(host),
    extension(0x000a, list16(GROUPS)),
    extension(0x000b, sized8(Buffer.from([0]))),
    extension(0x0005, Buffer.from([1, 0, 0, 0, 0])),
    extension(0xff01, Buffer.from([0])),
    extension(0x0010, sized16(...PROTOCOLS.map(sized8))),
    // Extended master secret (RFC 7627), which strict servers demand.
    extension(0x0017, Buffer.alloc(0)),
  ]
  if (version === 'TLSv1.2' || version === 'TLSv1.3') list.push(extension(0x000d, list16(schemesFor(keys))))
  if (version === 'TLSv1.3') {
    list.push(
      extension(0x002b, sized8(Buffer.concat([u16(WIRE_VERSIONS['TLSv1.3'])]))),
      extension(0x002d, sized8(Buffer.from([1]))),
      // Any 32 bytes are a public key of X25519; no secret is needed because the handshake is never finished.
      extension(0x0033, sized16(u16(0x001d), sized16(randomBytes(32)))),
    )
  }
  return list
}

/** RFC 7685: some servers hang on a hello of 256 to 511 bytes, so it is filled up to 512. */
function padding(length: number): Buffer[] {
  if (length < 256 || length >= 512) return []
  return [extension(0x0015, Buffer.alloc(Math.max(1, 512 - length - 4)))]
}

/** A ClientHello in one record (RFC 5246 section 7.4.1.2, RFC 8446 section 4.1.2), ready to be sent. */
export function clientHello(offer: HelloOffer): Buffer {
  const { version } = offer
  const legacy = Math.min(WIRE_VERSIONS[version], WIRE_VERSIONS['TLSv1.2'])
  const suites = version === 'TLSv1.3' ? [...TLS13_SUITES, ...offer.suites] : offer.suites
  const head = Buffer.concat([
    u16(legacy),
    randomBytes(32),
    sized8(version === 'TLSv1.3' ? randomBytes(32) : Buffer.alloc(0)),
    list16(suites),
    sized8(Buffer.from([0])),
  ])
  const extensions = extensionsOf(offer)
  const bare = extensions.reduce((sum, part) => sum + part.length, head.length + 6)
  const body = extensions.length === 0 ? head : Buffer.concat([head, sized16(...extensions, ...padding(bare))])
  const message = Buffer.concat([Buffer.from([1]), u24(body.length), body])
  // The record says TLS 1.0 unless SSL 3.0 is asked for: what every client sends and every server reads.
  const recordVersion = version === 'SSLv3' ? WIRE_VERSIONS.SSLv3 : WIRE_VERSIONS.TLSv1
  return Buffer.concat([Buffer.from([22]), u16(recordVersion), sized16(message)])
}
