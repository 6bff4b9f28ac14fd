import type { Exchange, FetchRequest, HttpResponse, NetError, Timings } from '../http-types'
import type { Trust } from '../tls/context'
import type { Open, Sharing } from '../types'
import { describeBody } from './body'
import { detectBotWall } from './bot-wall'
import { netError } from './failure'
import { firstHeader, pairHeaders, readableValue } from './headers'
import type { Ledger } from './ledger'
import { askOnce, type OnceResult } from './once'
import { splitUrl } from './url'

const DEFAULT_BODY = 2 * 1024 * 1024
const MAX_BODY = 4 * 1024 * 1024
const MAX_TOTAL_MS = 15_000
/** Text of all bodies kept by one run, characters. */
const TEXT_ROOM = 48 * 1024 * 1024
/** What each further body still keeps once that room is used up. */
const TEXT_MINIMUM = 64 * 1024

const MAX_SENT = 4096
const ACCEPT = 'text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8'

/** An exchange with what following redirects needs beyond the evidence: header values byte for byte. */
export type Fetched = { exchange: Exchange; locations: string[]; setCookies: string[] }

export type FetchDeps = {
  open: Open
  trust: Trust
  signal: AbortSignal
  sharing?: Sharing
  ledger: Ledger
  userAgent: string
  now: () => number
}

/** How many bytes of a body this request reads at most. */
export function bodyLimit({ maxBody }: Pick<FetchRequest, 'maxBody'>): number {
  return Math.min(maxBody ?? DEFAULT_BODY, MAX_BODY)
}

/** What nobody may do without the owner's permission, or at all. */
function unpermitted({ method, via, body, active }: FetchRequest): NetError | null {
  const isActive = method === 'POST' || via !== undefined || body !== undefined
  if (isActive && active !== true) return netError('BLOCKED_URL', 'url', 'only with permission of the owner')
  return (body?.length ?? 0) > MAX_SENT ? netError('BLOCKED_URL', 'url', 'the body is longer than 4 KiB') : null
}

const NO_TIMINGS: Timings = { dns: null, tcp: null, tls: null, ttfb: null, total: 0 }

function rawValues(result: OnceResult, name: string): string[] {
  if (!result.ok) return []
  return pairHeaders(result.answer.rawHeaders)
    .filter(([key]) => key.toLowerCase() === name)
    .map(([, value]) => value)
}

/** Fetches without a cache. `cookie` is only ever what the same origin set in the same chain. */
export function createFetcher(deps: FetchDeps) {
  let textUsed = 0

  function respond(result: OnceResult & { ok: true }, firstOfHost: boolean): HttpResponse {
    const headers = pairHeaders(result.answer.rawHeaders).map(([name, value]): [string, string] => [
      name,
      readableValue(value),
    ])
    const room = Math.max(TEXT_MINIMUM, TEXT_ROOM - textUsed)
    const body = describeBody(result.body, firstHeader(headers, 'content-type'), room)
    textUsed += body.text?.length ?? 0
    const { status, statusText, protocol, info } = result.answer
    const blocked = detectBotWall({ status, headers, text: body.text ?? '', firstOfHost })
    return { status, statusText, protocol, headers, info, body, blocked }
  }

  return async function fetchOnce(request: FetchRequest, cookie = ''): Promise<Fetched> {
    const base = {
      url: request.url.slice(0, 8192),
      method: request.method ?? 'GET',
      variant: request.headers ?? {},
      sample: request.sample ?? 0,
      at: deps.now(),
    }
    const split = splitUrl(request.url)
    const refused = split.ok
      ? (unpermitted(request) ?? deps.ledger.admit(split.parts.host, request.active ?? false))
      : split.error
    if (!split.ok || refused) {
      const error = refused ?? netError('INTERNAL', 'url', 'no reason')
      const exchange: Exchange = { ...base, ok: false, error, address: null, timings: NO_TIMINGS, tls: null }
      return { exchange, locations: [], setCookies: [] }
    }
    const { parts } = split
    const result = await askOnce(
      {
        parts,
        method: base.method,
        headers: {
          'user-agent': deps.userAgent,
          accept: ACCEPT,
          'accept-encoding': 'gzip, br',
          ...base.variant,
          ...(cookie === '' ? {} : { cookie }),
        },
        maxBody: bodyLimit(request),
        unpack: request.unpack ?? false,
        totalMs: Math.min(request.totalMs ?? MAX_TOTAL_MS, MAX_TOTAL_MS),
        declaredPort: request.declaredPort ?? false,
        shared: request.shared ?? false,
        ...(request.body === undefined ? {} : { body: request.body }),
        ...(request.via === undefined ? {} : { via: request.via }),
        ...(request.address === undefined ? {} : { address: request.address }),
      },
      deps,
    )
    const seen = { ...base, url: parts.href, address: result.address, timings: result.timings, tls: result.tls }
    const exchange: Exchange = result.ok
      ? { ...seen, ok: true, response: respond(result, deps.ledger.isFirstAnswer(parts.host)) }
      : { ...seen, ok: false, error: result.error }
    deps.ledger.record(parts.host, parts.port, exchange, request.active ?? false)
    return { exchange, locations: rawValues(result, 'location'), setCookies: rawValues(result, 'set-cookie') }
  }
}

export type Fetcher = ReturnType<typeof createFetcher>
