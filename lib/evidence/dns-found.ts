import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

/** Usual names that exist below the domain although the project does not list them. */
export const dnsFound = defineEvidence({
  key: 'dns.found',
  version: 1,
  title: 'Names your project does not list',
  schema: z.object({
    domain: z.string(),
    names: z.array(z.string()),
    /** A catch-all record answers every name, so that nothing can be found by asking. */
    wildcard: z.boolean(),
    unanswered: z.array(z.string()),
  }),
})
