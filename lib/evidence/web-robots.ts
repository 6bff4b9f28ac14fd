import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

/** The rules for crawlers of the main host: what robots.txt says to all of them and to Google's. */
export const webRobots = defineEvidence({
  key: 'web.robots',
  version: 1,
  title: 'Rules for search engines',
  schema: z.strictObject({
    files: z
      .array(
        z.strictObject({
          url: z.string().max(2048),
          host: z.string().max(253),
          outcome: z.enum(['answer', 'wall', 'failed', 'not-looked']),
          status: z.int().nullable(),
          html: z.boolean(),
          rules: z
            .array(
              z.strictObject({
                agent: z.enum(['*', 'googlebot']),
                allow: z.boolean(),
                path: z.string().max(300),
              }),
            )
            .max(200),
          /** Whether a group names Google's crawler, so that the rules for all others do not apply to it. */
          google: z.boolean(),
          sitemaps: z.array(z.string().max(2048)).max(10),
        }),
      )
      .max(2),
  }),
  maxBytes: 256 * 1024,
})

export type WebRobots = z.infer<typeof webRobots.schema>
export type RobotsFile = WebRobots['files'][number]
