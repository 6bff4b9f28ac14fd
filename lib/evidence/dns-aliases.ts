import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

/** Aliases of the hosts and what stands beside them at the name servers of the zone. */
export const dnsAliases = defineEvidence({
  key: 'dns.aliases',
  version: 1,
  title: 'Aliases of your hosts',
  schema: z.object({
    domain: z.string(),
    names: z.array(
      z.object({
        name: z.string(),
        chain: z.array(z.object({ from: z.string(), to: z.string(), ttl: z.number() })),
        end: z.enum(['end', 'loop', 'too-long', 'unknown']),
        /** Absent where no name server of the zone could be asked. */
        authority: z
          .object({
            server: z.string(),
            isZoneApex: z.boolean(),
            cname: z.string().optional(),
            /** Further aliases at the same name, which may have one only (RFC 2181 section 10.1). */
            more: z.array(z.string()).optional(),
            /** Types found at the same name as the alias. */
            besides: z.array(z.string()),
          })
          .optional(),
      }),
    ),
    /** Names other records point to that are aliases themselves (RFC 2181 section 10.3). */
    aliasedTargets: z.array(z.object({ type: z.enum(['MX', 'NS', 'SOA']), target: z.string() })),
    /** Questions about them, and about what stands beside an alias, that were not answered. */
    unread: z.array(z.string()).optional(),
  }),
})
