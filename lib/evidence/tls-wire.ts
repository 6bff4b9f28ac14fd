import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { HOST_ROLES } from '../engine/target'
import { webErrorSchema } from './web-chain'

const versionSchema = z.enum(['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'])
const stateSchema = z.enum(['accepted', 'refused', 'unknown'])

/** A suite a server chose, by its name in the IANA registry. */
export const wireSuiteSchema = z.strictObject({
  name: z.string().max(80),
  exchange: z.enum(['ecdhe', 'dhe', 'rsa', 'anonymous']),
  weakness: z.enum(['null', 'anonymous', 'export', 'des', 'rc4', '3des', 'idea', 'seed']).nullable(),
  version: versionSchema,
  /** Length of the Diffie-Hellman prime; null with another key exchange. */
  dhBits: z.int().nullable(),
})

const sentCertificateSchema = z.strictObject({
  /** SHA-256; empty where the bytes are no certificate we can read. */
  fingerprint: z.string().max(64),
  subject: z.string().max(600),
  issuer: z.string().max(600),
  bytes: z.int(),
  /** Subject equals issuer: a root. */
  selfIssued: z.boolean(),
})

const chainSchema = z.strictObject({
  /** In the order they were sent. */
  certificates: z.array(sentCertificateSchema).max(16),
  bytes: z.int(),
})

const lookSchema = z.strictObject({
  address: z.string().max(45),
  versions: z.record(versionSchema, stateSchema),
  /** What was chosen for ordinary offers of TLS 1.2 and older. */
  suites: z.array(wireSuiteSchema).max(8),
  /** The certificate lists exactly as sent, one per key type; empty where TLS 1.3 hides them. */
  chains: z.array(chainSchema).max(2),
  /** Whether any offered suite with forward secrecy is accepted. */
  forwardSecret: z.enum(['yes', 'no', 'unknown']),
  /** The first question without an answer. */
  error: webErrorSchema.nullable(),
})

/** Versions, suites and certificates on the wire, for one address of every set of addresses that serve the same. */
export const tlsWire = defineEvidence({
  key: 'tls.wire',
  version: 1,
  title: 'TLS versions and certificates as sent',
  schema: z.strictObject({
    hosts: z
      .array(
        z.strictObject({
          host: z.string().max(253),
          roles: z.array(z.enum(HOST_ROLES)).max(11),
          state: z.enum(['ok', 'no-address', 'blocked', 'dns-failed', 'not-looked']),
          /** At most two; none where nothing could be reached. A row is null where our time was up. */
          looks: z.array(lookSchema.nullable()).max(2),
        }),
      )
      .max(60),
  }),
  maxBytes: 1024 * 1024,
})

export type TlsWire = z.infer<typeof tlsWire.schema>
export type TlsWireHost = TlsWire['hosts'][number]
export type TlsWireLook = z.infer<typeof lookSchema>
export type TlsWireSuite = z.infer<typeof wireSuiteSchema>
export type TlsWireChain = z.infer<typeof chainSchema>
