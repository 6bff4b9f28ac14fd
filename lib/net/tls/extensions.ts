import { contextTag, DER, type DerNode, derChildren, oidText } from './der'

const SIGNATURES: Record<string, string> = {
  '1.2.840.113549.1.1.2': 'md2WithRSAEncryption',
  '1.2.840.113549.1.1.4': 'md5WithRSAEncryption',
  '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
  '1.2.840.113549.1.1.10': 'rsassaPss',
  '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
  '1.2.840.113549.1.1.12': 'sha384WithRSAEncryption',
  '1.2.840.113549.1.1.13': 'sha512WithRSAEncryption',
  '1.3.14.3.2.29': 'sha1WithRSA',
  '1.2.840.10040.4.3': 'dsa-with-sha1',
  '1.2.840.10045.4.1': 'ecdsa-with-SHA1',
  '1.2.840.10045.4.3.2': 'ecdsa-with-SHA256',
  '1.2.840.10045.4.3.3': 'ecdsa-with-SHA384',
  '1.2.840.10045.4.3.4': 'ecdsa-with-SHA512',
  '1.3.101.112': 'ed25519',
  '1.3.101.113': 'ed448',
}

const OID = {
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  crlDistributionPoints: '2.5.29.31',
  extendedKeyUsage: '2.5.29.37',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  tlsFeature: '1.3.6.1.5.5.7.1.24',
  ocsp: '1.3.6.1.5.5.7.48.1',
  caIssuers: '1.3.6.1.5.5.7.48.2',
} as const

const PSS = '1.2.840.113549.1.1.10'
const SHA1 = '1.3.14.3.2.26'
const MAX_NAMES = 500
const MAX_URLS = 4
const MAX_URL = 1024

export type ExtensionFacts = {
  signatureAlgorithm: string
  dnsNames: string[]
  ipAddresses: string[]
  nameCount: number
  isCa: boolean
  pathLength: number | null
  extendedKeyUsage: string[]
  mustStaple: boolean
  ocspUrls: string[]
  caIssuerUrls: string[]
  crlUrls: string[]
}

function text(node: DerNode): string {
  return node.content.toString('latin1').slice(0, MAX_URL)
}

function ipText(bytes: Buffer): string {
  if (bytes.length === 4) return [...bytes].join('.')
  const groups = Array.from({ length: Math.floor(bytes.length / 2) }, (_, index) =>
    bytes.readUInt16BE(index * 2).toString(16),
  )
  return bytes.length === 16 ? new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1) : bytes.toString('hex')
}

function inside(content: Buffer): DerNode[] {
  return derChildren(derChildren(content)[0]?.content ?? Buffer.alloc(0))
}

function readNames(content: Buffer, limit = MAX_NAMES) {
  const names = inside(content)
  const dns = names.filter((name) => name.tag === contextTag(2)).slice(0, limit)
  const ips = names.filter((name) => name.tag === contextTag(7)).slice(0, limit)
  return {
    dnsNames: dns.map((name) => text(name).toLowerCase()),
    ipAddresses: ips.map((name) => ipText(name.content)),
    nameCount: names.length,
  }
}

function readConstraints(content: Buffer) {
  const parts = inside(content)
  const isCa = parts.some((part) => part.tag === DER.boolean && part.content[0] !== 0)
  const length = parts.find((part) => part.tag === DER.integer)?.content
  return { isCa, pathLength: length && length.length <= 4 ? length.readUIntBE(0, length.length) : null }
}

function readAccess(content: Buffer) {
  const urlsOf = (wanted: string) =>
    inside(content).flatMap((entry) => {
      const [method, location] = derChildren(entry.content)
      const matches = method && location && oidText(method.content) === wanted && location.tag === contextTag(6)
      return matches ? [text(location)] : []
    })
  return { ocspUrls: urlsOf(OID.ocsp).slice(0, MAX_URLS), caIssuerUrls: urlsOf(OID.caIssuers).slice(0, MAX_URLS) }
}

function readCrls(content: Buffer): string[] {
  return inside(content)
    .flatMap((point) => derChildren(point.content).filter((part) => part.tag === contextTag(0, true)))
    .flatMap((name) => derChildren(name.content))
    .flatMap((full) => derChildren(full.content))
    .filter((name) => name.tag === contextTag(6))
    .map(text)
    .slice(0, MAX_URLS)
}

function readFeatures(content: Buffer): boolean {
  // RFC 7633: feature 5 is status_request, the duty to staple.
  return inside(content).some((feature) => feature.content.length === 1 && feature.content[0] === 5)
}

function extensionMap(tbs: DerNode[]): Map<string, Buffer> {
  const holder = tbs.find((node) => node.tag === contextTag(3, true))
  const list = holder ? inside(holder.content) : []
  const found = new Map<string, Buffer>()
  for (const extension of list) {
    const parts = derChildren(extension.content)
    const oid = parts[0]
    const value = parts.find((part) => part.tag === DER.octetString)
    if (oid && value) found.set(oidText(oid.content), value.content)
  }
  return found
}

/** RFC 4055 section 3.1: without a hash among its parameters RSASSA-PSS uses SHA-1. */
function pssHash(parameters: DerNode | undefined): string {
  const hash = derChildren(parameters?.content ?? Buffer.alloc(0)).find((part) => part.tag === contextTag(0, true))
  const oid = hash ? oidText(inside(hash.content)[0]?.content ?? Buffer.alloc(0)) : SHA1
  return oid === SHA1 ? '-sha1' : ''
}

function signatureName(algorithm: DerNode | undefined): string {
  const [identifier, parameters] = derChildren(algorithm?.content ?? Buffer.alloc(0))
  const oid = identifier ? oidText(identifier.content) : ''
  const name = SIGNATURES[oid] ?? oid
  return oid === PSS ? `${name}${pssHash(parameters)}` : name
}

/** All alternative names of a DER certificate, as many as there are: for a match, not for keeping. Never throws. */
export function readEveryName(der: Buffer): Pick<ExtensionFacts, 'dnsNames' | 'ipAddresses'> {
  const [tbs] = inside(der)
  const extensions = extensionMap(tbs ? derChildren(tbs.content) : [])
  return readNames(extensions.get(OID.subjectAltName) ?? Buffer.alloc(0), Number.POSITIVE_INFINITY)
}

/** Reads from a DER certificate (RFC 5280 section 4.1) what the platform's own class does not tell. Never throws. */
export function readExtensions(der: Buffer): ExtensionFacts {
  const [tbs, algorithm] = inside(der)
  const extensions = extensionMap(tbs ? derChildren(tbs.content) : [])
  const content = (oid: string) => extensions.get(oid) ?? Buffer.alloc(0)
  return {
    signatureAlgorithm: signatureName(algorithm),
    ...readNames(content(OID.subjectAltName)),
    ...readConstraints(content(OID.basicConstraints)),
    ...readAccess(content(OID.authorityInfoAccess)),
    crlUrls: readCrls(content(OID.crlDistributionPoints)),
    extendedKeyUsage: inside(content(OID.extendedKeyUsage))
      .map((usage) => oidText(usage.content))
      .slice(0, 20),
    mustStaple: readFeatures(content(OID.tlsFeature)),
  }
}
