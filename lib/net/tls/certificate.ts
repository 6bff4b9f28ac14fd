import { createHash, type KeyObject, type X509Certificate } from 'node:crypto'
import type { CertificateFacts, DistinguishedName } from '../tls-types'
import { readExtensions } from './extensions'

const DAY = 86_400_000
const MAX_TEXT = 256
const MAX_PARTS = 20

/** Bits of a curve by OpenSSL's name for it: every one of them carries its size (`prime256v1`, `brainpoolP160r1`). */
function curveBits(curve: string): number {
  const bits = Number(/(\d{3})/.exec(curve)?.[1] ?? 0)
  return bits >= 100 && bits <= 600 ? bits : 0
}

/** The platform writes a name as lines such as `CN=example.test`; a value may repeat. */
function readName(lines: string | undefined): DistinguishedName {
  const parts = (lines ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, MAX_PARTS)
    .map((line) => line.slice(0, MAX_TEXT))
  const fieldOf = (key: string) => parts.find((part) => part.startsWith(`${key}=`))?.slice(key.length + 1) ?? ''
  return { text: parts.join(', '), commonName: fieldOf('CN'), organization: fieldOf('O') }
}

function publicKeyOf(certificate: X509Certificate): KeyObject | null {
  try {
    return certificate.publicKey
  } catch {
    // A key of a kind this OpenSSL does not know; the other facts still hold.
    return null
  }
}

function readKey(key: KeyObject | null): Pick<CertificateFacts, 'keyType' | 'keyBits' | 'curve' | 'publicKeyHash'> {
  if (!key) return { keyType: 'unknown', keyBits: 0, curve: '', publicKeyHash: '' }
  const details = key.asymmetricKeyDetails ?? {}
  const curve = details.namedCurve ?? ''
  const spki = key.export({ type: 'spki', format: 'der' })
  return {
    keyType: key.asymmetricKeyType ?? 'unknown',
    keyBits: details.modulusLength ?? curveBits(curve),
    curve,
    publicKeyHash: createHash('sha256').update(spki).digest('hex'),
  }
}

function isSelfSigned(certificate: X509Certificate, key: KeyObject | null): boolean {
  try {
    return key !== null && certificate.subject === certificate.issuer && certificate.verify(key)
  } catch {
    // An unusual signature algorithm cannot be verified here, so nothing is claimed.
    return false
  }
}

function isoDate(text: string): string {
  const at = Date.parse(text)
  return Number.isNaN(at) ? '' : new Date(at).toISOString()
}

/** Facts by fingerprint: intermediates and roots come back with every host, and reading one takes half a millisecond. */
const described = new Map<string, CertificateFacts>()
const MAX_DESCRIBED = 500

/** All facts of a certificate as bounded plain JSON. Never throws. */
export function describeCertificate(certificate: X509Certificate): CertificateFacts {
  const key = certificate.fingerprint256
  const known = described.get(key)
  if (known !== undefined) return known
  const facts = readCertificate(certificate)
  if (described.size >= MAX_DESCRIBED) described.clear()
  described.set(key, facts)
  return facts
}

function readCertificate(certificate: X509Certificate): CertificateFacts {
  const key = publicKeyOf(certificate)
  const notBefore = isoDate(certificate.validFrom)
  const notAfter = isoDate(certificate.validTo)
  const lifetime = (Date.parse(notAfter) - Date.parse(notBefore)) / DAY
  return {
    subject: readName(certificate.subject),
    issuer: readName(certificate.issuer),
    serial: certificate.serialNumber.toUpperCase().slice(0, 64),
    notBefore,
    notAfter,
    lifetimeDays: Number.isFinite(lifetime) ? Math.round(lifetime * 100) / 100 : 0,
    ...readExtensions(certificate.raw),
    ...readKey(key),
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    selfIssued: certificate.subject === certificate.issuer,
    selfSigned: isSelfSigned(certificate, key),
    derBytes: certificate.raw.length,
  }
}
