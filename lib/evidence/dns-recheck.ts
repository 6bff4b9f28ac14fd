import { z } from 'zod'
import { recordSetSchema } from '../checks/shared/zone-facts'
import { defineEvidence } from '../engine/evidence'

/** The second look at name servers that disagreed, after a change had time to reach all of them. */
export const dnsRecheck = defineEvidence({
  key: 'dns.recheck',
  version: 1,
  title: 'Second look at name servers that disagree',
  schema: z.object({
    /** Seconds between the two looks. */
    after: z.number(),
    servers: z.array(
      z.object({ ns: z.string(), address: z.string(), serial: z.number().optional(), sets: z.array(recordSetSchema) }),
    ),
  }),
})
