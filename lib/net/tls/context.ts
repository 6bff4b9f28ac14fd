import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls'
import type { TlsOffer } from '../tls-types'

export type RootIndex = {
  has(fingerprint256: string): boolean
  /** Roots with this subject (the platform's text form). */
  bySubject(subject: string): X509Certificate[]
}

export type Trust = {
  context(offer: TlsOffer): SecureContext
  roots(): RootIndex
}

const SIGNATURES: Record<TlsOffer, string | undefined> = {
  default: undefined,
  rsa: 'rsa_pss_rsae_sha256:rsa_pss_rsae_sha384:RSA+SHA256:RSA+SHA384',
  ecdsa: 'ECDSA+SHA256:ECDSA+SHA384',
}

const PEM_BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

function createTrust(extraPem: string): Trust {
  const ca = [...rootCertificates, ...(extraPem.match(PEM_BLOCK) ?? [])]
  const contexts = new Map<TlsOffer, SecureContext>()
  let index: RootIndex | undefined
  return {
    context(offer) {
      const known = contexts.get(offer)
      if (known) return known
      const sigalgs = SIGNATURES[offer]
      // Level 0 admits old versions and weak signatures so that they can be judged instead of hidden.
      const created = createSecureContext({
        ca,
        minVersion: 'TLSv1',
        ciphers: 'DEFAULT@SECLEVEL=0',
        ...(sigalgs === undefined ? {} : { sigalgs }),
      })
      contexts.set(offer, created)
      return created
    },
    roots() {
      index ??= indexRoots(ca)
      return index
    },
  }
}

function indexRoots(pems: readonly string[]): RootIndex {
  const fingerprints = new Set<string>()
  const subjects = new Map<string, X509Certificate[]>()
  for (const pem of pems) {
    const root = new X509Certificate(pem)
    fingerprints.add(root.fingerprint256)
    subjects.set(root.subject, [...(subjects.get(root.subject) ?? []), root])
  }
  return { has: (fingerprint) => fingerprints.has(fingerprint), bySubject: (subject) => subjects.get(subject) ?? [] }
}

const byExtraFile = new Map<string, Trust>()

/**
 * The roots and TLS settings of this process, built once: parsing all roots for each connection costs
 * some 60 ms of processor time. `extraCaFile` is a PEM file or empty.
 */
export function sharedTrust(extraCaFile: string): Trust {
  const known = byExtraFile.get(extraCaFile)
  if (known) return known
  const created = createTrust(extraCaFile === '' ? '' : readFileSync(extraCaFile, 'utf8'))
  byExtraFile.set(extraCaFile, created)
  return created
}
