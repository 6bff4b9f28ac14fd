import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

const sampleSchema = z.strictObject({
  url: z.string().max(2048),
  /** `own`: asked. `foreign`: on a host that is not the project's, so it was not asked. */
  outcome: z.enum(['own', 'foreign', 'wall', 'failed', 'not-looked']),
  status: z.int().nullable(),
})

const sitemapSchema = z.strictObject({
  /** The file that was asked for: the first that robots.txt names, else `/sitemap.xml`. */
  url: z.string().max(2048),
  host: z.string().max(253),
  /** Whether robots.txt names it. */
  named: z.boolean(),
  /**
   * `read`: a sitemap. `other`: an answer that is none. `packed`: compressed in a way we do not read.
   * `foreign`: robots.txt names a file on a host that is not the project's.
   */
  outcome: z.enum(['read', 'other', 'packed', 'foreign', 'wall', 'failed', 'not-looked']),
  status: z.int().nullable(),
  html: z.boolean(),
  contentType: z.string().max(120),
  /** It is an index; what follows is from its first child. */
  index: z.boolean(),
  count: z.int(),
  hosts: z.array(z.strictObject({ host: z.string().max(253), count: z.int() })).max(10),
  plain: z.int(),
  broken: z.int(),
  sample: z.array(sampleSchema).max(5),
})

/** The list of pages that the main host hands to search engines (sitemaps.org). */
export const webSitemap = defineEvidence({
  key: 'web.sitemap',
  version: 1,
  title: 'Your list of pages for search engines',
  schema: z.strictObject({ maps: z.array(sitemapSchema).max(1) }),
  maxBytes: 64 * 1024,
})

export type WebSitemap = z.infer<typeof webSitemap.schema>
export type Sitemap = WebSitemap['maps'][number]
