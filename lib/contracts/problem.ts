import { z } from 'zod'

/** Every way an endpoint can refuse, with its HTTP status and the sentence shown when nothing better is known. */
export const PROBLEMS = {
  invalid: { status: 400, title: 'Some of what was sent cannot be used' },
  unauthenticated: { status: 401, title: 'Sign in to go on' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  /** Typing the password again (`session.confirm`) lets the same request pass for 15 minutes. */
  'confirm-first': { status: 403, title: 'Confirm that it is you, then try again' },
  /** A record or a file has to show that the domain is theirs (`ownership.check`). */
  'ownership-required': { status: 403, title: 'First prove that you own this domain' },
  'cross-site': { status: 403, title: 'This request did not come from our own pages' },
  'not-found': { status: 404, title: 'This does not exist, or you have no access to it' },
  conflict: { status: 409, title: 'Somebody else was faster, or this already exists' },
  'too-large': { status: 413, title: 'This is more than we accept at once' },
  'unsupported-media': { status: 415, title: 'Send this as application/json' },
  limit: { status: 429, title: 'That was too often. Wait a moment, then try again' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: {
    status: 503,
    title: 'We cannot reach our database right now. Nothing was lost. Try again in a moment',
  },
} as const

export type ErrorCode = keyof typeof PROBLEMS
export const ErrorCode = z.enum([
  'invalid',
  'unauthenticated',
  'forbidden',
  'confirm-first',
  'ownership-required',
  'cross-site',
  'not-found',
  'conflict',
  'too-large',
  'unsupported-media',
  'limit',
  'internal',
  'unavailable',
]) satisfies z.ZodType<ErrorCode>

/** RFC 9457 problem details. `invalidParams` names fields by dotted path (`hosts.2.name`). */
export const Problem = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  code: ErrorCode,
  detail: z.string().optional(),
  requestId: z.string(),
  retryAfterSeconds: z.number().int().optional(),
  invalidParams: z.array(z.object({ name: z.string(), reason: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>
