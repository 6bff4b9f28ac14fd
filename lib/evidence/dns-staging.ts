import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'

/** Hosts that carry a copy of the product for tests: those of the project, or usual names that exist. */
export const dnsStaging = defineEvidence({
  key: 'dns.staging',
  version: 1,
  title: 'Where your staging copy is',
  schema: z.object({
    domain: z.string(),
    hosts: z.array(
      z.object({
        name: z.string(),
        /** Listed by the project; the others were found by a usual name. */
        registered: z.boolean(),
        /** Names of the aliases, in order. */
        aliases: z.array(z.string()),
        status: dnsStatusSchema,
        addresses: z.array(z.string()),
      }),
    ),
    /** Usual names that were asked because the project lists no such host. */
    asked: z.array(z.string()),
    /** Some of these questions were not answered. */
    unanswered: z.array(z.string()),
  }),
})
