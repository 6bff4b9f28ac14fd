import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'

const roundSchema = z.object({
  server: z.string(),
  status: dnsStatusSchema,
  ede: z.string().optional(),
  ms: z.number(),
})

/** Whether the registrable domain exists, as every configured resolver and the parent zone see it. */
export const dnsDomain = defineEvidence({
  key: 'dns.domain',
  version: 1,
  title: 'The domain in DNS',
  schema: z.object({
    domain: z.string(),
    /** Set when the name is borrowed from a platform and its owner has no zone of their own. */
    platform: z.string().optional(),
    status: z.enum(['exists', 'nxdomain', 'servfail', 'unknown']),
    rounds: z.array(z.array(roundSchema)),
    /** SERVFAIL only: whether the domain answers as soon as validation is switched off. */
    answersWithoutValidation: z.boolean().optional(),
    /** NXDOMAIN only: what the servers of the parent zone say. */
    parent: z
      .object({
        zone: z.string(),
        status: dnsStatusSchema,
        /** How long a resolver may remember that the name was missing, seconds. */
        retryIn: z.number().optional(),
      })
      .optional(),
    /** A resolver answers names that cannot exist, so its answers prove nothing. */
    resolverInvents: z.boolean(),
  }),
})

export type DnsDomain = z.infer<typeof dnsDomain.schema>
