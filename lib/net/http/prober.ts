import packageJson from '../../../package.json' with { type: 'json' }
import type { FetchRequest, HttpProber } from '../http-types'
import { sharedTrust } from '../tls/context'
import type { ProberDeps } from '../types'
import { bodyLimit, createFetcher, type Fetched } from './fetch'
import { followChain } from './follow'
import { createLedger, type LedgerLimits } from './ledger'
import { splitUrl } from './url'

/** What one host is asked in one run. */
export const HOST_LIMITS: LedgerLimits = { passive: 60, total: 120, hostMs: 90_000 }

/** How we introduce ourselves to every server; the page behind the address says who started the run. */
export function userAgent({ config, runId }: Pick<ProberDeps, 'config' | 'runId'>): string {
  const instance = (config.NEXTAUTH_URL ?? `http://${config.LR_HOST}:${config.LR_PORT}`).replace(/\/$/, '')
  return `LaunchReadyBot/${packageJson.version} (+${instance}/bot; run ${runId.replace(/[^\w-]/g, '')})`
}

function keyOf(request: FetchRequest, cookie: string): string {
  const split = splitUrl(request.url)
  const variant = Object.entries(request.headers ?? {}).toSorted(([a], [b]) => a.localeCompare(b))
  return JSON.stringify([
    request.method ?? 'GET',
    split.ok ? split.parts.href : request.url,
    variant,
    request.address ?? '',
    request.via ?? '',
    request.body ?? '',
    request.sample ?? 0,
    request.unpack ?? false,
    cookie,
  ])
}

/** The HTTP eyes of one run. `limits` are per host. */
export function createHttpProber(deps: ProberDeps, limits: LedgerLimits = HOST_LIMITS): HttpProber {
  const ledger = createLedger(limits, deps.now)
  const fetchOnce = createFetcher({
    open: deps.open,
    signal: deps.signal,
    now: deps.now,
    trust: sharedTrust(deps.config.LR_EXTRA_CA),
    ledger,
    userAgent: userAgent(deps),
    ...(deps.sharing === undefined ? {} : { sharing: deps.sharing }),
  })
  const cache = new Map<string, { limit: number; fetched: Promise<Fetched> }>()
  let requests = 0
  let bytes = 0

  function start(key: string, request: FetchRequest, cookie: string): Promise<Fetched> {
    requests += 1
    const fetched = fetchOnce(request, cookie)
    cache.set(key, { limit: bodyLimit(request), fetched })
    void fetched.then(({ exchange }) => {
      bytes += exchange.ok ? exchange.response.body.wireBytes : 0
    })
    return fetched
  }

  async function cached(request: FetchRequest, cookie: string): Promise<Fetched> {
    const key = keyOf(request, cookie)
    const known = cache.get(key)
    if (!known) return start(key, request, cookie)
    const fetched = await known.fetched
    const cut = fetched.exchange.ok && fetched.exchange.response.body.truncated !== null
    // Only a caller who wants more of a body that was cut makes us ask again.
    if (!cut || bodyLimit(request) <= known.limit) return fetched
    const current = cache.get(key)
    return current && current !== known ? current.fetched : start(key, request, cookie)
  }

  return {
    fetch: async (request) => (await cached(request, '')).exchange,
    follow: (request) => followChain(request, cached),
    forgive: (host) => ledger.forgive(host.toLowerCase()),
    stats: () => ({ requests, bytes, hosts: ledger.stats() }),
  }
}
