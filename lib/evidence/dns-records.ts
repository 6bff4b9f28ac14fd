import { z } from 'zod'
import { recordSetSchema, soaSchema } from '../checks/shared/zone-facts'
import { defineEvidence } from '../engine/evidence'

/** What the name servers of the zone, one by one, and the resolvers hold for the names that matter most. */
export const dnsRecords = defineEvidence({
  key: 'dns.records',
  version: 1,
  title: 'Records at each of your name servers',
  schema: z.object({
    domain: z.string(),
    status: z.enum(['found', 'no-direct-access', 'unknown']),
    zone: z.string(),
    /** Names the parent or the zone lists, also those that were not asked. */
    nameServers: z.array(z.string()),
    servers: z.array(
      z.object({
        ns: z.string(),
        address: z.string(),
        /** Absent where the server did not answer with authority. */
        soa: soaSchema.optional(),
        nsTtl: z.number().optional(),
        /** Empty for servers of which only the timers were read. */
        sets: z.array(recordSetSchema),
      }),
    ),
    resolvers: z.array(z.object({ server: z.string(), sets: z.array(recordSetSchema) })),
  }),
})
