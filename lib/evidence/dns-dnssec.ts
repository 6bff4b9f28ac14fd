import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { dsSchema, keySchema, signatureSchema } from '../checks/shared/dnssec'
import { defineEvidence } from '../engine/evidence'

/** The chain of trust: what the zone above vouches for, what the zone holds, what a resolver makes of it. */
export const dnsDnssec = defineEvidence({
  key: 'dns.dnssec',
  version: 1,
  title: 'Signatures of your zone',
  schema: z.object({
    domain: z.string(),
    status: z.enum(['found', 'no-direct-access', 'unknown']),
    zone: z.string(),
    /** As the servers of the zone above hold them. */
    ds: z.object({ status: dnsStatusSchema, records: z.array(dsSchema) }),
    /** As a name server of the zone holds them. */
    keys: z.object({ status: dnsStatusSchema, records: z.array(keySchema) }),
    /** Of the SOA and of the keys. */
    signatures: z.array(signatureSchema),
    resolver: z.object({
      /** Whether it checks signatures at all. */
      validates: z.boolean(),
      status: dnsStatusSchema,
      ad: z.boolean(),
      ede: z.string(),
      /** Only after SERVFAIL: the same question with checking switched off. */
      unchecked: dnsStatusSchema.optional(),
    }),
    dnsHost: z.string().optional(),
  }),
})

export type DnsDnssec = z.infer<typeof dnsDnssec.schema>
