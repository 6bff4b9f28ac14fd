import { type KeyObject, verify, X509Certificate } from 'node:crypto'
import type { StatusAnswer } from '../tls-types'
import { type DerNode, derChildren, derFirst, oidText } from './der'
import { readExtensions } from './extensions'

/** Hash of each signature algorithm; null where the algorithm brings its own. */
const HASHES: Readonly<Record<string, string | null>> = {
  '1.2.840.113549.1.1.5': 'sha1',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.1': 'sha1',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.3.101.112': null,
}

const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9'

export type Signed = { body: Buffer; algorithm: DerNode | undefined; signature: DerNode | undefined }

function isSignedWith({ body, algorithm, signature }: Signed, key: KeyObject): boolean | null {
  const hash = HASHES[oidText(derFirst(algorithm?.content ?? Buffer.alloc(0))?.content ?? Buffer.alloc(0))]
  if (hash === undefined || signature === undefined) return null
  try {
    // The first byte of a BIT STRING counts unused bits, of which a signature has none.
    return verify(hash, body, key, signature.content.subarray(1))
  } catch {
    // A key of another kind than the algorithm asks for.
    return false
  }
}

function keyOf(certificate: X509Certificate): KeyObject | null {
  try {
    return certificate.publicKey
  } catch {
    return null
  }
}

/** Certificates a responder sent along that its issuer allowed to sign for it (RFC 6960 section 4.2.2.2). */
function delegates(certificates: DerNode | undefined, issuer: X509Certificate): X509Certificate[] {
  const list = derFirst(certificates?.content ?? Buffer.alloc(0))
  return derChildren(list?.content ?? Buffer.alloc(0))
    .slice(0, 4)
    .flatMap(({ raw }) => {
      try {
        const one = new X509Certificate(raw)
        const allowed = readExtensions(raw).extendedKeyUsage.includes(OCSP_SIGNING)
        return allowed && one.verify(issuer.publicKey) ? [one] : []
      } catch {
        return []
      }
    })
}

/** Whether the issuer, or someone it allowed, signed an answer about a certificate of its own. */
export function judgeSignature(
  signed: Signed,
  issuer: X509Certificate | null,
  certificates?: DerNode,
): StatusAnswer['signature'] {
  if (issuer === null) return 'unchecked'
  const keys = [issuer, ...delegates(certificates, issuer)].map(keyOf).filter((key) => key !== null)
  const answers = keys.map((key) => isSignedWith(signed, key))
  if (answers.includes(true)) return 'valid'
  return answers.includes(null) || answers.length === 0 ? 'unchecked' : 'invalid'
}
