import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { webChainSchema } from './web-chain'

/**
 * Path and query that show what a redirect does to a link: an encoded space and slash, a tracking
 * parameter, an encoded plus, a repeated and an empty parameter.
 */
export const PROBE_PATH = '/lr-check/a%20b%2Fc/?utm_source=lr&x=1%2B2&x=2&empty='

const probeRowSchema = z.strictObject({
  host: z.string().max(253),
  state: z.enum(['ok', 'no-address', 'blocked', 'dns-failed', 'not-looked']),
  http: webChainSchema.nullable(),
  https: webChainSchema.nullable(),
})

/** Where every web host sends a link with a path and a query. */
export const webProbes = defineEvidence({
  key: 'web.probes',
  version: 1,
  title: 'Redirects of a link with path and query',
  schema: z.strictObject({ hosts: z.array(probeRowSchema).max(60) }),
  maxBytes: 1024 * 1024,
})

export type WebProbes = z.infer<typeof webProbes.schema>
export type WebProbeRow = WebProbes['hosts'][number]
