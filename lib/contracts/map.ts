import { z } from 'zod'
import { MAP_NODES, MAP_STATES } from '../roadmaps/production-map/types'
import { contract } from './contract'
import { Id, isPlainLine, Moment } from './primitives'

export const MapNodeId = z.enum(MAP_NODES)
export type MapNodeId = z.infer<typeof MapNodeId>

export const CORRECTION_LENGTH = 120

/** Characters that turn the direction of the text around them. Letters of right-to-left scripts are welcome. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** What a person says instead: one line, without characters that hide or turn other text. */
export const CorrectionText = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1, 'Type what is right, or take the correction back')
      .max(CORRECTION_LENGTH, `Keep this under ${CORRECTION_LENGTH} characters`)
      .refine((text) => isPlainLine(text) && !TURNING.test(text), 'This contains a character that cannot be used'),
  )

export const MapNodeDto = z.object({
  id: MapNodeId,
  title: z.string(),
  /** `seen` by a record, a `guess`, `said` by the team, `none` found, `unknown`, `missing` evidence, or `asked`. */
  state: z.enum(MAP_STATES),
  value: z.string(),
  sentence: z.string(),
  /** Records and headers it was inferred from. */
  because: z.array(z.string()),
  evidence: z.object({ key: z.string(), runId: Id, at: Moment }).nullable(),
  correction: z.object({ text: z.string(), by: z.string(), at: Moment, outdated: z.boolean() }).nullable(),
})
export type MapNodeDto = z.infer<typeof MapNodeDto>

export const ProductionMapDto = z.object({
  nodes: z.array(MapNodeDto).max(12),
  links: z.array(z.object({ from: z.string(), to: z.string(), label: z.string() })),
  /** When the newest evidence of the map was gathered; null before the first audit. */
  asOf: Moment.nullable(),
  /** Names exactly this map. Sent back on confirming, so that nobody confirms what they did not see. */
  digest: z.string(),
  /** Who confirmed it, and what changed since. */
  confirmation: z
    .object({ by: z.string(), at: Moment, changes: z.array(z.object({ node: MapNodeId, text: z.string() })) })
    .nullable(),
})
export type ProductionMapDto = z.infer<typeof ProductionMapDto>

export const getMap = contract({
  id: 'map.get',
  method: 'GET',
  path: '/projects/{projectId}/map',
  can: 'project.read',
  summary: 'How users reach the product, with the record each place was inferred from',
  response: ProductionMapDto,
  errors: ['not-found'],
})

/** Answers `conflict` when the map is another one by now. */
export const confirmMap = contract({
  id: 'map.confirm',
  method: 'PUT',
  path: '/projects/{projectId}/map/confirmation',
  can: 'signal.answer',
  summary: 'Say that the production map is right',
  body: z.strictObject({ digest: z.string().max(100) }),
  response: ProductionMapDto,
  errors: ['invalid', 'not-found', 'conflict'],
})

export const withdrawMap = contract({
  id: 'map.withdraw',
  method: 'DELETE',
  path: '/projects/{projectId}/map/confirmation',
  can: 'signal.answer',
  summary: 'Take the confirmation of the production map back',
  response: ProductionMapDto,
  errors: ['not-found'],
})

/** A text of null takes the correction back. */
export const correctMap = contract({
  id: 'map.correct',
  method: 'PUT',
  path: '/projects/{projectId}/map/corrections',
  can: 'signal.answer',
  summary: 'Correct one place of the production map',
  body: z.strictObject({ node: MapNodeId, text: CorrectionText.nullable() }),
  response: ProductionMapDto,
  errors: ['invalid', 'not-found'],
})
