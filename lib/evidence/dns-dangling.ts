import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

const referenceSchema = z.object({
  /** The name that carries the reference. */
  from: z.string(),
  via: z.enum(['alias', 'mail-server', 'name-server', 'spf', 'dkim', 'dmarc']),
  target: z.string(),
  status: z.enum(['resolves', 'nxdomain', 'unknown']),
  targetDomain: z.string(),
  inOwnZone: z.boolean(),
  /** Whether the registrable domain of the target exists at its parent zone. */
  domainExists: z.enum(['yes', 'no', 'unknown']),
  /** What the registry says (RFC 9083); `unknown` where there is no service to ask. */
  registered: z.enum(['yes', 'no', 'unknown']),
  provider: z.object({ name: z.string(), rule: z.enum(['claimable', 'page', 'guarded']) }).optional(),
  /** The provider's own "nobody holds this" page was served. */
  unclaimedPage: z.boolean().optional(),
})

/** Names that point to something which may not be yours any more. */
export const dnsDangling = defineEvidence({
  key: 'dns.dangling',
  version: 1,
  title: 'Records that point elsewhere',
  schema: z.object({
    domain: z.string(),
    references: z.array(referenceSchema),
    /** Names of which nobody could read where they point. */
    unread: z.array(z.string()).optional(),
    subZones: z.array(
      z.object({
        name: z.string(),
        servers: z.array(z.object({ ns: z.string(), status: z.string() })),
        isLame: z.boolean(),
        isOnSharedHost: z.boolean(),
      }),
    ),
  }),
})
