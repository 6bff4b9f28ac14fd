import { type ErrorCode, PROBLEMS } from './contracts/problem'

export type FieldProblem = { name: string; reason: string }

type Extra = { detail?: string; fields?: readonly FieldProblem[]; retryAfterSeconds?: number; cause?: unknown }

/** An expected refusal. Services throw it; the HTTP wrapper turns it into problem details once. */
export class AppError extends Error {
  override name = 'AppError'
  readonly detail: string | undefined
  readonly fields: readonly FieldProblem[]
  readonly retryAfterSeconds: number | undefined

  constructor(
    readonly code: ErrorCode,
    extra: Extra = {},
  ) {
    super(`${code}: ${extra.detail ?? PROBLEMS[code].title}`, { cause: extra.cause })
    this.detail = extra.detail
    this.fields = extra.fields ?? []
    this.retryAfterSeconds = extra.retryAfterSeconds
  }
}

/** Missing and foreign records alike: the caller learns nothing about which it was. */
export function notFound(): AppError {
  return new AppError('not-found')
}

/** Refuses one field, in words shown beside it. */
export function invalidField(name: string, reason: string): AppError {
  return new AppError('invalid', { fields: [{ name, reason }] })
}
