import type { ErrorCode, Problem } from '@/lib/contracts/problem'

type Details = {
  code: ErrorCode | 'offline'
  message: string
  requestId?: string | undefined
  retryAfterSeconds?: number | undefined
  invalidParams?: NonNullable<Problem['invalidParams']> | undefined
}

/** A refusal of our own interface, or no answer from it at all (`offline`). The message may be shown. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly code: ErrorCode | 'offline'
  readonly requestId: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly invalidParams: NonNullable<Problem['invalidParams']>

  constructor(details: Details, options?: ErrorOptions) {
    super(details.message, options)
    this.code = details.code
    this.requestId = details.requestId
    this.retryAfterSeconds = details.retryAfterSeconds
    this.invalidParams = details.invalidParams ?? []
  }
}

const SIGNED_OUT = 'You are signed out. Sign in again in another tab, then try once more; what you typed is still here.'

/** The sentence to show for whatever went wrong. */
export function messageOf(error: unknown): string {
  if (!(error instanceof ApiError)) return 'Something went wrong on our side. Try again.'
  if (error.code === 'limit' && error.retryAfterSeconds !== undefined) {
    return `That was too often. Try again in ${error.retryAfterSeconds} s.`
  }
  return error.code === 'unauthenticated' ? SIGNED_OUT : error.message
}
