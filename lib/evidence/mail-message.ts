import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

/** How a name stands to the author domain (RFC 9989 section 4.4). */
const alignmentSchema = z.enum(['same', 'organisation', 'no', 'unsure'])

export const messageSignatureSchema = z.object({
  /** `d=` and `s=`, lower case. */
  domain: z.string(),
  selector: z.string(),
  algorithm: z.string(),
  /**
   * `body-changed`: the text differs from what was signed, which copying does as well. `unchecked`: DNS did not
   * answer. `unusable`: nobody could verify it.
   */
  result: z.enum(['valid', 'body-changed', 'bad-signature', 'expired', 'no-key', 'weak-key', 'unchecked', 'unusable']),
  detail: z.string(),
  /** Size of the key, where it was found. */
  bits: z.number().optional(),
  /** `l=`: bytes may be added to the text without breaking the signature. */
  partial: z.boolean(),
  /** `t=y` in the key: receivers may treat the message as unsigned. */
  testing: z.boolean().optional(),
  alignment: alignmentSchema,
})

export const messageReportSchema = z.object({
  /** Who says so; anybody can type this into a text. */
  by: z.string(),
  spf: z.string().optional(),
  spfDomain: z.string().optional(),
  spfAlignment: alignmentSchema.optional(),
  dmarc: z.string().optional(),
  dkim: z.array(z.object({ result: z.string(), domain: z.string() })),
})

/** What is kept of a pasted message: who signed it and whether that holds; no text, no whole address. */
export const messageProofSchema = z.object({
  version: z.literal(1),
  /** The From domains, each once. */
  fromDomains: z.array(z.string()),
  fromFields: z.number(),
  fromAddresses: z.number(),
  /** Only the fields were pasted, so that nothing can be said about the text. */
  withoutBody: z.boolean().optional(),
  returnPathDomain: z.string().optional(),
  /** From the Date field, ISO 8601. */
  date: z.string().optional(),
  signatures: z.array(messageSignatureSchema),
  report: messageReportSchema.optional(),
  dmarc: z.object({
    state: z.enum(['found', 'none', 'unsure']),
    policyDomain: z.string().optional(),
    organisation: z.string(),
    adkim: z.enum(['r', 's']),
    aspf: z.enum(['r', 's']),
  }),
  /** RFC 8058: one-click unsubscribe, which large providers ask of marketing mail. */
  unsubscribe: z.enum(['none', 'link', 'one-click']),
  /** Fields as they matter here, rebuilt from what was read, addresses masked. */
  headers: z.array(z.tuple([z.string(), z.string()])),
})

/** A real message of the product, verified when it was pasted. */
export const mailMessage = defineEvidence({
  key: 'mail.message',
  version: 1,
  title: 'A message you received',
  schema: z.object({ proof: messageProofSchema, pastedAt: z.number(), by: z.string() }),
})

export type MessageProof = z.infer<typeof messageProofSchema>
export type MessageSignature = z.infer<typeof messageSignatureSchema>
export type MessageReport = z.infer<typeof messageReportSchema>
export type Alignment = z.infer<typeof alignmentSchema>
