import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'

/**
 * What the policy address gave. `gone`: no such host, refused or reset; `silent`: we got no answer and
 * cannot say whose fault it is.
 */
export const policyFetchSchema = z.object({
  outcome: z.enum(['answer', 'redirect', 'bad-certificate', 'gone', 'silent', 'wall']),
  status: z.number().optional(),
  contentType: z.string(),
  detail: z.string(),
  text: z.string(),
  /** Larger than 64 KiB. */
  cut: z.boolean(),
})

/** Protection of incoming mail against downgrade (RFC 8461). */
export const mailMtaSts = defineEvidence({
  key: 'mail.mta-sts',
  version: 1,
  title: 'MTA-STS policy',
  schema: z.object({
    domain: z.string(),
    status: dnsStatusSchema,
    /** TXT values at `_mta-sts` that speak about MTA-STS. */
    records: z.array(z.string()),
    aliases: z.array(z.string()),
    /** Absent where there is neither a record nor a policy host. */
    policy: policyFetchSchema.optional(),
  }),
})

export type MailMtaSts = z.infer<typeof mailMtaSts.schema>
export type PolicyFetch = z.infer<typeof policyFetchSchema>
