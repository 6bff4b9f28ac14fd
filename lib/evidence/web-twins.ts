import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { webErrorSchema } from './web-chain'

/** What the https spelling of each plain http file answers. */
export const webTwins = defineEvidence({
  key: 'web.twins',
  version: 1,
  title: 'Secure versions of insecure files',
  schema: z.strictObject({
    twins: z
      .array(
        z.strictObject({
          url: z.string().max(2048),
          outcome: z.enum(['works', 'fails', 'not-looked']),
          status: z.int().nullable(),
          error: webErrorSchema.nullable(),
        }),
      )
      .max(40),
  }),
  maxBytes: 128 * 1024,
})

export type WebTwins = z.infer<typeof webTwins.schema>
