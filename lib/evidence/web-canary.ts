import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { HOST_ROLES } from '../engine/target'

/** How a host answers a path that cannot exist. */
const canaryAnswerSchema = z.strictObject({
  shape: z.enum(['page', 'file', 'dot', 'api']),
  path: z.string().max(80),
  /** `answer`, or why there is none: our own failure, or the target's. */
  outcome: z.enum(['answer', 'wall', 'failed', 'not-looked']),
  status: z.int().nullable(),
  contentType: z.string().max(120),
  html: z.boolean(),
  /** Fingerprint of the body without numbers, nonces and the path itself. */
  fingerprint: z.string().max(24),
  /** Names of content signatures that even this answer matches: a decoy. */
  matches: z.array(z.string().max(40)).max(40),
})

const canaryHostSchema = z.strictObject({
  host: z.string().max(253),
  roles: z.array(z.enum(HOST_ROLES)).max(11),
  /**
   * `ok`: the host serves a site of its own. `redirects`: everything goes to another host.
   * `unreachable`: no answer to judge. `wall`: bot protection answers. `not-looked`: our own failure.
   */
  state: z.enum(['ok', 'redirects', 'unreachable', 'wall', 'not-looked']),
  /** Where it redirects, who built the wall, or why there is no answer. */
  reason: z.string().max(300),
  /** Scheme and host that were asked, without a slash at the end. */
  origin: z.string().max(300),
  answers: z.array(canaryAnswerSchema).max(4),
})

/** What every web host answers for paths that cannot exist; the measure of "really there". */
export const webCanary = defineEvidence({
  key: 'web.canary',
  version: 1,
  title: 'Answers for paths that cannot exist',
  schema: z.strictObject({ hosts: z.array(canaryHostSchema).max(60) }),
  maxBytes: 128 * 1024,
})

export type WebCanary = z.infer<typeof webCanary.schema>
export type CanaryHost = WebCanary['hosts'][number]
export type CanaryAnswer = CanaryHost['answers'][number]
