import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

const answerSchema = z.strictObject({
  outcome: z.enum(['answer', 'wall', 'failed', 'not-looked']),
  status: z.int().nullable(),
  location: z.string().max(2048),
  /** Access-Control-Allow-Origin as sent; several fields joined. */
  allowed: z.string().max(300),
  credentials: z.boolean(),
  /** Access-Control-Allow-Headers, lower case. */
  headers: z.array(z.string().max(80)).max(40),
})

/** What the API answers a browser that shows the project's own pages: the question before, and the request itself. */
export const webCorsOwn = defineEvidence({
  key: 'web.cors-own',
  version: 1,
  title: 'Whether your own pages may call your API',
  schema: z.strictObject({
    pairs: z
      .array(
        z.strictObject({
          origin: z.string().max(300),
          url: z.string().max(2048),
          host: z.string().max(253),
          declared: z.boolean(),
          preflight: answerSchema,
          get: answerSchema,
        }),
      )
      .max(4),
  }),
  access: 'active',
  maxBytes: 64 * 1024,
})

export type WebCorsOwn = z.infer<typeof webCorsOwn.schema>
export type CorsOwnPair = WebCorsOwn['pairs'][number]
export type CorsOwnAnswer = CorsOwnPair['get']
