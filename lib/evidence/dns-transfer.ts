import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

/** Whether strangers can download the whole zone: one request for each name server, at most two records read. */
export const dnsTransfer = defineEvidence({
  key: 'dns.transfer',
  version: 1,
  title: 'Whether your zone can be downloaded',
  access: 'active',
  schema: z.object({
    zone: z.string(),
    servers: z.array(
      z.object({
        ns: z.string(),
        address: z.string(),
        outcome: z.enum(['records', 'only-soa', 'refused', 'closed', 'timeout', 'network', 'budget']),
        rcode: z.string().optional(),
        /** Name and type of the records that were read. */
        records: z.array(z.object({ name: z.string(), type: z.string() })),
      }),
    ),
  }),
})

export type DnsTransfer = z.infer<typeof dnsTransfer.schema>
