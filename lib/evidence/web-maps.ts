import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { secretHitSchema } from './web-facts'

const mapSchema = z.strictObject({
  /** The script, or style sheet, that names the map. */
  file: z.string().max(2048),
  host: z.string().max(253),
  via: z.enum(['comment', 'header', 'inline']),
  /** Absolute; empty for a map inside the file itself. */
  map: z.string().max(2048),
  /**
   * `map`: a source map anyone can read. `absent`: refused, missing or something else.
   * `foreign`: on a host that is not the project's. `failed` and `not-looked`: no answer.
   */
  outcome: z.enum(['map', 'absent', 'foreign', 'wall', 'failed', 'not-looked']),
  status: z.int().nullable(),
  /** Names of some original files. */
  sources: z.array(z.string().max(160)).max(8),
  sourceCount: z.int(),
  /** The original text is in it, not only its names. */
  hasContent: z.boolean(),
  secrets: z.array(secretHitSchema).max(10),
})

/** Source maps (ECMA-426) of the project's own scripts: who names one, and whether strangers can read it. */
export const webMaps = defineEvidence({
  key: 'web.maps',
  version: 1,
  title: 'Source maps of your scripts',
  schema: z.strictObject({
    maps: z.array(mapSchema).max(20),
    /** Scripts whose end was read, and pages and their scripts that could not be read. */
    read: z.int(),
    unread: z.int(),
  }),
  maxBytes: 256 * 1024,
})

export type WebMaps = z.infer<typeof webMaps.schema>
export type SourceMapLook = WebMaps['maps'][number]
