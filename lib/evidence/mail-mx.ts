import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'

const familySchema = z.object({
  status: dnsStatusSchema,
  addresses: z.array(z.object({ address: z.string(), class: z.string() })),
})

export const mxHostSchema = z.object({
  preference: z.number(),
  /** As published; `.` is the null MX of RFC 7505. */
  exchange: z.string(),
  kind: z.enum(['host', 'null', 'literal', 'localhost', 'bad-name']),
  aliases: z.array(z.string()),
  v4: familySchema.optional(),
  v6: familySchema.optional(),
  /** Where no address was found: what the authority or a second resolver says. */
  absence: z.enum(['absent', 'present', 'undecided']).optional(),
  provider: z.string().optional(),
})

/** The mail servers of the domain and their addresses. */
export const mailMx = defineEvidence({
  key: 'mail.mx',
  version: 1,
  title: 'Mail servers',
  schema: z.object({
    domain: z.string(),
    status: dnsStatusSchema,
    absence: z.enum(['absent', 'present', 'undecided']).optional(),
    /** The resolver still remembers that there was no record. */
    late: z.boolean(),
    hosts: z.array(mxHostSchema),
    /** The domain's own addresses, which mail goes to where there is no MX (RFC 5321 section 5.1). */
    own: z.object({ v4: familySchema, v6: familySchema }).optional(),
  }),
})

export type MxHost = z.infer<typeof mxHostSchema>
export type MailMx = z.infer<typeof mailMx.schema>
