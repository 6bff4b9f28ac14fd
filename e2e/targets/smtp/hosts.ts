import { createHash, X509Certificate } from 'node:crypto'
import type { SmtpHost } from './server'

/** The mail servers of large providers, under the addresses their zones in the laboratory give them. */
export const providerHosts: readonly SmtpHost[] = [
  { name: 'aspmx.l.google.com', addresses: ['198.18.23.26'], manner: 'tls' },
  { name: 'alt1.aspmx.l.google.com', addresses: ['198.18.23.27'], manner: 'tls' },
  { name: 'smtp.google.com', addresses: ['198.18.23.28'], manner: 'tls' },
]

/** Digests of the first certificate of a chain, as a TLSA record holds them. */
export function tlsaDigests(pem: string): { key: string; cert: string } {
  const certificate = new X509Certificate(pem)
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' })
  const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
  return { key: sha256(spki), cert: sha256(certificate.raw) }
}
