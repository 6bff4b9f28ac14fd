import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'

/** How the parent zone refers to the zone, and what each listed name server says about it. */
export const dnsDelegation = defineEvidence({
  key: 'dns.delegation',
  version: 1,
  title: 'Name servers of your domain',
  schema: z.object({
    domain: z.string(),
    status: z.enum(['found', 'no-direct-access', 'unknown']),
    zone: z.string(),
    parentZone: z.string(),
    parentNs: z.array(z.string()),
    /** What the parent's server answered; absent where none was asked or spoke with authority. */
    parentStatus: dnsStatusSchema.optional(),
    childNs: z.array(z.string()),
    withoutAddress: z.array(z.string()),
    aliased: z.array(z.string()),
    /** Glue that the authoritative address record of the name server contradicts. */
    staleGlue: z.array(z.object({ name: z.string(), glue: z.string(), actual: z.array(z.string()) })),
    servers: z.array(
      z.object({
        ns: z.string(),
        address: z.string(),
        listedBy: z.enum(['parent', 'child', 'both']),
        verdict: z.enum(['good', 'lame', 'silent', 'not-contacted']),
        /** Why it was not contacted: its address is internal, our network has no way there, or the run had used up its questions. */
        reason: z.enum(['internal', 'no-route', 'budget']).optional(),
        status: dnsStatusSchema.optional(),
        aa: z.boolean().optional(),
        /** Whether the server also answers over TCP (RFC 7766); absent where it was not asked. */
        tcp: z.boolean().optional(),
        ms: z.number().optional(),
      }),
    ),
    /** Whether the configured resolvers can answer for the zone. */
    resolverAnswers: z.boolean(),
  }),
})
