import type { z } from 'zod'
import { type Actor, allow, type Context, contextIn, type PersonActor } from '../auth/actor'
import { actorFromRequest } from '../auth/actor-from-session'
import { isSameOrigin } from '../auth/origin'
import { type Source, sourceOf } from '../auth/source'
import type { Contract, PathParams } from '../contracts/contract'
import { type Bucket, takePermit } from '../db/rate-limit'
import { AppError } from '../errors'
import { locateWorkspace, readParams } from './locate'
import { readJson } from './read-body'
import { json, problem } from './respond'

/** What a handler knows of its caller beside the parsed input. */
export type Caller = Source & { headers: Headers; signal: AbortSignal }

type Parsed<C extends Contract> = {
  params: PathParams<C['path']>
  query: z.output<C['query']>
  body: z.output<C['body']>
  caller: Caller
}

/** Who is asking, as the contract promises: nobody or somebody, somebody, somebody inside a workspace. */
type Asker<C extends Contract> = C['can'] extends 'anyone'
  ? { actor: PersonActor | undefined }
  : C['can'] extends 'signed-in'
    ? { actor: PersonActor }
    : { actor: PersonActor; context: Context }

export type Call<C extends Contract> = Parsed<C> & Asker<C>

export class Reply<Body> {
  constructor(
    readonly body: Body,
    readonly options: { status?: number; headers?: Record<string, string> } = {},
  ) {}
}

type Answer<C extends Contract> = z.input<C['response']> | Reply<z.input<C['response']>> | Response
type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> }
export type Route = (request: Request, context: RouteContext) => Promise<Response>

function callerOf({ headers, signal }: Request): Caller {
  return { ...sourceOf(headers), headers, signal }
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, prefix = ''): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.slice(0, 50).flatMap((issue) => {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : ['']
    return names.map((key) => ({
      name: [prefix, ...issue.path, key].filter((part) => part !== '').join('.') || 'body',
      reason: issue.code === 'unrecognized_keys' ? 'This is not a known field' : issue.message,
    }))
  })
  throw new AppError('invalid', { fields })
}

async function refuseFlood(buckets: readonly Bucket[]): Promise<void> {
  const waits = await Promise.all(buckets.map(takePermit))
  const wait = Math.max(0, ...waits)
  if (wait > 0) throw new AppError('limit', { retryAfterSeconds: Math.ceil(wait) })
}

async function identify(contract: Contract, params: Record<string, string>, caller: Caller) {
  const actor = await actorFromRequest(caller.headers)
  if (contract.can === 'anyone') return { actor }
  if (actor === undefined) throw new AppError('unauthenticated')
  if (contract.can === 'signed-in') {
    await refuseFlood([{ limit: 'session', key: actor.sessionId }])
    return { actor }
  }
  const context = contextIn(actor as Actor, { workspaceId: await locateWorkspace(params) }, caller)
  await refuseFlood([
    { limit: 'session', key: actor.sessionId },
    { limit: 'workspace', key: context.workspaceId },
  ])
  allow(context, contract.can)
  return { actor, context }
}

async function handle<C extends Contract>(
  contract: C,
  handler: (call: Call<C>) => Promise<Answer<C>>,
  { request, route, caller }: { request: Request; route: RouteContext; caller: Caller },
): Promise<Response> {
  const isWrite = contract.method !== 'GET'
  if (isWrite && !isSameOrigin(request.headers)) throw new AppError('cross-site')
  const params = readParams(contract.path, await route.params)
  const asker = await identify(contract, params, caller)
  const query = parse(contract.query, Object.fromEntries(new URL(request.url).searchParams))
  const body = parse(contract.body, isWrite ? await readJson(request, contract.maxBodyBytes) : {})
  const answer = await handler(toCall<C>({ ...asker, params, query, body, caller }))
  if (answer instanceof Response) return answer
  const reply = answer instanceof Reply ? answer : new Reply(answer)
  // Parsing the answer drops every field the contract does not promise.
  return json(contract.response.parse(reply.body), {
    status: reply.options.status ?? contract.status,
    requestId: caller.requestId,
    headers: reply.options.headers ?? {},
  })
}

/**
 * `identify` returned what the access of this contract promises and the schemas of this contract produced
 * the rest, which the compiler cannot see through the generic.
 */
function toCall<C extends Contract>(parts: object): Call<C> {
  return parts as Call<C>
}

/**
 * A route handler made of a contract and what it does: knows the caller, refuses writes from other sites,
 * parses path, query and body, counts, checks the role in the workspace the record belongs to, and turns
 * errors into problem details.
 */
export function implement<C extends Contract>(contract: C, handler: (call: Call<C>) => Promise<Answer<C>>): Route {
  const route: Route = async (request, context) => {
    const caller = callerOf(request)
    try {
      return await handle(contract, handler, { request, route: context, caller })
    } catch (error) {
      return problem(error, { requestId: caller.requestId, endpoint: contract.id })
    }
  }
  return Object.assign(route, { contractId: contract.id })
}
