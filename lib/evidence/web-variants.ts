import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

const variantSchema = z.strictObject({
  /** `slash`: with or without one at the end. `index`: /index.html. `case`: upper case. `host`: another own host. */
  kind: z.enum(['slash', 'index', 'case', 'host']),
  url: z.string().max(2048),
  outcome: z.enum(['answer', 'wall', 'failed', 'not-looked']),
  status: z.int().nullable(),
  /** The same page as the one it is compared with. */
  same: z.boolean(),
  canonical: z.string().max(2048),
  /** Search engines are told to leave it out. */
  noindex: z.boolean(),
})

/** The first page and a few pages it links to, each under further spellings of its address. */
export const webVariants = defineEvidence({
  key: 'web.variants',
  version: 1,
  title: 'Other spellings of your page addresses',
  schema: z.strictObject({
    pages: z
      .array(
        z.strictObject({
          url: z.string().max(2048),
          host: z.string().max(253),
          canonical: z.string().max(2048),
          /** The host answers every path with this page, so other spellings prove nothing. */
          shell: z.boolean(),
          variants: z.array(variantSchema).max(8),
        }),
      )
      .max(4),
    /** A request of this look first failed and then worked: a failure here may be another stumble. */
    unsteady: z.boolean(),
  }),
  maxBytes: 64 * 1024,
})

export type WebVariants = z.infer<typeof webVariants.schema>
export type VariantPage = WebVariants['pages'][number]
export type UrlVariant = VariantPage['variants'][number]
