import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { URL_PURPOSES } from '../engine/target'
import { webErrorSchema } from './web-chain'
import { cacheHeadersSchema, tokenSchema } from './web-facts'

const visitSchema = z.strictObject({
  outcome: z.enum(['answer', 'wall', 'failed', 'not-looked']),
  status: z.int().nullable(),
  error: webErrorSchema.nullable(),
  contentType: z.string().max(120),
  cache: cacheHeadersSchema,
  /** Names of cookies with a fingerprint of each value; values are never kept. */
  cookies: z.array(tokenSchema).max(20),
  /** Hidden form tokens of the page. */
  tokens: z.array(tokenSchema).max(10),
})

const dynamicUrlSchema = z.strictObject({
  url: z.string().max(2048),
  purpose: z.enum([...URL_PURPOSES, 'session']),
  declared: z.boolean(),
  /** Two visits by strangers without cookies, about two seconds apart. */
  visits: z.array(visitSchema).max(2),
})

/** How pages that differ per visitor are cached: each asked twice by two strangers. */
export const webCache = defineEvidence({
  key: 'web.cache',
  version: 1,
  title: 'Caching of pages that differ per visitor',
  schema: z.strictObject({ urls: z.array(dynamicUrlSchema).max(16) }),
  maxBytes: 256 * 1024,
})

export type WebCache = z.infer<typeof webCache.schema>
export type DynamicUrl = WebCache['urls'][number]
export type Visit = DynamicUrl['visits'][number]
