import { type ErrorCode, PROBLEMS, type Problem } from '../contracts/problem'
import { isUnavailable } from '../db/problems'
import { AppError } from '../errors'
import { logger } from '../log'

/** On every answer of a signed-in endpoint: nothing on the way may keep it. */
const PRIVATE = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** A JSON answer that no cache keeps. */
export function json(
  body: unknown,
  { status = 200, requestId, headers = {} }: { status?: number; requestId: string; headers?: Record<string, string> },
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...PRIVATE, 'content-type': 'application/json; charset=utf-8', 'x-request-id': requestId, ...headers },
  })
}

function problemOf(code: ErrorCode, requestId: string, error?: AppError): Problem {
  const { status, title } = PROBLEMS[code]
  return {
    type: 'about:blank',
    title,
    status,
    code,
    requestId,
    ...(error?.detail === undefined ? {} : { detail: error.detail }),
    ...(error?.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
    ...(error === undefined || error.fields.length === 0 ? {} : { invalidParams: [...error.fields] }),
  }
}

function send(body: Problem): Response {
  const retry = body.retryAfterSeconds ?? (body.code === 'unavailable' ? 2 : undefined)
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      ...PRIVATE,
      'content-type': 'application/problem+json; charset=utf-8',
      'x-request-id': body.requestId,
      ...(retry === undefined ? {} : { 'retry-after': String(retry) }),
    },
  })
}

/** Turns whatever was thrown into problem details (RFC 9457). Unexpected errors are logged and say nothing. */
export function problem(error: unknown, { requestId, endpoint }: { requestId: string; endpoint: string }): Response {
  if (error instanceof AppError) return send(problemOf(error.code, requestId, error))
  if (isUnavailable(error)) {
    logger('http').warn({ requestId, endpoint, err: String(error) }, 'database unavailable')
    return send(problemOf('unavailable', requestId))
  }
  logger('http').error({ requestId, endpoint, err: error }, 'unexpected error')
  return send(problemOf('internal', requestId))
}
