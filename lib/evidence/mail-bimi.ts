import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'

/** The brand logo of the domain and whether it can be fetched. */
export const mailBimi = defineEvidence({
  key: 'mail.bimi',
  version: 1,
  title: 'Brand logo (BIMI)',
  schema: z.object({
    domain: z.string(),
    status: dnsStatusSchema,
    /** TXT values at `default._bimi` that speak about BIMI. */
    records: z.array(z.string()),
    /** Absent where there is no logo to fetch. `silent`: we got no answer and cannot say whose fault it is. */
    logo: z
      .object({
        url: z.string(),
        outcome: z.enum(['svg-tiny-ps', 'other-svg', 'no-svg', 'gone', 'silent']),
        status: z.number().optional(),
        contentType: z.string(),
      })
      .optional(),
  }),
})

export type MailBimi = z.infer<typeof mailBimi.schema>
