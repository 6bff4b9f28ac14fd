import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto'

/**
 * A writer for X.509 certificates (RFC 5280) that needs Node only, so that the example sites start
 * without development packages and in milliseconds.
 */

const OID = {
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  ecdsaSha256: '1.2.840.10045.4.3.2',
  rsaSha256: '1.2.840.113549.1.1.11',
  rsaSha1: '1.2.840.113549.1.1.5',
  rsaMd5: '1.2.840.113549.1.1.4',
  ecdsaSha1: '1.2.840.10045.4.1',
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  caIssuers: '1.3.6.1.5.5.7.48.2',
  ocsp: '1.3.6.1.5.5.7.48.1',
  crlDistributionPoints: '2.5.29.31',
  tlsFeature: '1.3.6.1.5.5.7.1.24',
} as const

/** One DER element (ITU-T X.690). */
export function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const size = content.length
  const length =
    size < 0x80
      ? [size]
      : size < 0x100
        ? [0x81, size]
        : size < 0x10000
          ? [0x82, size >> 8, size & 0xff]
          : [0x83, size >> 16, (size >> 8) & 0xff, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

export const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts)
export const octets = (bytes: Uint8Array) => der(0x04, bytes)
export const bits = (bytes: Uint8Array, unused = 0) => der(0x03, Buffer.from([unused]), bytes)
const TRUE = der(0x01, Buffer.from([0xff]))

export function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const bytes = [first * 40 + second, ...rest].flatMap((value) => {
    const groups = [value & 0x7f]
    for (let left = value >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80)
    return groups
  })
  return der(0x06, Buffer.from(bytes))
}

export function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(0, 14)
  // RFC 5280 section 4.1.2.5: two-digit years until 2049.
  return date.getUTCFullYear() < 2050
    ? der(0x17, Buffer.from(`${digits.slice(2)}Z`))
    : der(0x18, Buffer.from(`${digits}Z`))
}

export type Name = { commonName: string; organization?: string }

export function distinguishedName({ commonName, organization }: Name): Buffer {
  const part = (kind: string, value: string) => der(0x31, sequence(oid(kind), der(0x0c, Buffer.from(value))))
  const owner = organization === undefined ? [] : [part(OID.organization, organization)]
  return sequence(...owner, ...(commonName === '' ? [] : [part(OID.commonName, commonName)]))
}

function extension(kind: string, value: Uint8Array, critical = false): Buffer {
  return sequence(oid(kind), ...(critical ? [TRUE] : []), octets(value))
}

function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
}

export type CertificateRequest = {
  subject: Name
  issuer: Name
  publicKey: KeyObject
  issuerPublicKey: KeyObject
  issuerPrivateKey: KeyObject
  notBefore: Date
  notAfter: Date
  /** Present for an authority: how many authorities may follow. */
  authority?: { pathLength: number }
  dnsNames?: readonly string[]
  caIssuers?: string
  /** Address of the OCSP responder and of the revocation list. */
  ocsp?: string
  crl?: string
  mustStaple?: boolean
  /** Default SHA-256. */
  hash?: SignatureHash
  /** Hex; random unless told otherwise. */
  serial?: string
}

export type SignatureHash = 'sha256' | 'sha1' | 'md5'

const SIGNATURE_OIDS = {
  ec: { sha256: OID.ecdsaSha256, sha1: OID.ecdsaSha1, md5: OID.ecdsaSha1 },
  rsa: { sha256: OID.rsaSha256, sha1: OID.rsaSha1, md5: OID.rsaMd5 },
} as const

/** Algorithm identifier of a signature by this key. */
export function signatureAlgorithm(key: KeyObject, hash: SignatureHash = 'sha256'): Buffer {
  return key.asymmetricKeyType === 'ec'
    ? sequence(oid(SIGNATURE_OIDS.ec[hash]))
    : sequence(oid(SIGNATURE_OIDS.rsa[hash]), der(0x05))
}

function extensionsOf(request: CertificateRequest): Buffer[] {
  const { authority, dnsNames = [], caIssuers, ocsp, crl, mustStaple } = request
  const keyId = keyIdentifier(request.publicKey)
  const list = [
    extension(
      OID.basicConstraints,
      authority ? sequence(TRUE, der(0x02, Buffer.from([authority.pathLength]))) : sequence(),
      true,
    ),
    // keyCertSign and cRLSign, or digitalSignature and keyEncipherment.
    extension(OID.keyUsage, authority ? bits(Buffer.from([0x06]), 1) : bits(Buffer.from([0xa0]), 5), true),
    extension(OID.subjectKeyId, octets(keyId)),
    extension(OID.authorityKeyId, sequence(der(0x80, keyIdentifier(request.issuerPublicKey)))),
  ]
  if (!authority) list.push(extension(OID.extendedKeyUsage, sequence(oid(OID.serverAuth))))
  if (dnsNames.length > 0)
    list.push(extension(OID.subjectAltName, sequence(...dnsNames.map((name) => der(0x82, Buffer.from(name))))))
  const access = [
    ...(ocsp === undefined ? [] : [sequence(oid(OID.ocsp), der(0x86, Buffer.from(ocsp)))]),
    ...(caIssuers === undefined ? [] : [sequence(oid(OID.caIssuers), der(0x86, Buffer.from(caIssuers)))]),
  ]
  if (access.length > 0) list.push(extension(OID.authorityInfoAccess, sequence(...access)))
  if (crl !== undefined) {
    const point = der(0xa0, der(0xa0, der(0x86, Buffer.from(crl))))
    list.push(extension(OID.crlDistributionPoints, sequence(sequence(point))))
  }
  if (mustStaple) list.push(extension(OID.tlsFeature, sequence(der(0x02, Buffer.from([5])))))
  return list
}

/** Makes and signs a certificate with the issuer's kind of key; the result is DER. */
export function createCertificate(request: CertificateRequest): Buffer {
  const { hash = 'sha256' } = request
  const algorithm = signatureAlgorithm(request.issuerPrivateKey, hash)
  const serial =
    request.serial === undefined
      ? Buffer.concat([Buffer.from([0x01]), randomBytes(15)])
      : Buffer.from(request.serial, 'hex')
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    algorithm,
    distinguishedName(request.issuer),
    sequence(time(request.notBefore), time(request.notAfter)),
    distinguishedName(request.subject),
    request.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensionsOf(request))),
  )
  return sequence(body, algorithm, bits(sign(hash, body, request.issuerPrivateKey)))
}

/** A certificate as PEM. */
export function toPem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
