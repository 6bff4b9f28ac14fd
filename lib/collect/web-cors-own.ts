import { corsPairs } from '../checks/shared/cors-origins'
import { maskUrl } from '../checks/shared/mask-web'
import { Absent } from '../engine/collector'
import { type CorsOwnAnswer, webCorsOwn } from '../evidence/web-cors-own'
import { webEntry } from '../evidence/web-entry'
import type { Exchange } from '../net/http-types'
import { headerValue, headerValues } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { mainSites } from './shared/main-hosts'
import { isProven } from './shared/ports'
import { servedSites } from './shared/served-site'

const TOTAL_MS = 8000
/** As browsers write them: sorted, lower case (Fetch standard, CORS-preflight fetch). */
const PREFLIGHT = {
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization,content-type',
} as const

function readAnswer(exchange: Exchange | null): CorsOwnAnswer {
  const blank: CorsOwnAnswer = {
    outcome: 'not-looked',
    status: null,
    location: '',
    allowed: '',
    credentials: false,
    headers: [],
  }
  if (exchange === null) return blank
  if (!exchange.ok) return { ...blank, outcome: exchange.error.fault === 'ours' ? 'not-looked' : 'failed' }
  const { response } = exchange
  const names = headerValues(response, 'access-control-allow-headers').join(',').toLowerCase().split(',')
  return {
    outcome: response.blocked ? 'wall' : 'answer',
    status: response.status,
    location: maskUrl(headerValue(response, 'location')).slice(0, 2048),
    allowed: headerValues(response, 'access-control-allow-origin').join(', ').trim().slice(0, 300),
    credentials: headerValue(response, 'access-control-allow-credentials').trim() === 'true',
    headers: names
      .map((name) => name.trim().slice(0, 80))
      .filter((name) => name !== '')
      .slice(0, 40),
  }
}

export default defineCollector(webCorsOwn, {
  needs: { entry: webEntry },
  lane: 'http',
  timeoutMs: 30_000,
  async collect({ entry }, { net, target, ports, softDeadline }) {
    const main = mainSites(servedSites(entry), target)[0]?.host
    const pairs = corsPairs(target, main)
    if (pairs.length === 0) throw new Absent('not-relevant')
    const allowed = pairs.filter(({ url }) => isProven(ports, URL.parse(url)?.hostname ?? ''))
    if (allowed.length === 0) throw new Absent('needs-permission')
    const ask = async (request: Parameters<typeof net.http.fetch>[0]): Promise<CorsOwnAnswer> =>
      readAnswer(await byDeadline(softDeadline, net.http.fetch({ ...request, active: true, totalMs: TOTAL_MS }), null))
    return {
      pairs: await Promise.all(
        allowed.map(async ({ origin, url, declared }) => {
          const parsed = URL.parse(url)
          const base = { url, declaredPort: (parsed?.port ?? '') !== '' }
          const [preflight, get] = await Promise.all([
            ask({ ...base, method: 'OPTIONS', headers: { origin, ...PREFLIGHT } }),
            ask({ ...base, headers: { origin } }),
          ])
          return { origin, url: maskUrl(url), host: parsed?.hostname ?? '', declared, preflight, get }
        }),
      ),
    }
  },
})
