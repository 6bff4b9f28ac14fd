import type { BodyOf, Contract, ParamsOf, QueryOf, ResponseOf } from '@/lib/contracts/contract'
import type { Problem } from '@/lib/contracts/problem'
import { ApiError } from './api-error'
import { addressOf, type Endpoint } from './endpoint'

type Options<C extends Contract> = {
  params: ParamsOf<C>
  query?: QueryOf<C>
  body?: BodyOf<C>
  signal?: AbortSignal
}

const OFFLINE = 'We could not reach Launch Ready. Check your connection, then try again; what you typed is still here.'

/** Calls one endpoint of our own interface. Throws `ApiError` for every refusal and for no answer. */
export async function call<C extends Contract>(
  endpoint: Endpoint<C>,
  { params, query, body, signal }: Options<C>,
): Promise<ResponseOf<C>> {
  const url = addressOf<string>(endpoint.path, params, asQuery(query))
  const response = await fetch(url, {
    method: endpoint.method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((cause: unknown) => {
    if (signal?.aborted === true) throw cause
    throw new ApiError({ code: 'offline', message: OFFLINE }, { cause })
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw refusal(answer, response.status)
  return asResponse<C>(answer)
}

/** Our own server checks every answer against this same contract before it is sent. */
function asResponse<C extends Contract>(answer: unknown): ResponseOf<C> {
  return answer as ResponseOf<C>
}

function asQuery(query: unknown): Record<string, string | number | boolean | undefined> {
  if (typeof query !== 'object' || query === null) return {}
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [],
    ),
  )
}

/** What an answer that is not a success says. */
export async function refusalOf(response: Response): Promise<ApiError> {
  const answer: unknown = await response.json().catch(() => undefined)
  return refusal(answer, response.status)
}

function refusal(answer: unknown, status: number): ApiError {
  if (!isProblem(answer)) {
    return new ApiError({
      code: status === 503 ? 'unavailable' : 'internal',
      message: 'Something went wrong on our side. Nothing was lost. Try again.',
    })
  }
  return new ApiError({
    code: answer.code,
    message: answer.detail ?? `${answer.title}.`,
    requestId: answer.requestId,
    retryAfterSeconds: answer.retryAfterSeconds,
    invalidParams: answer.invalidParams,
  })
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'title' in answer && 'requestId' in answer
}
