import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { webErrorSchema } from './web-chain'
import { cacheHeadersSchema } from './web-facts'

const sampleSchema = z.strictObject({
  /** The address that was dialled; null where nothing was. */
  address: z.string().max(45).nullable(),
  /** Whether we asked caches to step aside, as a forced reload does. */
  reload: z.boolean(),
  outcome: z.enum(['answer', 'wall', 'failed', 'not-looked']),
  status: z.int().nullable(),
  error: webErrorSchema.nullable(),
  /** Where a redirect leads, tokens masked; empty without one. */
  location: z.string().max(2048),
  contentType: z.string().max(120),
  title: z.string().max(300),
  /** SHA-256 of the body, first 16 hex digits. */
  sha256: z.string().max(16),
  encoding: z.string().max(30),
  cookies: z.array(z.string().max(80)).max(20),
  /** Paths of own scripts and style sheets that the page loads, sorted. */
  files: z.array(z.string().max(300)).max(60),
  cache: cacheHeadersSchema,
  /** Milliseconds per phase of this load, on a connection of its own; null where it was not reached. */
  timings: z.strictObject({
    dns: z.number().nullable(),
    tcp: z.number().nullable(),
    tls: z.number().nullable(),
    /** From the request to the first byte of the answer. */
    ttfb: z.number().nullable(),
  }),
})

const refreshPageSchema = z.strictObject({
  url: z.string().max(2048),
  host: z.string().max(253),
  samples: z.array(sampleSchema).max(8),
})

/** The home page of each main host, loaded six times over all its addresses. */
export const webRefresh = defineEvidence({
  key: 'web.refresh',
  version: 2,
  title: 'Repeated loads of your homepage',
  schema: z.strictObject({ pages: z.array(refreshPageSchema).max(3) }),
  maxBytes: 256 * 1024,
})

export type WebRefresh = z.infer<typeof webRefresh.schema>
export type RefreshPage = WebRefresh['pages'][number]
export type RefreshSample = RefreshPage['samples'][number]
