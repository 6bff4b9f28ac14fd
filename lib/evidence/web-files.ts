import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

const fileSchema = z.strictObject({
  url: z.string().max(2048),
  host: z.string().max(253),
  kind: z.enum(['script', 'stylesheet']),
  contentType: z.string().max(120),
  encoding: z.string().max(40),
  vary: z.string().max(300),
  cacheControl: z.string().max(500),
  etag: z.string().max(120),
  lastModified: z.string().max(60),
  nosniff: z.boolean(),
  wireBytes: z.int(),
  bytes: z.int(),
  undecoded: z.string().max(40),
  /** Addresses on a developer's machine, in a tunnel or in a test environment that the text names, with scheme and port or path. */
  innerUrls: z.array(z.string().max(300)).max(10),
  /** Accounts in test mode that the text names: a rule and the first characters. */
  testAccounts: z.array(z.strictObject({ rule: z.string().max(40), masked: z.string().max(40) })).max(10),
})

/** How own scripts and style sheets travel, and what their text says about the environment. */
export const webFiles = defineEvidence({
  key: 'web.files',
  version: 1,
  title: 'How your scripts and styles travel',
  schema: z.strictObject({ files: z.array(fileSchema).max(60) }),
  maxBytes: 512 * 1024,
})

export type WebFiles = z.infer<typeof webFiles.schema>
export type WebFile = WebFiles['files'][number]
