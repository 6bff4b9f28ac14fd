import type { Contract, PathParams } from '@/lib/contracts/contract'

/**
 * Method and path of one endpoint, with the contract as its type only: the schemas of the contracts, and the
 * list of public suffixes behind them, stay out of what a browser loads for every page.
 */
export type Endpoint<C extends Contract> = {
  readonly method: C['method']
  readonly path: C['path']
  /** Never set; carries the type. */
  readonly contract?: C
}

/** Names an endpoint. The path must be the one of the contract; a test compares the method as well. */
export function endpoint<C extends Contract>(method: C['method'], path: C['path']): Endpoint<C> {
  return { method, path }
}

const PREFIX = '/api/v1'

/** The same-origin address of a path template. Values are percent-encoded; an absent query value is left out. */
export function addressOf<Path extends string>(
  path: Path,
  params: PathParams<Path>,
  query: Record<string, string | number | boolean | undefined> = {},
): string {
  const values: Record<string, string> = params
  const filled = path.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  return search.size === 0 ? `${PREFIX}${filled}` : `${PREFIX}${filled}?${search}`
}
