import { z } from 'zod'
import { confirmedSchema, currentSetSchema } from '../checks/shared/drift'
import { defineEvidence } from '../engine/evidence'

/** The record sets the product stands on as they are now, beside those a person confirmed. */
export const dnsDrift = defineEvidence({
  key: 'dns.drift',
  version: 1,
  title: 'Changes of your records',
  schema: z.object({
    domain: z.string(),
    sets: z.array(currentSetSchema).max(200),
    /** Absent until somebody confirmed what is there. */
    confirmed: confirmedSchema.extend({ at: z.number() }).optional(),
  }),
})

export type DnsDrift = z.infer<typeof dnsDrift.schema>
