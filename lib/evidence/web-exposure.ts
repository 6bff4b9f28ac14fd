import { z } from 'zod'
import { EXPOSURE_GROUPS } from '../checks/shared/exposure/probes'
import { STACKS } from '../checks/shared/exposure/stack'
import { defineEvidence } from '../engine/evidence'
import { HOST_ROLES } from '../engine/target'

const exposureLookSchema = z.strictObject({
  path: z.string().max(300),
  group: z.enum(EXPOSURE_GROUPS),
  what: z.string().max(80),
  /**
   * `absent`: refused, redirected or something else than its content. `exposed`: really there.
   * `decoy`: the right content, but any other name gives it as well. `failed` and `not-looked`: no answer.
   */
  outcome: z.enum(['absent', 'exposed', 'decoy', 'failed', 'not-looked']),
  status: z.int().nullable(),
  contentType: z.string().max(120),
  bytes: z.int(),
  level: z.enum(['blocker', 'high', 'medium', 'low']).nullable(),
  /** Names of variables in the file, or of files in the folder; values are never kept. */
  names: z.array(z.string().max(80)).max(40),
  note: z.string().max(60),
})

const countsSchema = z.strictObject({ env: z.int(), vcs: z.int(), files: z.int(), debug: z.int(), listing: z.int() })

const exposureHostSchema = z.strictObject({
  host: z.string().max(253),
  roles: z.array(z.enum(HOST_ROLES)).max(11),
  /** As in `web.canary`. */
  state: z.enum(['ok', 'redirects', 'unreachable', 'wall', 'not-looked']),
  reason: z.string().max(300),
  origin: z.string().max(300),
  /** How many paths of each group were answered, found or not. */
  answered: countsSchema,
  planned: countsSchema,
  /** How many were asked and gave no answer that counts, also when asked again. */
  failed: countsSchema,
  /** What the host runs, as far as it shows; other paths were then left out. */
  stacks: z.array(z.enum(STACKS)).max(11),
  /** Only paths with something to say; the absent ones are counted in `answered`. */
  looks: z.array(exposureLookSchema).max(80),
})

/** Well-known files that should not be served, per host. Contents are recognised, never kept. */
export const webExposure = defineEvidence({
  key: 'web.exposure',
  version: 2,
  title: 'Files that should not be public',
  schema: z.strictObject({ hosts: z.array(exposureHostSchema).max(60) }),
  maxBytes: 512 * 1024,
})

export type WebExposure = z.infer<typeof webExposure.schema>
export type ExposureHost = WebExposure['hosts'][number]
export type ExposureLook = ExposureHost['looks'][number]
