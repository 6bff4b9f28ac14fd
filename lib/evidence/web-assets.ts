import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { webErrorSchema } from './web-chain'
import { cacheHeadersSchema, loadSchema, secretHitSchema } from './web-facts'

const assetSchema = z.strictObject({
  url: z.string().max(2048),
  host: z.string().max(253),
  kind: z.enum(['script', 'stylesheet', 'font', 'image']),
  module: z.boolean(),
  /** A chunk that a script names, not a file that a page asks for. */
  chunk: z.boolean(),
  /** Position in `web.documents` of the first page that loads it. */
  page: z.int(),
  outcome: z.enum(['answer', 'wall', 'failed', 'not-looked']),
  status: z.int().nullable(),
  contentType: z.string().max(120),
  /** The body begins like a web page. */
  html: z.boolean(),
  bytes: z.int(),
  truncated: z.boolean(),
  error: webErrorSchema.nullable(),
  cache: cacheHeadersSchema,
  /** Whether the text was read to its end and searched; false for images and fonts. */
  searched: z.boolean(),
  secrets: z.array(secretHitSchema).max(20),
  /** Plain http addresses that it loads. */
  insecure: z.array(loadSchema).max(20),
})

/** Own scripts, style sheets, fonts and images that the pages load. */
export const webAssets = defineEvidence({
  key: 'web.assets',
  version: 1,
  title: 'Scripts, styles and images of your site',
  schema: z.strictObject({
    assets: z.array(assetSchema).max(100),
    /** How many own scripts the pages and scripts name, and how many were read to their end. */
    scriptsFound: z.int(),
    scriptsRead: z.int(),
    bytesRead: z.int(),
  }),
  maxBytes: 1024 * 1024,
})

export type WebAssets = z.infer<typeof webAssets.schema>
export type WebAsset = WebAssets['assets'][number]
