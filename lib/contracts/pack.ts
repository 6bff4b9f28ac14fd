import { z } from 'zod'
import { contract } from './contract'
import { Id, Moment } from './primitives'

const PATH = '/projects/{projectId}/packs'

/** `failed` says in `problem` what happened; nothing is lost, another one can be made. */
export const PackState = z.enum(['making', 'ready', 'failed'])

export const PackDto = z.object({
  id: Id,
  /** Counts up within the project. */
  version: z.number().int(),
  state: PackState,
  problem: z.string().nullable(),
  by: z.string(),
  at: Moment,
  /** How long the files took, once they are there. */
  ms: z.number().int().nullable(),
  /** The headline when it was made. */
  headline: z.string(),
  /** What changed since the version before, as sentences; null for the first. */
  changes: z.array(z.string()).nullable(),
  files: z.array(z.object({ kind: z.enum(['pdf', 'zip']), bytes: z.number().int(), sha256: z.string() })).nullable(),
})
export type PackDto = z.infer<typeof PackDto>

/** The newest first. */
export const listPacks = contract({
  id: 'pack.list',
  method: 'GET',
  path: PATH,
  can: 'project.read',
  summary: 'Versions of the handover pack',
  response: z.object({ items: z.array(PackDto) }),
  errors: ['not-found'],
})

/** Freezes what is known now; the files follow within seconds. While one is being made that one is answered. */
export const createPack = contract({
  id: 'pack.create',
  method: 'POST',
  path: PATH,
  can: 'pack.make',
  summary: 'Make the next version of the handover pack',
  status: 202,
  response: PackDto,
  errors: ['not-found', 'limit', 'too-large', 'unavailable'],
})

/** Always a download. */
export const getPackFile = contract({
  id: 'pack.file',
  method: 'GET',
  path: '/projects/{projectId}/packs/{packId}/file',
  can: 'project.read',
  summary: 'Download a pack as PDF or ZIP',
  query: z.strictObject({ kind: z.enum(['pdf', 'zip']).default('zip') }),
  response: z.string(),
  errors: ['not-found'],
})
