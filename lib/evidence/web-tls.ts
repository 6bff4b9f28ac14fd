import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { HOST_ROLES } from '../engine/target'
import { webErrorSchema } from './web-chain'

const nameSchema = z.strictObject({ text: z.string(), commonName: z.string(), organization: z.string() })

/** The facts of one certificate that some check judges. Dates are ISO 8601 in UTC. */
const certificateSchema = z.strictObject({
  subject: nameSchema,
  issuer: nameSchema,
  serial: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  lifetimeDays: z.number(),
  /** At most 120; `nameCount` tells how many there really are. */
  dnsNames: z.array(z.string()).max(120),
  ipAddresses: z.array(z.string()).max(20),
  nameCount: z.int(),
  keyType: z.string(),
  keyBits: z.int(),
  curve: z.string(),
  signatureAlgorithm: z.string(),
  selfSigned: z.boolean(),
  mustStaple: z.boolean(),
  isCa: z.boolean(),
  extendedKeyUsage: z.array(z.string()).max(20),
  ocspUrls: z.array(z.string()).max(4),
  caIssuerUrls: z.array(z.string()).max(4),
  crlUrls: z.array(z.string()).max(4),
})

const handshakeSchema = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    offer: z.enum(['default', 'rsa', 'ecdsa']),
    version: z.string(),
    cipher: z.string(),
    alpn: z.string(),
    keyExchange: z.string(),
    authorized: z.boolean(),
    authorizationError: z.string(),
    /** Fingerprint of the certificate served for the host; a key of `certificates`. */
    leaf: z.string(),
    /** Fingerprints of the certificates after it, in order. */
    chain: z.array(z.string()).max(10),
    /** Whether the last of `chain` came from our root list and not from the server. */
    rootFromStore: z.boolean(),
    path: z.enum(['trusted', 'self-signed', 'untrusted-root', 'incomplete', 'misordered', 'invalid']),
    name: z.enum(['match', 'mismatch', 'cn-only']),
    stapleBytes: z.int(),
  }),
  z.strictObject({ ok: z.literal(false), offer: z.enum(['default', 'rsa', 'ecdsa']), error: webErrorSchema }),
])

/** What following the issuer address of an incomplete chain led to; null where it was not needed. */
const aiaSchema = z.strictObject({
  status: z.enum(['completes', 'unknown-root', 'no-url', 'failed']),
  issuers: z.array(nameSchema).max(4),
  pem: z.string().max(16 * 1024),
})

const tlsAddressSchema = z.strictObject({
  address: z.string().max(45),
  family: z.literal([4, 6]),
  /** The default offer; null where our time was up. */
  first: handshakeSchema.nullable(),
  /** The other key type only; failed where there is no second certificate, null where `first` failed. */
  second: handshakeSchema.nullable(),
  aia: aiaSchema.nullable(),
  /** What a client without SNI is served; only where the owner said that such clients must get in. */
  unnamed: handshakeSchema.nullable().optional(),
})

const tlsHostSchema = z.strictObject({
  host: z.string().max(253),
  roles: z.array(z.enum(HOST_ROLES)).max(11),
  state: z.enum(['ok', 'no-address', 'blocked', 'dns-failed', 'not-looked']),
  /** At most eight, both families in turn. */
  addresses: z.array(tlsAddressSchema).max(8),
})

/** The certificates every web host serves, per address and key type. */
export const webTls = defineEvidence({
  key: 'web.tls',
  version: 1,
  title: 'Certificates of every host and address',
  schema: z.strictObject({
    hosts: z.array(tlsHostSchema).max(60),
    /** By SHA-256 fingerprint, so that a certificate shared by many hosts is kept once. */
    certificates: z.record(z.string(), certificateSchema),
  }),
  maxBytes: 2 * 1024 * 1024,
})

export type WebTls = z.infer<typeof webTls.schema>
export type WebTlsHost = WebTls['hosts'][number]
export type WebTlsAddress = WebTlsHost['addresses'][number]
export type WebHandshake = z.infer<typeof handshakeSchema>
export type WebCertificate = z.infer<typeof certificateSchema>
