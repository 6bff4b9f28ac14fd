import { z } from 'zod'
import type { Action } from './permissions'
import type { ErrorCode } from './problem'

/** The prefix of every endpoint. */
export const API_PREFIX = '/api/v1'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

type NameOf<Segment extends string> = Segment extends `{${infer Name}}` ? Name : never
type NamesOf<Path extends string> = Path extends `${infer Head}/${infer Tail}`
  ? NameOf<Head> | NamesOf<Tail>
  : NameOf<Path>

/** The values of the `{names}` in a path template. */
export type PathParams<Path extends string> = Record<NamesOf<Path>, string>

/**
 * Who may call. An action is checked against the role in the workspace the addressed record belongs to;
 * `signed-in` needs a person and nothing else; `anyone` needs nobody.
 */
export type Access = Action | 'signed-in' | 'anyone'

export type Contract<
  Path extends string = string,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
  Can extends Access = Access,
> = {
  id: string
  method: Method
  path: Path
  can: Can
  summary: string
  query: Query
  body: Body
  /** Status of the ordinary success; a handler may answer another 2xx, named in `alsoStatus`. */
  status: number
  alsoStatus: readonly number[]
  response: Response
  errors: readonly ErrorCode[]
  /** `stream` answers server-sent events; `response` then describes the data of one event. */
  kind: 'json' | 'stream'
  maxBodyBytes: number
}

const NOTHING = z.strictObject({})

type Input<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
  Can extends Access,
> = Partial<
  Omit<Contract<Path, Query, Body, Response, Can>, 'id' | 'method' | 'path' | 'can' | 'summary' | 'response'>
> &
  Pick<Contract<Path, Query, Body, Response, Can>, 'id' | 'method' | 'path' | 'can' | 'summary' | 'response'>

/** Where a schema was left out its type parameter fell back to the type of `NOTHING`, so this is what it says. */
function orNothing<Schema extends z.ZodType>(schema: Schema | undefined): Schema {
  return schema ?? (NOTHING as z.ZodType as Schema)
}

/** Declares one endpoint: the single source of its route, its client, its document and its tests. */
export function contract<
  const Path extends string,
  Response extends z.ZodType,
  const Can extends Access,
  Query extends z.ZodType = typeof NOTHING,
  Body extends z.ZodType = typeof NOTHING,
>(input: Input<Path, Query, Body, Response, Can>): Contract<Path, Query, Body, Response, Can> {
  return {
    alsoStatus: [],
    errors: [],
    kind: 'json',
    maxBodyBytes: 64 * 1024,
    ...input,
    status: input.status ?? (input.method === 'POST' ? 201 : 200),
    query: orNothing(input.query),
    body: orNothing(input.body),
  }
}

export type ResponseOf<C extends Contract> = z.output<C['response']>
export type BodyOf<C extends Contract> = z.input<C['body']>
export type QueryOf<C extends Contract> = z.input<C['query']>
export type ParamsOf<C extends Contract> = PathParams<C['path']>

/** The names in a path template, in order. */
export function pathNames(path: string): string[] {
  return [...path.matchAll(/\{([a-zA-Z]+)\}/g)].map((match) => match[1] ?? '')
}

/** The same-origin address of an endpoint. Values are percent-encoded; an absent query value is left out. */
export function urlOf<Path extends string>(
  endpoint: { path: Path },
  params: PathParams<Path>,
  query: Record<string, string | number | boolean | undefined> = {},
): string {
  const values: Record<string, string> = params
  const path = endpoint.path.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  const text = search.toString()
  return `${API_PREFIX}${path}${text === '' ? '' : `?${text}`}`
}
