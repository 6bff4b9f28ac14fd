import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { HOST_ROLES } from '../engine/target'

const signSchema = z.strictObject({
  id: z.string().max(30),
  line: z.int(),
  /** Only the words that gave it away. */
  excerpt: z.string().max(80),
})

/** One answer to a request that asks for nothing that exists, without its text. */
export const errorAnswerSchema = z.strictObject({
  method: z.enum(['GET', 'POST']),
  path: z.string().max(300),
  shape: z.enum(['page', 'file', 'dot', 'api', 'bytes', 'parameter', 'json']),
  outcome: z.enum(['answer', 'wall', 'failed', 'not-looked']),
  status: z.int().nullable(),
  contentType: z.string().max(120),
  html: z.boolean(),
  /** Where it redirects to, absolute; empty where it does not. */
  location: z.string().max(2048),
  cacheControl: z.string().max(500),
  bytes: z.int(),
  /** Characters a visitor can read. */
  textLength: z.int(),
  /** A link that leads to the start page of this host. */
  linksHome: z.boolean(),
  /** It looks like the start page of an application that decides in the browser what to show. */
  shell: z.boolean(),
  signs: z.array(signSchema).max(6),
})

const errorHostSchema = z.strictObject({
  host: z.string().max(253),
  roles: z.array(z.enum(HOST_ROLES)).max(11),
  /** As in `web.canary`. */
  state: z.enum(['ok', 'redirects', 'unreachable', 'wall', 'not-looked']),
  reason: z.string().max(300),
  origin: z.string().max(300),
  answers: z.array(errorAnswerSchema).max(6),
})

/** How every host answers when something does not exist, read more closely; costs no request of its own. */
export const webErrors = defineEvidence({
  key: 'web.errors',
  version: 1,
  title: 'Error pages of your hosts',
  schema: z.strictObject({ hosts: z.array(errorHostSchema).max(60) }),
  maxBytes: 256 * 1024,
})

export type WebErrors = z.infer<typeof webErrors.schema>
export type ErrorHost = WebErrors['hosts'][number]
export type ErrorAnswer = z.infer<typeof errorAnswerSchema>
