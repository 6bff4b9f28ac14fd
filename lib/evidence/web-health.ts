import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { webErrorSchema } from './web-chain'
import { cacheHeadersSchema } from './web-facts'

const healthSchema = z.strictObject({
  url: z.string().max(2048),
  host: z.string().max(253),
  declared: z.boolean(),
  outcome: z.enum(['answer', 'wall', 'failed', 'not-looked']),
  status: z.int().nullable(),
  error: webErrorSchema.nullable(),
  contentType: z.string().max(120),
  html: z.boolean(),
  /** The same answer as for a path that cannot exist. */
  sameAsCanary: z.boolean(),
  /** Reads like a health answer: `ok`, `{"status":...}`. */
  healthy: z.boolean(),
  /** Where a redirect leads; empty without one. */
  location: z.string().max(2048),
  ms: z.number(),
  cache: cacheHeadersSchema,
  /** What the answer tells strangers: `versions`, `hosts`, `variables`, `secrets`. */
  leaks: z.array(z.string().max(20)).max(4),
  /** Names of variables it prints, never their values. */
  names: z.array(z.string().max(80)).max(20),
})

/** Declared health URLs, else the usual paths on app and API hosts. */
export const webHealth = defineEvidence({
  key: 'web.health',
  version: 1,
  title: 'Health URLs',
  schema: z.strictObject({
    /** Hosts on which the usual paths were tried. */
    hosts: z.array(z.string().max(253)).max(20),
    /** Whether the project has anything but static pages, as far as it says. */
    dynamic: z.boolean(),
    urls: z.array(healthSchema).max(40),
  }),
  maxBytes: 128 * 1024,
})

export type WebHealth = z.infer<typeof webHealth.schema>
export type HealthRow = WebHealth['urls'][number]
