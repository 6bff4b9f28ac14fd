import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'

/** What two names nobody can have configured answer, below the domain and below its key names. */
export const dnsWildcard = defineEvidence({
  key: 'dns.wildcard',
  version: 1,
  title: 'Names nobody configured',
  schema: z.object({
    domain: z.string(),
    probes: z.array(
      z.object({
        below: z.string(),
        type: z.enum(['A', 'AAAA', 'CNAME', 'MX', 'TXT']),
        /** One answer for each of the two names. */
        answers: z.array(z.object({ status: dnsStatusSchema, values: z.array(z.string()) })),
      }),
    ),
  }),
})

export type WildcardProbe = z.infer<typeof dnsWildcard.schema>['probes'][number]
