import { z } from 'zod'
import { dnsStatusSchema } from '../checks/shared/dns-facts'
import { defineEvidence } from '../engine/evidence'

/** The names a certificate authority asks, from each host upwards until one has CAA records (RFC 8659 section 3). */
export const dnsCaa = defineEvidence({
  key: 'dns.caa',
  version: 1,
  title: 'Certificate authorities you allow',
  schema: z.object({
    domain: z.string(),
    hosts: z.array(
      z.object({
        host: z.string(),
        levels: z.array(
          z.object({
            name: z.string(),
            status: dnsStatusSchema,
            /** The end of the aliases, where the records are those of another name. */
            alias: z.string().optional(),
            records: z.array(z.object({ critical: z.boolean(), tag: z.string(), value: z.string() })),
          }),
        ),
      }),
    ),
  }),
})

export type CaaHost = z.infer<typeof dnsCaa.schema>['hosts'][number]
export type CaaLevel = CaaHost['levels'][number]
