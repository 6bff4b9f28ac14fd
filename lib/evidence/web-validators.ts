import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

/** What the first page, one script and one answer of the API say when a browser asks whether its copy is still good. */
export const webValidators = defineEvidence({
  key: 'web.validators',
  version: 1,
  title: 'Answers to "is my copy still good?"',
  schema: z.strictObject({
    asked: z
      .array(
        z.strictObject({
          url: z.string().max(2048),
          host: z.string().max(253),
          /** What was sent: the entity tag, else the date. */
          by: z.enum(['etag', 'date']),
          etag: z.string().max(120),
          outcome: z.enum(['answer', 'wall', 'failed', 'not-looked']),
          status: z.int().nullable(),
          /** Whether the body of a 200 is the same as the first one. */
          same: z.boolean(),
          nextEtag: z.string().max(120),
        }),
      )
      .max(3),
    /** Whether any page, script or data could have been asked: it has a validator and may be stored. */
    looked: z.boolean(),
  }),
  maxBytes: 32 * 1024,
})

export type WebValidators = z.infer<typeof webValidators.schema>
