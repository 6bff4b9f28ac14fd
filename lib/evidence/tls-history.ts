import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

const date = z.string().max(30)

export const seenCertificateSchema = z.strictObject({
  fingerprint: z.string().max(64),
  keyType: z.string().max(20),
  notBefore: date,
  notAfter: date,
  lifetimeDays: z.number(),
  /** When an audit saw it first and last, ISO 8601. */
  firstSeen: date,
  lastSeen: date,
  /** When the audit before this one saw it; empty where it did not. */
  seenBefore: date,
})

/** The certificates each host served in this and earlier audits, newest first. */
export const tlsHistory = defineEvidence({
  key: 'tls.history',
  version: 1,
  title: 'Certificates seen over time',
  schema: z.strictObject({
    hosts: z
      .array(z.strictObject({ host: z.string().max(253), certificates: z.array(seenCertificateSchema).max(8) }))
      .max(60),
  }),
  maxBytes: 256 * 1024,
})

export type TlsHistory = z.infer<typeof tlsHistory.schema>
export type SeenCertificate = z.infer<typeof seenCertificateSchema>
