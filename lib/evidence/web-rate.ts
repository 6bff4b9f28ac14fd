import { z } from 'zod'
import { defineEvidence } from '../engine/evidence'
import { RATE_SURFACES, type RateSurface } from '../engine/rate-template'

export type { RateSurface }

const headerSchema = z.tuple([z.string().max(60), z.string().max(200)])

const planSchema = z.strictObject({
  surface: z.enum(RATE_SURFACES),
  /** `ready`: a request is known. `handover`: another service does it. `no-form`: its scripts hide where it is sent. */
  state: z.enum(['ready', 'absent', 'handover', 'no-form', 'unseen']),
  /** The page or address the project names. */
  url: z.string().max(2048),
  /** Who does it, with `handover`. */
  service: z.string().max(253),
  method: z.enum(['GET', 'POST']),
  /** Where the request goes. */
  target: z.string().max(2048),
  contentType: z.string().max(60),
  /** What each request says, with placeholders where somebody is named; values of the page's own fields left out. */
  body: z.string().max(4096),
  /** How many are sent at most. */
  requests: z.int(),
  /** Names of the fields that are sent. */
  fields: z.array(z.string().max(80)).max(30),
  /** Headers of an ordinary answer that announce a limit. */
  announced: z.array(headerSchema).max(6),
})

/** What would be asked where, if the owner allows it; nothing of it is sent for this. */
export const webRatePlan = defineEvidence({
  key: 'web.rate-plan',
  version: 2,
  title: 'Where many attempts should be slowed down',
  schema: z.strictObject({ surfaces: z.array(planSchema).max(RATE_SURFACES.length) }),
  maxBytes: 64 * 1024,
})

/**
 * Why a burst ended. `limit`: status 429. `sign`: another refusal that speaks of a limit. `message`: words in an
 * ordinary answer. `busy`: 503 that was over soon after. `outage`: 503 that stayed. `all`: every request was answered.
 */
export const RATE_ENDS = [
  'limit',
  'sign',
  'message',
  'captcha',
  'remaining',
  'busy',
  'outage',
  'errors',
  'slow',
  'network',
  'accepted',
  'redirected',
  'refused',
  'missing',
  'csrf',
  'asked',
  'all',
  'time',
  'waiting',
] as const

const requestSchema = z.strictObject({
  /** Milliseconds since the burst began. */
  at: z.int(),
  ms: z.int(),
  status: z.int().nullable(),
  /** What in the answer speaks of a limit: a header or a few words. */
  sign: z.string().max(120),
})

const burstSchema = z.strictObject({
  surface: z.enum(RATE_SURFACES),
  method: z.enum(['GET', 'POST']),
  target: z.string().max(2048),
  /** When it began, milliseconds since 1970. */
  startedAt: z.number(),
  /** Taken over from a run some minutes ago: one surface is tried at most every 15 minutes. */
  reused: z.boolean(),
  end: z.enum(RATE_ENDS),
  /** The Retry-After of the last answer. */
  retryAfter: z.string().max(60),
  requests: z.array(requestSchema).max(60),
  /** What was asked afterwards to see whether the limit lifts. */
  recovery: z.array(requestSchema).max(2),
})

const burstOf = <const Surface extends RateSurface>(surface: Surface, what: string) =>
  defineEvidence({
    key: `web.rate-${surface}`,
    version: 1,
    title: `How ${what} takes many attempts`,
    schema: burstSchema,
    access: 'active',
    maxBytes: 32 * 1024,
  })

export const webRateLogin = burstOf('login', 'signing in')
export const webRatePasswordReset = burstOf('password-reset', 'asking for a new password')
export const webRateSignup = burstOf('signup', 'signing up')
export const webRatePublicApi = burstOf('public-api', 'the public API')
export const webRateWebhook = burstOf('webhook', 'the webhook address')

export type WebRatePlan = z.infer<typeof webRatePlan.schema>
export type RatePlan = WebRatePlan['surfaces'][number]
export type RateBurst = z.infer<typeof burstSchema>
export type RateRequest = RateBurst['requests'][number]
export type RateEnd = RateBurst['end']
