import { z } from 'zod'

/** A failed request in the words of the prober; `fault` says whether it may count against the site. */
export const webErrorSchema = z.strictObject({
  code: z.string().max(40),
  fault: z.enum(['target', 'guard', 'ours']),
  phase: z.string().max(20),
  detail: z.string().max(200),
  alert: z.int().optional(),
})

/** A wall that answered instead of the site. Content seen behind it proves nothing. */
export const wallSchema = z.strictObject({ by: z.string().max(40), sign: z.string().max(200) })

/** Header lines in the order they arrived; values of cookies are masked, long values cut. */
export const headerListSchema = z.array(z.tuple([z.string(), z.string()])).max(60)

export const locationSchema = z.strictObject({
  /** The first Location as received (latin1 characters), secret-looking query values masked. */
  raw: z.string().max(2048),
  fields: z.int(),
  target: z.string().max(2048).nullable(),
})

export const webTlsSchema = z.strictObject({
  version: z.string(),
  alpn: z.string(),
  authorized: z.boolean(),
  authorizationError: z.string().max(120),
  leafFingerprint: z.string(),
})

/** One request of a chain and what came of it: either `status` or `error` is set. */
export const webHopSchema = z.strictObject({
  url: z.string().max(2048),
  address: z.string().nullable(),
  /** When the request started, milliseconds since 1970 by the clock of the prober. */
  at: z.number(),
  status: z.int().nullable(),
  error: webErrorSchema.nullable(),
  protocol: z.string(),
  headers: headerListSchema,
  location: locationSchema.nullable(),
  wall: wallSchema.nullable(),
  tls: webTlsSchema.nullable(),
  ttfbMs: z.number().nullable(),
})

/** What the page at the end of a chain is, without its text. Fetch the text through `ctx.net.http`; the run caches it. */
export const webPageSchema = z.strictObject({
  contentType: z.string().max(200),
  /** SHA-256 of the decoded bytes that were read, lower-case hex. */
  sha256: z.string(),
  bytes: z.int(),
  truncated: z.boolean(),
  /** Whether the body could be read as text. */
  text: z.boolean(),
  title: z.string().max(300),
  /** Absolute `<link rel=canonical>` targets, at most 5. */
  canonicals: z.array(z.string().max(2048)).max(5),
  hasPasswordField: z.boolean(),
  /** Id of the platform or default page this is instead of the product (`nginx-welcome`, ...), else null. */
  placeholder: z.string().max(60).nullable(),
})

export const webChainSchema = z.strictObject({
  start: z.string().max(2048),
  end: z.enum(['final', 'loop', 'too-many', 'bad-scheme', 'bad-location', 'blocked', 'error']),
  /** The URL of the last request, or the one that was refused. */
  finalUrl: z.string().max(2048),
  error: webErrorSchema.nullable(),
  loop: z.enum(['same', 'growing']).nullable(),
  /** How many redirects were met, also those whose hop was left out. */
  redirects: z.int(),
  /** At most 12; of a chain too large to keep, the first and the last ones. */
  hops: z.array(webHopSchema).max(12),
  /** Facts of the final page; null unless the chain ended in an answer. */
  page: webPageSchema.nullable(),
})

export type WebError = z.infer<typeof webErrorSchema>
export type WebHop = z.infer<typeof webHopSchema>
export type WebPage = z.infer<typeof webPageSchema>
export type WebChain = z.infer<typeof webChainSchema>
