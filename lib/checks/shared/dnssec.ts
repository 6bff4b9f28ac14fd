import { createHash } from 'node:crypto'
import { z } from 'zod'

export const dsSchema = z.object({
  keyTag: z.number(),
  algorithm: z.number(),
  digestType: z.number(),
  /** Lower-case hex. */
  digest: z.string(),
})

export const keySchema = z.object({
  flags: z.number(),
  algorithm: z.number(),
  keyTag: z.number(),
  /** The DS records that would name this key; lower-case hex. */
  sha1: z.string(),
  sha256: z.string(),
  sha384: z.string(),
})

export const signatureSchema = z.object({
  covers: z.string(),
  algorithm: z.number(),
  keyTag: z.number(),
  /** Seconds since 1970. */
  inception: z.number(),
  expiration: z.number(),
})

export type DelegationSigner = z.infer<typeof dsSchema>
export type ZoneKey = z.infer<typeof keySchema>
export type Signature = z.infer<typeof signatureSchema>

/** A name in the canonical wire form of RFC 4034 section 6.2. */
function wireName(name: string): Buffer {
  const labels = name
    .toLowerCase()
    .replace(/\.$/, '')
    .split('.')
    .filter((label) => label !== '')
  const parts = labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')]))
  return Buffer.concat([...parts, Buffer.from([0])])
}

/** RFC 4034 appendix B; the ancient algorithm 1 counts differently and is used by nobody. */
function keyTagOf(data: Buffer): number {
  let sum = 0
  for (const [index, byte] of data.entries()) sum += index % 2 === 0 ? byte << 8 : byte
  return (sum + ((sum >> 16) & 0xffff)) & 0xffff
}

/** A DNSKEY with its key tag and the digests a DS record would carry (RFC 4034 section 5.1.4). */
export function zoneKey(
  zone: string,
  { flags, algorithm, key }: { flags: number; algorithm: number; key: Buffer },
): ZoneKey {
  const data = Buffer.concat([Buffer.from([flags >> 8, flags & 255, 3, algorithm]), key])
  const signed = Buffer.concat([wireName(zone), data])
  const digest = (kind: string): string => createHash(kind).update(signed).digest('hex')
  return {
    flags,
    algorithm,
    keyTag: keyTagOf(data),
    sha1: digest('sha1'),
    sha256: digest('sha256'),
    sha384: digest('sha384'),
  }
}

/** Digest types that can be recomputed (RFC 4034, 4509, 6605), by their number. */
const DIGESTS: Readonly<Record<number, 'sha1' | 'sha256' | 'sha384'>> = { 1: 'sha1', 2: 'sha256', 4: 'sha384' }

/** Whether a DS record names a key; undefined where its digest is of a kind we cannot compute. */
export function names(ds: DelegationSigner, key: ZoneKey): boolean | undefined {
  if (ds.keyTag !== key.keyTag || ds.algorithm !== key.algorithm) return false
  const kind = DIGESTS[ds.digestType]
  return kind === undefined ? undefined : key[kind] === ds.digest.toLowerCase()
}

/** The DS record as registrars want it: key tag, algorithm, digest type, digest. */
export function dsText({ keyTag, algorithm, digestType, digest }: DelegationSigner): string {
  return `${keyTag} ${algorithm} ${digestType} ${digest.toUpperCase()}`
}
