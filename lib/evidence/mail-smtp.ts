import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

const nameSchema = z.object({ text: z.string(), commonName: z.string() })

const certificateSchema = z.object({
  spki256: z.string(),
  spki512: z.string(),
  cert256: z.string(),
  cert512: z.string(),
})

const tlsSchema = z.object({
  version: z.string(),
  cipher: z.string(),
  subject: nameSchema,
  issuer: nameSchema,
  /** Names the certificate is for, at most 20. */
  names: z.array(z.string()),
  notBefore: z.string(),
  notAfter: z.string(),
  path: z.enum(['trusted', 'self-signed', 'untrusted-root', 'incomplete', 'misordered', 'invalid']),
  name: z.enum(['match', 'mismatch', 'cn-only']),
  /** Digests of the certificates as a TLSA record would hold them, the server's own first. */
  chain: z.array(certificateSchema),
})

export const smtpSessionSchema = z.object({
  address: z.string(),
  family: z.union([z.literal(4), z.literal(6)]),
  outcome: z.enum(['done', 'rejected', 'garbage', 'refused', 'timeout', 'closed', 'unreachable', 'guarded', 'aborted']),
  stage: z.enum(['connect', 'greeting', 'ehlo', 'starttls', 'tls']),
  code: z.number().optional(),
  greeting: z.string(),
  startTls: z.enum(['absent', 'refused', 'postponed', 'injected', 'failed', 'ok']).optional(),
  tls: tlsSchema.optional(),
  detail: z.string(),
  at: z.number(),
})

export const smtpHostSchema = z.object({
  exchange: z.string(),
  preference: z.number(),
  provider: z.string().optional(),
  sessions: z.array(smtpSessionSchema),
})

/** What the mail servers of the domain say on port 25 before any mail is offered. */
export const mailSmtp = defineEvidence({
  key: 'mail.smtp',
  version: 1,
  title: 'Encryption of incoming mail',
  schema: z.object({
    domain: z.string(),
    /** `blocked`: connections to port 25 do not leave our network. `off`: the installation does not make them. */
    route: z.enum(['open', 'blocked', 'off']),
    hosts: z.array(smtpHostSchema),
  }),
})

export type MailSmtp = z.infer<typeof mailSmtp.schema>
export type SmtpHost = z.infer<typeof smtpHostSchema>
export type SmtpSession = z.infer<typeof smtpSessionSchema>
