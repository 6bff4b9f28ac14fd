import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { webErrorSchema } from './web-chain'
import { cacheHeadersSchema, formSchema, loadSchema, secretHitSchema, tokenSchema } from './web-facts'

export const documentFactsSchema = z.strictObject({
  title: z.string().max(300),
  /** Characters of visible text. */
  textLength: z.int(),
  noscriptLength: z.int(),
  scripts: z.int(),
  /** An element that waits for a script to fill it, and nothing else. */
  emptyMount: z.boolean(),
  metaRefresh: z.boolean(),
  /** A policy inside the page tells browsers to load http addresses over https. */
  upgradesInsecure: z.boolean(),
  /** `<base href>`, absolute, or null. */
  base: z.string().max(2048).nullable(),
  /** Absolute targets of links on the same site, in order, without fragment. */
  links: z.array(z.string().max(2048)).max(60),
  loads: z.array(loadSchema).max(200),
  forms: z.array(formSchema).max(20),
  /** Hidden fields and meta elements that protect forms. */
  tokens: z.array(tokenSchema).max(10),
  secrets: z.array(secretHitSchema).max(30),
  /** Whether a list above was cut. */
  cut: z.boolean(),
})

const documentSchema = z.strictObject({
  url: z.string().max(2048),
  finalUrl: z.string().max(2048),
  /** Host of `finalUrl`. */
  host: z.string().max(253),
  purpose: z.enum(['homepage', 'login', 'signup', 'password-reset', 'dashboard', 'checkout', 'linked']),
  declared: z.boolean(),
  /** `page`: facts are there. `other`: the answer is no page. `unread`: we could not parse it in time. */
  outcome: z.enum(['page', 'other', 'wall', 'failed', 'unread', 'not-looked']),
  status: z.int().nullable(),
  contentType: z.string().max(120),
  bytes: z.int(),
  /** The page was not read to its end. */
  truncated: z.boolean(),
  error: webErrorSchema.nullable(),
  /** Who refused us, with `wall`. */
  wall: z.string().max(60),
  /** The policy of the answer tells browsers to load http addresses over https. */
  upgradesInsecure: z.boolean(),
  cache: cacheHeadersSchema,
  facts: documentFactsSchema.nullable(),
})

/** The home page of every host that serves one, declared pages, and a few pages they link to. */
export const webDocuments = defineEvidence({
  key: 'web.documents',
  version: 1,
  title: 'What your pages contain and load',
  schema: z.strictObject({
    pages: z.array(documentSchema).max(30),
    /** Registrable domain by the public suffix list, to tell own files from others. */
    site: z.string().max(253),
  }),
  maxBytes: 1536 * 1024,
})

export type WebDocuments = z.infer<typeof webDocuments.schema>
export type WebDocument = WebDocuments['pages'][number]
export type DocumentFacts = z.infer<typeof documentFactsSchema>
