import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { wireSuiteSchema } from './tls-wire'
import { webErrorSchema } from './web-chain'

/** Which broken suites each host still accepts when it is offered nothing else. Asked only with permission. */
export const tlsCiphers = defineEvidence({
  key: 'tls.ciphers',
  version: 1,
  title: 'Broken ciphers your hosts accept',
  access: 'active',
  schema: z.strictObject({
    hosts: z
      .array(
        z.strictObject({
          host: z.string().max(253),
          address: z.string().max(45),
          /** Null where our time was up. */
          sweep: z
            .strictObject({
              found: z.array(wireSuiteSchema).max(12),
              /** It refused what was left at the end. */
              complete: z.boolean(),
              /** Connections made. */
              hellos: z.int(),
              error: webErrorSchema.nullable(),
            })
            .nullable(),
        }),
      )
      .max(60),
  }),
  maxBytes: 256 * 1024,
})

export type TlsCiphers = z.infer<typeof tlsCiphers.schema>
export type TlsCiphersHost = TlsCiphers['hosts'][number]
