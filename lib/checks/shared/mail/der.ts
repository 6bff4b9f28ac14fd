/** The few DER structures public keys are made of (ITU-T X.690; RFC 8017 appendix A.1). */
type Item = { tag: number; content: Uint8Array }

const SEQUENCE = 0x30
const INTEGER = 0x02
const BIT_STRING = 0x03
const OBJECT_ID = 0x06
const RSA_ENCRYPTION = '42.134.72.134.247.13.1.1.1'
const ED25519 = '43.101.112'

/** Reads the items that fill the bytes exactly; `undefined` where a length does not fit. */
function readItems(bytes: Uint8Array): Item[] | undefined {
  const items: Item[] = []
  let at = 0
  while (at < bytes.length) {
    const tag = bytes[at]
    let length = bytes[at + 1]
    if (tag === undefined || length === undefined) return undefined
    at += 2
    if (length >= 0x80) {
      const size = length & 0x7f
      if (size === 0 || size > 3 || at + size > bytes.length) return undefined
      length = bytes.subarray(at, at + size).reduce((sum, byte) => sum * 256 + byte, 0)
      at += size
    }
    if (at + length > bytes.length) return undefined
    items.push({ tag, content: bytes.subarray(at, at + length) })
    at += length
  }
  return items
}

function bitsOf(integer: Uint8Array): number {
  const first = integer.findIndex((byte) => byte !== 0)
  const lead = integer[first]
  if (lead === undefined) return 0
  return (integer.length - first - 1) * 8 + (32 - Math.clz32(lead))
}

function rsaBits(items: readonly Item[] | undefined): number | undefined {
  const [modulus, exponent] = items ?? []
  if (items?.length !== 2 || modulus?.tag !== INTEGER || exponent?.tag !== INTEGER) return undefined
  return bitsOf(modulus.content)
}

export type PublicKeyShape =
  | { kind: 'rsa'; form: 'spki' | 'pkcs1'; bits: number }
  | { kind: 'ed25519-spki' }
  | { kind: 'broken'; truncated: boolean }

/** Names what a DER public key holds. `truncated` says that the outer length promises more bytes than there are. */
export function readPublicKey(bytes: Uint8Array): PublicKeyShape {
  const outer = readItems(bytes)
  const [sequence] = outer ?? []
  if (outer?.length !== 1 || sequence?.tag !== SEQUENCE) {
    return { kind: 'broken', truncated: outer === undefined && bytes[0] === SEQUENCE }
  }
  const items = readItems(sequence.content)
  const pkcs1 = rsaBits(items)
  if (pkcs1 !== undefined) return { kind: 'rsa', form: 'pkcs1', bits: pkcs1 }
  const [algorithm, key] = items ?? []
  const id = algorithm?.tag === SEQUENCE ? readItems(algorithm.content)?.[0] : undefined
  if (id?.tag !== OBJECT_ID || key?.tag !== BIT_STRING || key.content[0] !== 0)
    return { kind: 'broken', truncated: false }
  const name = id.content.join('.')
  if (name === ED25519) return { kind: 'ed25519-spki' }
  const inner = readItems(key.content.subarray(1))?.[0]
  const bits = name === RSA_ENCRYPTION && inner?.tag === SEQUENCE ? rsaBits(readItems(inner.content)) : undefined
  return bits === undefined ? { kind: 'broken', truncated: false } : { kind: 'rsa', form: 'spki', bits }
}
