import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { URL_PURPOSES } from '../engine/target'
import { webChainSchema } from './web-chain'

const declaredUrlSchema = z.strictObject({
  url: z.string().max(2048),
  purpose: z.enum(URL_PURPOSES),
  /** False for the home page that was assumed because the project names none. */
  declared: z.boolean(),
  /** The chain that counts: the second one where a retry was needed. Null where our time was up. */
  chain: webChainSchema.nullable(),
  /** The first chain where it ended in a server error or a time-out and was tried again. */
  first: webChainSchema.nullable(),
})

/** The answer of every URL the project calls important. */
export const webUrls = defineEvidence({
  key: 'web.urls',
  version: 1,
  title: 'Answers of your key URLs',
  schema: z.strictObject({ urls: z.array(declaredUrlSchema).max(51) }),
  maxBytes: 2 * 1024 * 1024,
})

export type WebUrls = z.infer<typeof webUrls.schema>
export type WebUrlRow = WebUrls['urls'][number]
