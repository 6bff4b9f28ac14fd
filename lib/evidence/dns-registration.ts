import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

const TWELVE_HOURS_MS = 12 * 3_600_000

const schema = z.object({
  domain: z.string(),
  outcome: z.enum(['found', 'not-found', 'no-service', 'rate-limited', 'failed']),
  retryAfter: z.string().optional(),
  expires: z.string().optional(),
  registrarExpires: z.string().optional(),
  registered: z.string().optional(),
  changed: z.string().optional(),
  status: z.array(z.string()),
  registrar: z.string().optional(),
  nameServers: z.array(z.string()),
  signed: z.boolean().optional(),
})

/** How the domain is registered, as its registry tells it (RFC 9083). */
export const dnsRegistration = defineEvidence({
  key: 'dns.registration',
  version: 1,
  title: 'Registration of your domain',
  schema,
  // Registries limit how often they may be asked.
  reuseMs: TWELVE_HOURS_MS,
  // A registry that gave no answer is asked again at the next run.
  mayReuse: (value) => schema.safeParse(value).data?.outcome === 'found',
})
