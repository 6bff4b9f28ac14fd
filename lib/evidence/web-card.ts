import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

const pictureSchema = z.strictObject({
  /** Absolute; empty where the page names none and the usual place was not asked. */
  url: z.string().max(2048),
  /** As the page writes it; empty where the usual place was asked instead. */
  written: z.string().max(2048),
  /** `local`: an address only on somebody's own machine, so it was not asked. */
  outcome: z.enum(['answer', 'local', 'none', 'wall', 'failed', 'not-looked']),
  status: z.int().nullable(),
  contentType: z.string().max(120),
  kind: z.enum(['png', 'jpeg', 'gif', 'webp', 'avif', 'ico', 'svg', 'bmp']).nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** The framework whose own icon this is, by its bytes or its name; else empty. */
  template: z.string().max(40),
})

/** The pictures that stand for the main site: the icon in the tab and the card of a shared link. */
export const webCard = defineEvidence({
  key: 'web.card',
  version: 1,
  title: 'Icon and link preview of your site',
  schema: z.strictObject({
    host: z.string().max(253),
    /** The page that names them; empty where no site shows one. */
    page: z.string().max(2048),
    icon: pictureSchema.nullable(),
    image: pictureSchema.nullable(),
  }),
  maxBytes: 32 * 1024,
})

export type WebCard = z.infer<typeof webCard.schema>
export type CardPicture = NonNullable<WebCard['icon']>
