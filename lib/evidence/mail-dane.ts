import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'

export const tlsaRecordSchema = z.object({
  usage: z.number(),
  selector: z.number(),
  matching: z.number(),
  /** Lower-case hex; digests are whole, whole certificates and keys are kept as their SHA-256. */
  data: z.string(),
})

export const daneHostSchema = z.object({
  exchange: z.string(),
  /** The name the records were found at: that of the server, or of the host it is an alias of. */
  name: z.string(),
  status: dnsStatusSchema,
  /** The answers about the records and about the address were validated. */
  secure: z.boolean(),
  records: z.array(tlsaRecordSchema),
})

/** Certificates of the mail servers as DNS announces them (RFC 7672). */
export const mailDane = defineEvidence({
  key: 'mail.dane',
  version: 1,
  title: 'TLSA records of the mail servers',
  schema: z.object({
    domain: z.string(),
    /** Whether the resolver validates at all; told only where there are records. */
    validates: z.boolean().optional(),
    /** Whether the list of mail servers was validated. */
    secureMx: z.boolean().optional(),
    hosts: z.array(daneHostSchema),
  }),
})

export type MailDane = z.infer<typeof mailDane.schema>
export type DaneHost = z.infer<typeof daneHostSchema>
export type TlsaRecord = z.infer<typeof tlsaRecordSchema>
