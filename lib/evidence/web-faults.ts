import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { errorAnswerSchema } from './web-errors'

/** How hosts answer requests no visitor makes; only with verified ownership and the owner's tick. */
export const webFaults = defineEvidence({
  key: 'web.faults',
  version: 1,
  title: 'Answers to malformed requests',
  access: 'active',
  schema: z.strictObject({
    hosts: z
      .array(
        z.strictObject({
          host: z.string().max(253),
          origin: z.string().max(300),
          answers: z.array(errorAnswerSchema).max(6),
        }),
      )
      .max(10),
  }),
  maxBytes: 128 * 1024,
})

export type WebFaults = z.infer<typeof webFaults.schema>
