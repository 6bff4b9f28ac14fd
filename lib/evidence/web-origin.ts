import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

/** The source of an address the owner of the project named. */
export const NAMED_SOURCE = 'your answer'

const hostSchema = z.strictObject({
  host: z.string().max(253),
  url: z.string().max(2048),
  /** Id of the network in front. */
  provider: z.string().max(40),
})

/** Hosts behind a network of their own choice, and public addresses their server may have. */
export const webOriginPlan = defineEvidence({
  key: 'web.origin-plan',
  version: 1,
  title: 'Where the server behind the network may be',
  schema: z.strictObject({
    hosts: z.array(hostSchema).max(2),
    candidates: z
      .array(
        z.strictObject({
          address: z.string().max(45),
          /** Where the address is published: a host name, the SPF record, or `NAMED_SOURCE`. */
          source: z.string().max(300),
        }),
      )
      .max(5),
  }),
  maxBytes: 16 * 1024,
})

/** What each of those addresses answers when it is asked for the site. */
export const webOrigin = defineEvidence({
  key: 'web.origin',
  version: 1,
  title: 'Answers of your server past the network in front',
  schema: z.strictObject({
    hosts: z.array(hostSchema).max(2),
    asked: z
      .array(
        z.strictObject({
          host: z.string().max(253),
          provider: z.string().max(40),
          url: z.string().max(2048),
          address: z.string().max(45),
          source: z.string().max(300),
          /** `closed`: refused, cut off or silent. */
          outcome: z.enum(['answer', 'closed', 'not-looked']),
          status: z.int().nullable(),
          same: z.boolean(),
          /** The certificate is one of the site. */
          certificate: z.boolean(),
          title: z.string().max(300),
        }),
      )
      .max(10),
  }),
  access: 'active',
  maxBytes: 64 * 1024,
})

export type WebOriginPlan = z.infer<typeof webOriginPlan.schema>
export type WebOrigin = z.infer<typeof webOrigin.schema>
export type OriginAnswer = WebOrigin['asked'][number]
