import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

/** What programs that read no compression get, where caches are not told that there is a second version. */
export const webIdentity = defineEvidence({
  key: 'web.identity',
  version: 1,
  title: 'Texts asked for without compression',
  schema: z.strictObject({
    asked: z
      .array(
        z.strictObject({
          url: z.string().max(2048),
          outcome: z.enum(['answer', 'wall', 'failed', 'not-looked']),
          status: z.int().nullable(),
          /** Content-Encoding of the answer; empty where it came plain. */
          encoding: z.string().max(40),
          vary: z.string().max(300),
          wireBytes: z.int(),
        }),
      )
      .max(4),
  }),
  maxBytes: 16 * 1024,
})

export type WebIdentity = z.infer<typeof webIdentity.schema>
