import { isHtml, readableText } from '../checks/shared/exposure/body'
import { answerFingerprint } from '../checks/shared/exposure/canary'
import { healthLeaks, isHealthUrl, readsLikeHealth } from '../checks/shared/health-answer'
import { maskUrl } from '../checks/shared/mask-web'
import type { Immutable } from '../engine/immutable'
import type { Target } from '../engine/target'
import { type CanaryHost, webCanary } from '../evidence/web-canary'
import { type WebDocuments, webDocuments } from '../evidence/web-documents'
import { type HealthRow, webHealth } from '../evidence/web-health'
import type { Exchange, HttpProber } from '../net/http-types'
import { cacheHeaders, exposedBody, headerValue } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { fetchTwice } from './shared/second-look'
import { errorFacts } from './shared/web-chain'

const PATHS = ['/api/health', '/health', '/healthz', '/api/healthz', '/up', '/readyz']
const MAX_HOSTS = 4
const MAX_BODY = 16 * 1024
const TOTAL_MS = 8000
const SLOW_MS = 1000
const AS_MACHINE = { accept: 'application/json, */*;q=0.8' }

type Host = Immutable<CanaryHost>

/** App and API hosts; where there are none, the host whose page asks for a login. */
function dynamicHosts(hosts: readonly Host[], documents: Immutable<WebDocuments>): Host[] {
  const serving = hosts.filter((host) => host.state === 'ok' || host.state === 'wall')
  const named = serving.filter((host) => host.roles.some((role) => role === 'app' || role === 'api'))
  if (named.length > 0) return named.slice(0, MAX_HOSTS)
  const logins = documents.pages.filter((page) => page.purpose === 'login' || page.purpose === 'dashboard')
  return serving.filter((host) => logins.some((page) => page.host === host.host)).slice(0, 1)
}

function declaredUrls(target: Target): string[] {
  return target.urls.filter((row) => row.purpose === 'health').map((row) => row.url)
}

function blank(url: string, declared: boolean, outcome: HealthRow['outcome']): HealthRow {
  return {
    url: maskUrl(url).slice(0, 2048),
    host: URL.parse(url)?.hostname ?? '',
    declared,
    outcome,
    status: null,
    error: null,
    contentType: '',
    html: false,
    sameAsCanary: false,
    healthy: false,
    location: '',
    ms: 0,
    cache: cacheHeaders(undefined),
    leaks: [],
    names: [],
  }
}

function readHealth(url: string, declared: boolean, exchange: Exchange, host: Host | undefined): HealthRow {
  if (!exchange.ok) {
    const outcome = exchange.error.fault === 'ours' ? 'not-looked' : 'failed'
    return { ...blank(url, declared, outcome), error: errorFacts(exchange.error) }
  }
  const { response } = exchange
  const body = exposedBody(response)
  const text = readableText(body)
  const path = URL.parse(url)?.pathname ?? '/'
  const fingerprint = answerFingerprint({ body, path })
  const canary = host?.answers.find((answer) => answer.shape === (path.startsWith('/api/') ? 'api' : 'page'))
  const { leaks, names } = healthLeaks(text)
  return {
    ...blank(url, declared, response.blocked ? 'wall' : 'answer'),
    status: response.status,
    contentType: body.contentType,
    html: isHtml(body),
    sameAsCanary:
      canary?.outcome === 'answer' && canary.status === response.status && canary.fingerprint === fingerprint,
    healthy: readsLikeHealth(text),
    location: maskUrl(headerValue(response, 'location')).slice(0, 2048),
    ms: Math.round(exchange.timings.ttfb ?? exchange.timings.total),
    cache: cacheHeaders(response),
    leaks,
    names,
  }
}

type Asking = { http: HttpProber; hosts: readonly Host[]; softDeadline: AbortSignal }

async function ask(url: string, declared: boolean, { http, hosts, softDeadline }: Asking): Promise<HealthRow> {
  const host = hosts.find((one) => one.host === URL.parse(url)?.hostname)
  const look = async (sample: number, headers: Record<string, string> = AS_MACHINE): Promise<HealthRow> => {
    const request = { url, sample, headers, maxBody: MAX_BODY, totalMs: TOTAL_MS, declaredPort: declared }
    const exchange = await byDeadline(softDeadline, fetchTwice(http, request), null)
    return exchange === null ? blank(url, declared, 'not-looked') : readHealth(url, declared, exchange, host)
  }
  // A declared address was asked by the run already; only one that answers people with a page is asked again.
  const known = declared ? await look(0, {}) : null
  const first = known === null || (known.outcome === 'answer' && known.html) ? await look(0) : known
  if (first.outcome !== 'answer' || first.ms <= SLOW_MS) return first
  // One slow answer may be a cold start or our own network; only the second one counts.
  const second = await look(1)
  return second.outcome === 'answer' && second.ms < first.ms ? second : first
}

/** Tries the usual paths in turn and stops at the first that is one. */
async function search(host: Host, asking: Asking): Promise<HealthRow[]> {
  if (host.state === 'wall') return [blank(`${host.origin}/api/health`, false, 'wall')]
  const rows: HealthRow[] = []
  for (const path of PATHS) {
    const row = await ask(`${host.origin}${path}`, false, asking)
    rows.push(row)
    if (isHealthUrl(row) || row.outcome === 'wall' || asking.softDeadline.aborted) break
  }
  return rows
}

export default defineCollector(webHealth, {
  needs: { canary: webCanary, documents: webDocuments },
  lane: 'http',
  timeoutMs: 30_000,
  async collect({ canary, documents }, { net, target, softDeadline }) {
    const asking = { http: net.http, hosts: canary.hosts, softDeadline }
    const declared = declaredUrls(target)
    const hosts = declared.length > 0 ? [] : dynamicHosts(canary.hosts, documents)
    const rows = await Promise.all([
      ...declared.slice(0, 5).map((url) => ask(url, true, asking).then((row) => [row])),
      ...hosts.map((host) => search(host, asking)),
    ])
    const isDynamic = target.hosts.some((row) => row.role === 'app' || row.role === 'api')
    return { hosts: hosts.map((host) => host.host), dynamic: isDynamic || hosts.length > 0, urls: rows.flat() }
  },
})
