import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { webErrorSchema } from './web-chain'

const date = z.string().max(30)

/** What a certificate authority says of one certificate. Dates are ISO 8601 in UTC, empty where not given. */
export const statusAnswerSchema = z.strictObject({
  status: z.enum(['good', 'revoked', 'unknown']),
  revokedAt: date,
  thisUpdate: date,
  nextUpdate: date,
  signature: z.enum(['valid', 'invalid', 'unchecked']),
})

const rowSchema = z.strictObject({
  address: z.string().max(45),
  /** Fingerprint; a key of `web.tls` `certificates`. */
  leaf: z.string().max(64),
  /** `unreadable`: bytes were stapled that are no answer about this certificate. */
  staple: z.union([statusAnswerSchema, z.enum(['none', 'unreadable'])]),
  /** What its authority answered; asked only where nothing was stapled and the certificate lives long enough. */
  asked: z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('none') }),
    z.strictObject({
      from: z.literal('failed'),
      url: z.string().max(200),
      detail: z.string().max(200),
      error: webErrorSchema.nullable(),
    }),
    z.strictObject({ from: z.enum(['ocsp', 'crl']), url: z.string().max(200), answer: statusAnswerSchema }),
  ]),
})

/** Whether the certificate of each host and key type has been revoked, as its authority or the server's staple says. */
export const tlsRevocation = defineEvidence({
  key: 'tls.revocation',
  version: 1,
  title: 'Revocation of your certificates',
  schema: z.strictObject({
    hosts: z
      .array(
        z.strictObject({
          host: z.string().max(253),
          state: z.enum(['ok', 'no-address', 'blocked', 'dns-failed', 'not-looked']),
          rows: z.array(rowSchema).max(16),
          /** Our time was up before every address was asked about. */
          late: z.boolean(),
        }),
      )
      .max(60),
  }),
  maxBytes: 512 * 1024,
})

export type TlsRevocation = z.infer<typeof tlsRevocation.schema>
export type TlsRevocationRow = z.infer<typeof rowSchema>
export type TlsStatusAnswer = z.infer<typeof statusAnswerSchema>
