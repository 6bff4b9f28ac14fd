import type { X509Certificate } from 'node:crypto'
import type { ChainPath } from '../tls-types'
import type { RootIndex } from './context'

const MAX_DEPTH = 10

export type PathReading = {
  path: ChainPath
  /** Issuers after the leaf in order, a root of ours last where one was reached. */
  chain: X509Certificate[]
  rootFromStore: boolean
}

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.verify(issuer.publicKey)
  } catch {
    // A key this OpenSSL cannot use cannot prove anything.
    return false
  }
}

function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.subject === certificate.issuer && isSignedBy(certificate, certificate)
}

/**
 * Walks from the leaf to a root by names, CA flags and signatures (RFC 5280 section 6.1 without
 * dates, policies and revocation). `sent` are the certificates besides the leaf, in any order.
 */
export function readPath(leaf: X509Certificate, sent: readonly X509Certificate[], roots: RootIndex): PathReading {
  const chain: X509Certificate[] = []
  let current = leaf
  const end = (path: ChainPath, rootFromStore = false): PathReading => ({ path, chain, rootFromStore })
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    if (roots.has(current.fingerprint256)) return end('trusted')
    const root = roots.bySubject(current.issuer).find((one) => isSignedBy(current, one))
    if (root) {
      const wasSent = sent.some((one) => one.fingerprint256 === root.fingerprint256)
      chain.push(root)
      return end('trusted', !wasSent)
    }
    if (isSelfSigned(current)) return end(depth === 0 ? 'self-signed' : 'untrusted-root')
    const named = sent.filter((one) => one.subject === current.issuer && one !== current)
    const issuer = named.find((one) => one.ca && isSignedBy(current, one))
    if (!issuer) return end(named.length > 0 ? 'invalid' : depth === 0 && leaf.ca ? 'misordered' : 'incomplete')
    chain.push(issuer)
    current = issuer
  }
  return end('invalid')
}

/** Whether the platform's list ends early because a certificate was sent twice: it then names itself as its issuer. */
export function isCutShort(leaf: X509Certificate, issuers: readonly X509Certificate[]): boolean {
  const last = issuers.at(-1) ?? leaf
  return last.issuerCertificate?.fingerprint256 === last.fingerprint256 && last.subject !== last.issuer
}

/** The certificates the server sent after the leaf, as the platform hands them out: linked, root of the store last. */
export function linkedIssuers(leaf: X509Certificate): X509Certificate[] {
  const issuers: X509Certificate[] = []
  let current = leaf.issuerCertificate
  while (current && issuers.length < MAX_DEPTH) {
    if (current.fingerprint256 === (issuers.at(-1) ?? leaf).fingerprint256) break
    issuers.push(current)
    current = current.issuerCertificate
  }
  return issuers
}
