import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { HOST_ROLES } from '../engine/target'
import { webHopSchema } from './web-chain'

const reachRowSchema = z.strictObject({
  host: z.string().max(253),
  roles: z.array(z.enum(HOST_ROLES)).max(11),
  state: z.enum(['ok', 'no-address', 'blocked', 'dns-failed', 'not-looked']),
  reason: z.string().max(60),
  /** One `GET https://host/` per address, dialled at exactly that address; null where our time was up. */
  addresses: z
    .array(
      z.strictObject({
        address: z.string().max(45),
        family: z.literal([4, 6]),
        answer: webHopSchema.nullable(),
        /** It refuses clients of today, but goes on with one that offers ciphers and versions of the past. */
        outdated: z.boolean().optional(),
        /** It sends everybody away who shows no certificate of their own. */
        asksVisitor: z.boolean().optional(),
      }),
    )
    .max(8),
})

/** Whether each single address of each web host answers over HTTPS. */
export const webReach = defineEvidence({
  key: 'web.reach',
  version: 1,
  title: 'HTTPS answer of every address',
  schema: z.strictObject({ hosts: z.array(reachRowSchema).max(60) }),
  maxBytes: 1024 * 1024,
})

export type WebReach = z.infer<typeof webReach.schema>
export type WebReachRow = WebReach['hosts'][number]
