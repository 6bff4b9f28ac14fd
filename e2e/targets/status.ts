import { createHash, type KeyObject, sign } from 'node:crypto'
import type { Signer } from './ca'
import { bits, der, distinguishedName, octets, oid, sequence, signatureAlgorithm, time } from './x509'

/** A writer for answers about revocation: OCSP (RFC 6960) and revocation lists (RFC 5280 section 5). */

const DAY = 86_400_000
const SHA1 = '1.3.14.3.2.26'
const BASIC = '1.3.6.1.5.5.7.48.1.1'

export type StatusOrder = {
  status: 'good' | 'revoked' | 'unknown'
  /** Days from now; defaults -1 and +6. */
  from?: number
  until?: number
  /** Breaks the signature. */
  forged?: boolean
}

const at = (offset: number) => time(new Date(Date.now() + offset * DAY))
const generalized = (offset: number) => {
  const digits = new Date(Date.now() + offset * DAY).toISOString().replace(/[-:T]/g, '').slice(0, 14)
  return der(0x18, Buffer.from(`${digits}Z`))
}

function keyHash(key: KeyObject): Buffer {
  const spki = key.export({ type: 'spki', format: 'der' })
  // SubjectPublicKeyInfo: the bits begin after the header of the outer sequence, the algorithm and their own header.
  const algorithmEnd = contentAt(spki, 0) + elementLength(spki, contentAt(spki, 0))
  return createHash('sha1')
    .update(spki.subarray(contentAt(spki, algorithmEnd) + 1))
    .digest()
}

function lengthAt(bytes: Buffer, offset: number): { size: number; header: number } {
  const first = bytes[offset + 1] ?? 0
  if (first < 0x80) return { size: first, header: 2 }
  const count = first & 0x7f
  return { size: bytes.readUIntBE(offset + 2, count), header: 2 + count }
}

const contentAt = (bytes: Buffer, offset: number) => offset + lengthAt(bytes, offset).header

function elementLength(bytes: Buffer, offset: number): number {
  const { size, header } = lengthAt(bytes, offset)
  return size + header
}

/** The element that begins at an offset, whole. */
const elementAt = (bytes: Buffer, offset: number) => bytes.subarray(offset, offset + elementLength(bytes, offset))

/** Names a certificate in an answer: its issuer as hashes, and its serial number. */
export function certificateId(certificate: Buffer, issuer: Signer): Buffer {
  const body = contentAt(certificate, 0)
  const versionAt = contentAt(certificate, body)
  const serial = elementAt(certificate, versionAt + elementLength(certificate, versionAt))
  const name = createHash('sha1').update(distinguishedName(issuer.name)).digest()
  return sequence(sequence(oid(SHA1), der(0x05)), octets(name), octets(keyHash(issuer.publicKey)), serial)
}

/** The certificate identifier in an OCSP request that asks about one certificate. */
export function askedId(request: Buffer): Buffer {
  // OCSPRequest > TBSRequest > requestList > Request > CertID: five sequences, one inside the other.
  const offset = [0, 1, 2, 3].reduce((where) => contentAt(request, where), 0)
  return elementAt(request, offset)
}

/** A signed OCSP response about one certificate identifier. */
export function ocspResponse(id: Buffer, signer: Signer, order: StatusOrder): Buffer {
  const status = {
    good: der(0x80),
    revoked: der(0xa1, generalized(-7)),
    unknown: der(0x82),
  }[order.status]
  const from = order.from ?? -1
  const single = sequence(id, status, generalized(from), der(0xa0, generalized(order.until ?? 6)))
  const responder = der(0xa2, octets(keyHash(signer.publicKey)))
  const data = sequence(responder, generalized(from), sequence(single))
  const signature = sign('sha256', data, signer.privateKey)
  if (order.forged) signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1
  const basic = sequence(data, signatureAlgorithm(signer.privateKey), bits(signature))
  return sequence(der(0x0a, Buffer.from([0])), der(0xa0, sequence(oid(BASIC), octets(basic))))
}

/** A signed list of revoked serial numbers (hex). */
export function revocationList(signer: Signer, serials: readonly string[]): Buffer {
  const entries = serials.map((serial) => sequence(der(0x02, Buffer.from(serial, 'hex')), at(-7)))
  const algorithm = signatureAlgorithm(signer.privateKey)
  const body = sequence(
    der(0x02, Buffer.from([1])),
    algorithm,
    distinguishedName(signer.name),
    at(-1),
    at(6),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
  )
  return sequence(body, algorithm, bits(sign('sha256', body, signer.privateKey)))
}
