import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'

/** Host names of the addresses an SPF record lists one by one (RFC 1912 section 2.1). */
export const mailReverse = defineEvidence({
  key: 'mail.reverse',
  version: 1,
  title: 'Names of your own mail servers',
  schema: z.object({
    domain: z.string(),
    addresses: z.array(
      z.object({
        address: z.string(),
        /** The SPF term that lists it and the record it stands in. */
        term: z.string(),
        owner: z.string(),
        /** Only the web site is known to stand at this address. */
        website: z.boolean(),
        status: dnsStatusSchema,
        names: z.array(
          z.object({
            name: z.string(),
            /** Whether the name leads back to the address; `unknown` where DNS did not say. */
            leadsBack: z.enum(['yes', 'no', 'unknown']),
          }),
        ),
      }),
    ),
    /** A term whose addresses could not be read. */
    unread: z.array(z.string()),
  }),
})

export type MailReverse = z.infer<typeof mailReverse.schema>
