import { fileURLToPath } from 'node:url'
import { sealSession, sessionCookieName } from '../../auth/cookie'
import { ownOrigin } from '../../auth/origin'
import { API_PREFIX, type Contract } from '../../contracts/contract'
import type { TestPerson } from './people'

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

export type CallOptions = {
  as?: TestPerson | undefined
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** The folder of a route file for a contract path: `/runs/{runId}` is `runs/[runId]`. */
export function routeFolder(path: string): string {
  return path.replace(/^\//, '').replace(/\{([a-zA-Z]+)\}/g, '[$1]')
}

const API = fileURLToPath(new URL('../../../app/api/v1/', import.meta.url))

/** Holds for what `implement` made of this contract: it put the id there itself. */
function isHandlerOf(contract: Contract, value: unknown): value is Handler {
  return typeof value === 'function' && 'contractId' in value && value.contractId === contract.id
}

/** The exported handler of a route file; a route without the wrapper has no contract id and is refused. */
async function handlerOf(contract: Contract): Promise<Handler> {
  const module: Record<string, unknown> = await import(
    /* @vite-ignore */ `${API}${routeFolder(contract.path)}/route.ts`
  )
  const handler = module[contract.method]
  if (isHandlerOf(contract, handler)) return handler
  throw new Error(`${contract.method} ${contract.path} is not served by its contract`)
}

/** Calls an endpoint as the framework would, from our own page unless `headers` say otherwise. */
export async function callApi(contract: Contract, options: CallOptions = {}): Promise<Response> {
  const { as, params = {}, query = {}, body, headers = {}, signal } = options
  const path = contract.path.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams(query).toString()
  const cookie =
    as === undefined
      ? {}
      : { cookie: `${sessionCookieName()}=${await sealSession({ sid: as.sid, userId: as.userId })}` }
  const isWrite = contract.method !== 'GET'
  const request = new Request(`${ownOrigin()}${API_PREFIX}${path}${search === '' ? '' : `?${search}`}`, {
    method: contract.method,
    headers: {
      ...cookie,
      ...(isWrite ? { origin: ownOrigin() } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  })
  const handler = await handlerOf(contract)
  return handler(request, { params: Promise.resolve(params) })
}
