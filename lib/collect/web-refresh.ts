import { maskUrl } from '../checks/shared/mask-web'
import { registrableDomain } from '../checks/shared/public-suffix'
import { webEntry } from '../evidence/web-entry'
import { type RefreshPage, type RefreshSample, webRefresh } from '../evidence/web-refresh'
import type { Exchange, FetchRequest } from '../net/http-types'
import type { Net } from '../net/types'
import { cacheHeaders, cookieTokens, headerValue } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { homeOf, mainSites } from './shared/main-hosts'
import { parseDocument } from './shared/parse/parser'
import { servedSites } from './shared/served-site'
import { errorFacts } from './shared/web-chain'

/** Which loads ask caches to step aside, as a forced reload does. */
const RELOADS = [false, false, true, false, true, true]
const SPACING_MS = 1000
const TOTAL_MS = 10_000

type PageFacts = Pick<RefreshSample, 'title' | 'files'>
type Reader = (sha256: string, text: string) => Promise<PageFacts>

const NOTHING: PageFacts = { title: '', files: [] }

/** Reads title and own files of a page; equal bodies are read once. */
function createReader(url: string, site: string): Reader {
  const known = new Map<string, Promise<PageFacts>>()
  const read = async (text: string): Promise<PageFacts> => {
    const facts = await parseDocument({ text, url, site })
    if (facts === null) return NOTHING
    const paths = facts.loads
      .filter((load) => load.kind === 'script' || load.kind === 'stylesheet')
      .map((load) => URL.parse(load.url))
      .filter((parsed) => parsed !== null && (parsed.hostname === site || parsed.hostname.endsWith(`.${site}`)))
      .map((parsed) => (parsed?.pathname ?? '').slice(0, 300))
    return { title: facts.title, files: [...new Set(paths)].sort().slice(0, 60) }
  }
  return (sha256, text) => {
    const facts = known.get(sha256) ?? read(text)
    known.set(sha256, facts)
    return facts
  }
}

function blank(address: string | null, reload: boolean, outcome: RefreshSample['outcome']): RefreshSample {
  return {
    address,
    reload,
    outcome,
    status: null,
    error: null,
    location: '',
    contentType: '',
    ...NOTHING,
    sha256: '',
    encoding: '',
    cookies: [],
    cache: cacheHeaders(undefined),
    timings: { dns: null, tcp: null, tls: null, ttfb: null },
  }
}

async function readSample(exchange: Exchange, reload: boolean, read: Reader): Promise<RefreshSample> {
  if (!exchange.ok) {
    const outcome = exchange.error.fault === 'ours' ? 'not-looked' : 'failed'
    return { ...blank(exchange.address, reload, outcome), error: errorFacts(exchange.error) }
  }
  const { response, timings } = exchange
  const { dns, tcp, tls, ttfb } = timings
  const { text, sha256 } = response.body
  const isPage = text !== null && /html/i.test(headerValue(response, 'content-type'))
  return {
    ...blank(exchange.address, reload, response.blocked ? 'wall' : 'answer'),
    status: response.status,
    location: maskUrl(headerValue(response, 'location')).slice(0, 2048),
    contentType: headerValue(response, 'content-type').slice(0, 120),
    ...(isPage ? await read(sha256, text) : NOTHING),
    sha256: sha256.slice(0, 16),
    encoding: headerValue(response, 'content-encoding').slice(0, 30),
    cookies: cookieTokens(response).map((cookie) => cookie.name),
    cache: cacheHeaders(response),
    timings: { dns, tcp, tls, ttfb },
  }
}

type Loading = {
  net: Net
  host: string
  url: string
  site: string
  softDeadline: AbortSignal
  /** Which loads force a reload; one per load. */
  reloads: readonly boolean[]
}

async function loadRepeatedly({ net, host, url, site, softDeadline, reloads }: Loading): Promise<RefreshPage> {
  const vetted = await net.vet({
    host,
    port: url.startsWith('https:') ? 443 : 80,
    purpose: 'web',
    signal: softDeadline,
  })
  const addresses = vetted.ok ? vetted.addresses.map((one) => one.address) : []
  const usable = addresses.length > 1 ? [...addresses] : []
  const read = createReader(url, site)
  const samples = await Promise.all(
    reloads.map(async (reload, sample) => {
      await net.pause(sample * SPACING_MS, softDeadline)
      // The first load is the one other looks of this run have made already.
      const address = sample === 0 ? undefined : usable[sample % Math.max(1, usable.length)]
      const request: FetchRequest = {
        url,
        sample,
        totalMs: TOTAL_MS,
        ...(reload ? { headers: { 'cache-control': 'no-cache' } } : {}),
        ...(address === undefined ? {} : { address }),
      }
      const late = blank(address ?? null, reload, 'not-looked')
      const seen = await byDeadline(
        softDeadline,
        net.http.fetch(request).then((exchange) => readSample(exchange, reload, read)),
        late,
      )
      // An address nobody can reach is another question; the rest of the loads go to the others.
      if (seen.status === null && address !== undefined && usable.length > 1) {
        const place = usable.indexOf(address)
        if (place >= 0) usable.splice(place, 1)
      }
      return seen
    }),
  )
  return { url: maskUrl(url).slice(0, 2048), host, samples }
}

export default defineCollector(webRefresh, {
  needs: { entry: webEntry },
  lane: 'http',
  timeoutMs: 40_000,
  async collect({ entry }, { net, target, softDeadline }) {
    const site = registrableDomain(target.domain)
    const mains = mainSites(servedSites(entry), target)
    const pages = await Promise.all(
      mains.map((main) => {
        // A host that shows no page is asked once: its first answer says why.
        const reloads = main.state === 'ok' && main.finalUrl !== '' ? RELOADS : RELOADS.slice(0, 1)
        return loadRepeatedly({ net, host: main.host, url: homeOf(main), site, softDeadline, reloads })
      }),
    )
    return { pages }
  },
})
