import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { URL_PURPOSES } from '../engine/target'

const loadSchema = z.strictObject({
  outcome: z.enum(['answer', 'wall', 'failed', 'not-looked']),
  status: z.int().nullable(),
  /** As in `web.refresh`, milliseconds. */
  timings: z.strictObject({
    dns: z.number().nullable(),
    tcp: z.number().nullable(),
    tls: z.number().nullable(),
    ttfb: z.number().nullable(),
  }),
})

const timedUrlSchema = z.strictObject({
  url: z.string().max(2048),
  purpose: z.enum(URL_PURPOSES),
  /** How many loads were planned, those of `web.refresh` included. */
  planned: z.int(),
  loads: z.array(loadSchema).max(20),
})

/** Key URLs loaded a few times, a second apart and each on a connection of its own. */
export const webTimings = defineEvidence({
  key: 'web.timings',
  version: 1,
  title: 'Times of your key URLs',
  schema: z.strictObject({ urls: z.array(timedUrlSchema).max(8) }),
  maxBytes: 64 * 1024,
})

export type WebTimings = z.infer<typeof webTimings.schema>
export type TimedUrl = WebTimings['urls'][number]
export type TimedLoad = TimedUrl['loads'][number]
