import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'

/**
 * Whom a request said it comes from. `stranger`: a site nobody knows. `suffix` and `prefix`: names that end or begin
 * like the own one. `plain`: the own host over http. `preflight`: the question a browser asks first, by a stranger.
 */
export const CORS_SENDERS = ['nobody', 'stranger', 'null', 'suffix', 'prefix', 'plain', 'preflight'] as const

const answerSchema = z.strictObject({
  sender: z.enum(CORS_SENDERS),
  outcome: z.enum(['answer', 'wall', 'failed', 'not-looked']),
  status: z.int().nullable(),
  /** What Access-Control-Allow-Origin means for the sender; made-up names of senders are never kept. */
  allow: z.enum(['none', 'any', 'null', 'reflected', 'invalid', 'other']),
  /** The field as sent, with the made-up name of the sender replaced. */
  allowed: z.string().max(200),
  /** `true` counts only in lower case (Fetch standard). */
  credentials: z.enum(['yes', 'other', 'no']),
  variesByOrigin: z.boolean(),
  cacheable: z.boolean(),
  /** Sets a cookie that may carry a session. */
  session: z.boolean(),
})

const urlSchema = z.strictObject({
  url: z.string().max(2048),
  host: z.string().max(253),
  /** Belongs to one visitor, judged by its purpose or path. */
  personal: z.boolean(),
  answers: z.array(answerSchema).max(7),
})

const schema = z.strictObject({ urls: z.array(urlSchema).max(6) })

/** Who may read answers of the API and the app from a browser: asked as nobody and as a stranger. */
export const webCors = defineEvidence({
  key: 'web.cors',
  version: 1,
  title: 'Which sites may read your answers',
  schema,
  maxBytes: 64 * 1024,
})

/** The same asked as look-alikes of the own site, which takes more requests than a visitor causes. */
export const webCorsProbe = defineEvidence({
  key: 'web.cors-probe',
  version: 1,
  title: 'Whether look-alikes may read your answers',
  schema,
  access: 'active',
  maxBytes: 64 * 1024,
})

export type WebCors = z.infer<typeof webCors.schema>
export type CorsUrl = WebCors['urls'][number]
export type CorsAnswer = CorsUrl['answers'][number]
export type CorsSender = (typeof CORS_SENDERS)[number]
