import { z } from 'zod'

/** What the browser does with a file; decides what happens to it over plain http. */
export const LOAD_KINDS = [
  'script',
  'stylesheet',
  'font',
  'frame',
  'object',
  'image',
  'srcset',
  'media',
  'icon',
  'manifest',
  'track',
  'request',
  'css-import',
  'css-font',
  'css-image',
] as const

export type LoadKind = (typeof LOAD_KINDS)[number]

/** One file that a page, a style sheet or a script loads. */
export const loadSchema = z.strictObject({
  kind: z.enum(LOAD_KINDS),
  /** Absolute URL, cut at 2,048 characters. */
  url: z.string().max(2048),
  /** Where it stands in its file, counted from 1. */
  line: z.int(),
  column: z.int(),
  /** The element, attribute or CSS property that loads it: `img[src]`. */
  by: z.string().max(60),
  /** Only loaded where scripts are off. */
  noscript: z.boolean(),
  /** `<script type=module>` or a preloaded module. */
  module: z.boolean(),
})

export const formSchema = z.strictObject({
  action: z.string().max(2048),
  /** Holds a password or email field. */
  sensitive: z.boolean(),
  line: z.int(),
  column: z.int(),
})

/** A found key without the key: see `lib/checks/shared/secrets`. */
export const secretHitSchema = z.strictObject({
  rule: z.string().max(60),
  class: z.enum(['secret', 'post-only', 'test', 'public', 'restricted']),
  certain: z.boolean(),
  offset: z.int(),
  line: z.int(),
  column: z.int(),
  masked: z.string().max(12),
  fingerprint: z.string().max(16),
})

/** A value that should differ per visitor, as a fingerprint. */
export const tokenSchema = z.strictObject({ name: z.string().max(80), fingerprint: z.string().max(16) })

/** Headers that rule caching, as sent; several fields stay several entries. */
export const cacheHeadersSchema = z.strictObject({
  cacheControl: z.array(z.string().max(500)).max(5),
  cdnCacheControl: z.array(z.string().max(500)).max(5),
  expires: z.string().max(60),
  date: z.string().max(60),
  age: z.string().max(20),
  vary: z.string().max(300),
  etag: z.string().max(120),
  lastModified: z.string().max(60),
  /** Every header in which a cache says hit or miss. */
  status: z.array(z.tuple([z.string().max(60), z.string().max(200)])).max(10),
})

export type Load = z.infer<typeof loadSchema>
export type PageForm = z.infer<typeof formSchema>
export type CacheHeaders = z.infer<typeof cacheHeadersSchema>
export type StoredSecretHit = z.infer<typeof secretHitSchema>
export type VisitorToken = z.infer<typeof tokenSchema>
