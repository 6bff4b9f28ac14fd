import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

/** Whether the nonce of a policy comes again on a second visit by a stranger; pages without nonce are left out. */
export const webNonces = defineEvidence({
  key: 'web.nonces',
  version: 1,
  title: 'One-time numbers of your script policy',
  schema: z.strictObject({
    pages: z.array(z.strictObject({ url: z.string().max(2048), repeated: z.boolean() })).max(16),
  }),
  maxBytes: 64 * 1024,
})

export type WebNonces = z.infer<typeof webNonces.schema>
