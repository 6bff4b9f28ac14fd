import { createHash, type X509Certificate } from 'node:crypto'
import type { StatusAnswer } from '../tls-types'
import { contextTag, DER, type DerNode, derChildren, derFirst, derTime, oidText } from './der'
import { judgeSignature } from './status-signature'

const BASIC_RESPONSE = '1.3.6.1.5.5.7.48.1.1'
const SHA1 = '1.3.14.3.2.26'
const HASHES: Readonly<Record<string, string>> = {
  [SHA1]: 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
const NONE = Buffer.alloc(0)

/** What an answer must be about. */
export type CertificateIdentity = { serial: Buffer; issuerName: Buffer }

/** Serial and issuer name of a certificate as they stand in it (RFC 5280 section 4.1). */
export function identityOf(certificate: Buffer): CertificateIdentity {
  const tbs = derChildren(derChildren(derFirst(certificate)?.content ?? NONE)[0]?.content ?? NONE)
  const rest = tbs[0]?.tag === contextTag(0, true) ? tbs.slice(1) : tbs
  return { serial: rest[0]?.content ?? NONE, issuerName: rest[2]?.raw ?? NONE }
}

/** The bits of a public key inside its SubjectPublicKeyInfo, which certificate identifiers hash. */
function keyBits(issuer: X509Certificate): Buffer {
  const spki = issuer.publicKey.export({ type: 'spki', format: 'der' })
  const bits = derChildren(derFirst(spki)?.content ?? NONE)[1]
  return bits?.content.subarray(1) ?? NONE
}

function element(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const size = content.length
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

/** An OCSP request for one certificate (RFC 6960 section 4.1.1), small enough for a GET. */
export function ocspRequest(certificate: Buffer, issuer: X509Certificate): Buffer {
  const { serial, issuerName } = identityOf(certificate)
  const hash = (bytes: Buffer) => element(DER.octetString, createHash('sha1').update(bytes).digest())
  const algorithm = element(DER.sequence, Buffer.from('06052b0e03021a0500', 'hex'))
  const id = element(DER.sequence, algorithm, hash(issuerName), hash(keyBits(issuer)), element(DER.integer, serial))
  const list = element(DER.sequence, element(DER.sequence, id))
  return element(DER.sequence, element(DER.sequence, list))
}

/** Leading zeros of an INTEGER do not count. */
function sameNumber(one: Buffer, other: Buffer): boolean {
  const bare = (bytes: Buffer) =>
    bytes.subarray(
      Math.max(
        0,
        bytes.findIndex((byte) => byte !== 0),
      ),
    )
  return bare(one).equals(bare(other))
}

function isAbout(single: DerNode, { serial, issuerName }: CertificateIdentity): boolean {
  const id = derChildren(derFirst(single.content)?.content ?? NONE)
  const hash = HASHES[oidText(derFirst(id[0]?.content ?? NONE)?.content ?? NONE)]
  if (hash === undefined || id[3] === undefined || !sameNumber(id[3].content, serial)) return false
  return createHash(hash)
    .update(issuerName)
    .digest()
    .equals(id[1]?.content ?? NONE)
}

function readSingle(single: DerNode): Omit<StatusAnswer, 'signature'> {
  const [, status, thisUpdate, ...rest] = derChildren(single.content)
  const next = rest.find(({ tag }) => tag === contextTag(0, true))
  const number = (status?.tag ?? 0) & 0x1f
  return {
    status: number === 0 ? 'good' : number === 1 ? 'revoked' : 'unknown',
    revokedAt: number === 1 ? derTime(derFirst(status?.content ?? NONE)) : '',
    thisUpdate: derTime(thisUpdate),
    nextUpdate: derTime(derFirst(next?.content ?? NONE)),
  }
}

/**
 * Reads an OCSP response (RFC 6960 section 4.2) as far as it speaks of the certificate. Null where it
 * does not, or is no successful answer. Never throws.
 */
export function readOcsp(
  bytes: Buffer,
  about: CertificateIdentity,
  issuer: X509Certificate | null,
): StatusAnswer | null {
  const [status, holder] = derChildren(derFirst(bytes)?.content ?? NONE)
  if (status?.tag !== DER.enumerated || status.content[0] !== 0 || holder === undefined) return null
  const [type, wrapped] = derChildren(derFirst(holder.content)?.content ?? NONE)
  if (oidText(type?.content ?? NONE) !== BASIC_RESPONSE) return null
  const [data, algorithm, signature, certificates] = derChildren(derFirst(wrapped?.content ?? NONE)?.content ?? NONE)
  if (data === undefined) return null
  // version [0] and responderID [1] or [2] are tagged, so the only plain SEQUENCE is the list of answers.
  const list = derChildren(data.content).find(({ tag }) => tag === DER.sequence)
  const single = derChildren(list?.content ?? NONE).find((one) => isAbout(one, about))
  if (single === undefined) return null
  const signed = { body: data.raw, algorithm, signature }
  return { ...readSingle(single), signature: judgeSignature(signed, issuer, certificates) }
}
