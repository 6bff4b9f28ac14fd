import type { X509Certificate } from 'node:crypto'
import type { StatusAnswer } from '../tls-types'
import { DER, type DerNode, derChildren, derFirst, derTime } from './der'
import type { CertificateIdentity } from './ocsp'
import { judgeSignature } from './status-signature'

const NONE = Buffer.alloc(0)

/** Far above what fits into the 2 MiB a list may have. */
const MAX_ENTRIES = 200_000

/** The entry of a serial number in a list that may have a hundred thousand of them. */
function findEntry(list: Buffer, serial: Buffer): DerNode | null {
  // Most lists do not hold the bytes at all, which a search tells faster than reading entry by entry.
  if (!list.includes(serial)) return null
  let rest = list
  for (let index = 0; index < MAX_ENTRIES && rest.length > 0; index += 1) {
    const entry = derFirst(rest)
    if (entry === undefined) return null
    const first = derFirst(entry.content)
    if (first?.tag === DER.integer && first.content.equals(serial)) return entry
    rest = rest.subarray(entry.raw.length)
  }
  return null
}

/**
 * Looks up a certificate in a revocation list (RFC 5280 section 5). Null where the bytes are no list of
 * the certificate's issuer. Never throws.
 */
export function readCrl(
  bytes: Buffer,
  about: CertificateIdentity,
  issuer: X509Certificate | null,
): StatusAnswer | null {
  const [body, algorithm, signature] = derChildren(derFirst(bytes)?.content ?? NONE)
  if (body === undefined || signature === undefined) return null
  const parts = derChildren(body.content)
  const rest = parts[0]?.tag === DER.integer ? parts.slice(1) : parts
  const [, name, thisUpdate, ...after] = rest
  if (name === undefined || !name.raw.equals(about.issuerName)) return null
  const isTime = ({ tag }: DerNode) => tag === DER.utcTime || tag === DER.generalizedTime
  const list = after.find(({ tag }) => tag === DER.sequence)
  const entry = list === undefined ? null : findEntry(list.content, about.serial)
  return {
    status: entry === null ? 'good' : 'revoked',
    revokedAt: entry === null ? '' : derTime(derChildren(entry.content)[1]),
    thisUpdate: derTime(thisUpdate),
    nextUpdate: derTime(after.find(isTime)),
    signature: judgeSignature({ body: body.raw, algorithm, signature }, issuer),
  }
}
