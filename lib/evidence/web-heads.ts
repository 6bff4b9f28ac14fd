import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { HOST_ROLES } from '../engine/target'

/** A longer header is cut, so a policy of this length may not be whole. */
export const MAX_HEADER = 8192

const textSchema = z.string().max(2048)

/** What the markup of a page says about itself to browsers, crawlers and link previews. */
const headFactsSchema = z.strictObject({
  title: z.string().max(300),
  lang: z.string().max(40),
  viewport: z.boolean(),
  description: z.string().max(300),
  generator: z.string().max(120),
  /** `content` of `<meta name=robots>` and `googlebot`, each with its name. */
  robots: z.array(z.tuple([z.string().max(20), z.string().max(200)])).max(6),
  /** Policies in meta elements, without nonces. */
  policies: z.array(z.string().max(4096)).max(3),
  /** Absolute addresses. */
  canonicals: z.array(textSchema).max(3),
  icons: z.array(textSchema).max(4),
  ogTitle: z.string().max(300),
  /** As written, not made absolute. */
  ogUrls: z.array(textSchema).max(3),
  ogImages: z.array(textSchema).max(3),
})

const headSchema = z.strictObject({
  /** The address of the page that answered. */
  url: textSchema,
  host: z.string().max(253),
  /** Roles the project gives the host. */
  roles: z.array(z.enum(HOST_ROLES)).max(11),
  purpose: z.enum(['homepage', 'login', 'signup', 'password-reset', 'dashboard', 'checkout', 'linked']),
  outcome: z.enum(['answer', 'wall', 'failed']),
  status: z.int().nullable(),
  /** A page that could be read, not data or a download. */
  page: z.boolean(),
  protocol: z.string().max(10),
  alpn: z.string().max(20),
  /** The headers that some check judges, in order; cookies masked, nonces replaced by a fingerprint. */
  headers: z.array(z.tuple([z.string().max(60), z.string().max(MAX_HEADER)])).max(40),
  wireBytes: z.int(),
  bytes: z.int(),
  /** The coding that could not be decoded, else empty. */
  undecoded: z.string().max(40),
  facts: headFactsSchema.nullable(),
  /** As in `web.files`, of the scripts inside the page. */
  innerUrls: z.array(z.string().max(300)).max(10),
  testAccounts: z.array(z.strictObject({ rule: z.string().max(40), masked: z.string().max(40) })).max(10),
})

/** Answer headers and head of every page of `web.documents`. */
export const webHeads = defineEvidence({
  key: 'web.heads',
  version: 1,
  title: 'Headers and metadata of your pages',
  schema: z.strictObject({ pages: z.array(headSchema).max(30), site: z.string().max(253) }),
  maxBytes: 1024 * 1024,
})

export type WebHeads = z.infer<typeof webHeads.schema>
export type WebHead = WebHeads['pages'][number]
export type HeadFacts = z.infer<typeof headFactsSchema>
