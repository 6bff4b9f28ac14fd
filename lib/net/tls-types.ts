import type { NetError } from './http-types'

/** A distinguished name in display order, values at most 256 characters, at most 20 parts. */
export type DistinguishedName = {
  text: string
  commonName: string
  organization: string
}

/** One certificate as plain facts. Dates are ISO 8601 in UTC. */
export type CertificateFacts = {
  subject: DistinguishedName
  issuer: DistinguishedName
  /** Upper-case hex. */
  serial: string
  notBefore: string
  notAfter: string
  /** notAfter minus notBefore, days, two decimals. */
  lifetimeDays: number
  /** Names of the subject alternative name extension, lower-case A-labels; at most 500 kept. */
  dnsNames: string[]
  ipAddresses: string[]
  /** How many alternative names the certificate really has. */
  nameCount: number
  /** `rsa`, `ec`, `ed25519`, `ed448`, `dsa` or what the platform calls it. */
  keyType: string
  /** RSA modulus length or EC curve size; 0 when unknown. */
  keyBits: number
  /** OpenSSL curve name (`prime256v1`), empty for other key types. */
  curve: string
  /** Such as `ecdsa-with-SHA256`, `sha1WithRSAEncryption`, else the OID. */
  signatureAlgorithm: string
  /** SHA-256 of the DER, lower-case hex without separators. */
  fingerprint: string
  /** SHA-256 of the public key (SPKI), lower-case hex. */
  publicKeyHash: string
  /** Subject equals issuer. */
  selfIssued: boolean
  /** Signed by its own key. */
  selfSigned: boolean
  /** Extension 1.3.6.1.5.5.7.1.24 (RFC 7633) is present. */
  mustStaple: boolean
  isCa: boolean
  pathLength: number | null
  /** Extended key usage OIDs, at most 20. */
  extendedKeyUsage: string[]
  /** Authority information access, at most 4 each. */
  ocspUrls: string[]
  caIssuerUrls: string[]
  crlUrls: string[]
  derBytes: number
}

/** Which signature algorithms were offered: everything, RSA certificates only, ECDSA certificates only. */
export type TlsOffer = 'default' | 'rsa' | 'ecdsa'

/**
 * Where the chain leads, judged by us from names and signatures alone; dates are left to the check, which has the clock.
 * `trusted`: reaches a root we know. `self-signed`: the leaf signs itself. `untrusted-root`: ends in a self-signed
 * certificate we do not know. `incomplete`: the issuer of the last certificate was not sent and is not a known root.
 * `misordered`: the first certificate sent is not the leaf. `invalid`: a signature or CA flag on the path is wrong.
 */
export type ChainPath = 'trusted' | 'self-signed' | 'untrusted-root' | 'incomplete' | 'misordered' | 'invalid'

/** How the leaf names the host, by RFC 9525: subject alternative names only. `cn-only`: no such names, CN would match. */
export type NameMatch = 'match' | 'mismatch' | 'cn-only'

export type HandshakeOk = {
  ok: true
  offer: TlsOffer
  version: string
  cipher: string
  alpn: string
  /** Key exchange, such as `X25519`, empty when not told. */
  keyExchange: string
  /** OpenSSL's own judgement by the machine's clock, for display beside ours. */
  authorized: boolean
  authorizationError: string
  leaf: CertificateFacts
  /** Certificates after the leaf as verified or sent, root last where it is known; at most 10. */
  chain: CertificateFacts[]
  /** Whether the last of `chain` came from our root list and not from the server. */
  rootFromStore: boolean
  path: ChainPath
  name: NameMatch
  /** A stapled OCSP answer was sent; its size in bytes, 0 when none. */
  stapleBytes: number
  ms: number
}

export type HandshakeFailed = { ok: false; offer: TlsOffer; error: NetError; ms: number }

export type Handshake = HandshakeOk | HandshakeFailed

export type TlsObservation = {
  host: string
  address: string
  port: number
  family: 4 | 6
  /** T1: the default offer. */
  first: Handshake
  /** T2: the other key type only. A failure means there is no second certificate. Null when T1 failed. */
  second: Handshake | null
}

export type HandshakeRequest = {
  host: string
  /** One of the vetted addresses of the host. */
  address: string
  /** Default 443. */
  port?: number
  declaredPort?: boolean
}

export type AiaResult =
  | {
      /** The fetched issuers complete the chain to a root we know: the server forgot to send them. */
      status: 'completes'
      issuers: CertificateFacts[]
      /** The missing certificates to append, PEM, at most 16 KiB. */
      pem: string
    }
  /** It leads to an issuer whose root we do not know. */
  | { status: 'unknown-root'; issuers: CertificateFacts[] }
  | { status: 'no-url' }
  | { status: 'failed'; error: NetError | null; detail: string }

/** Protocol versions by the names of OpenSSL. */
export type WireVersion = 'SSLv3' | 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'

/** `unknown`: no answer that tells. */
export type WireState = 'accepted' | 'refused' | 'unknown'

/** A certificate list exactly as the server sent it, the first one first; at most 16. */
export type WireChain = {
  /** `facts` is null where the bytes are no certificate we can read. */
  certificates: { bytes: number; facts: CertificateFacts | null }[]
  /** Bytes of the whole certificate message. */
  bytes: number
  stapleBytes: number
}

export type WeakKind = 'null' | 'anonymous' | 'export' | 'des' | 'rc4' | '3des' | 'idea' | 'seed'

/** A suite a server chose for an offer of ours. */
export type WireSuite = {
  /** Name of the IANA registry, or the number in hex. */
  name: string
  exchange: 'ecdhe' | 'dhe' | 'rsa' | 'anonymous'
  weakness: WeakKind | null
  version: WireVersion
  /** Length of the Diffie-Hellman prime; null with another key exchange. */
  dhBits: number | null
}

/** One address as hellos of our own see it; no handshake is finished. */
export type WireLook = {
  address: string
  versions: Record<WireVersion, WireState>
  /** What was chosen for the ordinary offers of TLS 1.2 and older. */
  suites: WireSuite[]
  /** One per key type; empty where only TLS 1.3 is spoken, which hides certificates. */
  chains: WireChain[]
  /** Whether any offered suite with forward secrecy is accepted. */
  forwardSecret: 'yes' | 'no' | 'unknown'
  /** Whether it asks visitors for a certificate of theirs; not seen where only TLS 1.3 is spoken. */
  asksVisitor: boolean
  /** The first hello without an answer; what it asked is `unknown`. */
  error: NetError | null
}

/** What a server chose when it was offered nothing but suites that should be gone. */
export type WeakSweep = {
  address: string
  found: WireSuite[]
  /** Whether it refused what was left at the end, so that nothing is missing. */
  complete: boolean
  hellos: number
  error: NetError | null
}

/** What a certificate authority says of one certificate (RFC 6960, RFC 5280 section 5). */
export type StatusAnswer = {
  status: 'good' | 'revoked' | 'unknown'
  /** ISO 8601, empty where not given. */
  revokedAt: string
  thisUpdate: string
  nextUpdate: string
  /** `invalid`: wrong, or not of this certificate's issuer. `unchecked`: we lack the issuer or the algorithm. */
  signature: 'valid' | 'invalid' | 'unchecked'
}

export type StatusSource =
  | { from: 'none' }
  /** The address was asked and gave no usable answer. */
  | { from: 'failed'; url: string; detail: string; error: NetError | null }
  | { from: 'ocsp' | 'crl'; url: string; answer: StatusAnswer }

export type RevocationLook = {
  /** Fingerprint of the certificate. */
  leaf: string
  /** The stapled answer; `unreadable` where bytes were stapled that are no answer for this certificate. */
  staple: StatusAnswer | 'none' | 'unreadable'
  /** Asked only where nothing was stapled. */
  asked: StatusSource
}

/**
 * One run's TLS eyes: per host at most 14 handshakes and 12 hellos, a sweep at most 12 more; results are
 * kept for the run, sessions never resumed. Never rejects.
 */
export type TlsProber = {
  /** T1 and T2 for one address of a host. */
  observe(request: HandshakeRequest): Promise<TlsObservation>
  /** One handshake that names no host (without SNI), as old clients make it; at most two per host. */
  observeUnnamed(request: HandshakeRequest): Promise<Handshake>
  /** Follows the caIssuers address of the last certificate sent (guarded, 64 KiB, depth 2). Asked only when needed. */
  completeByAia(request: HandshakeRequest): Promise<AiaResult>
  /** Versions, suites and certificates as sent, with hellos of our own. */
  wire(request: HandshakeRequest): Promise<WireLook>
  /** Offers broken suites only (active: only with permission). At most 12 hellos, never repeated in a run. */
  sweep(request: HandshakeRequest): Promise<WeakSweep>
  /**
   * Whether the certificates of T1 and T2 are revoked: by the staple, else by the responder (32 KiB, 5 s),
   * else by the list (2 MiB). One answer per certificate; those that live 10 days or less are not asked about.
   */
  revocation(request: HandshakeRequest): Promise<RevocationLook[]>
}
