import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

const sampleSchema = z.strictObject({
  url: z.string().max(2048),
  host: z.string().max(253),
  contentType: z.string().max(120),
  encoding: z.string().max(40),
  vary: z.string().max(300),
  cacheControl: z.string().max(500),
  etag: z.string().max(120),
  lastModified: z.string().max(60),
  wireBytes: z.int(),
  bytes: z.int(),
  undecoded: z.string().max(40),
})

/** How one answer of the API travels: the first declared address that answers with data. */
export const webJson = defineEvidence({
  key: 'web.json',
  version: 1,
  title: 'How an answer of your API travels',
  schema: z.strictObject({ samples: z.array(sampleSchema).max(1) }),
  maxBytes: 16 * 1024,
})

export type WebJson = z.infer<typeof webJson.schema>
export type JsonSample = WebJson['samples'][number]
