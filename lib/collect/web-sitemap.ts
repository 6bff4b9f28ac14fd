import { isHtml } from '../checks/shared/exposure/body'
import { maskUrl } from '../checks/shared/mask-web'
import { registrableDomain } from '../checks/shared/public-suffix'
import type { Immutable } from '../engine/immutable'
import { outcomeOf } from '../engine/need'
import type { Target } from '../engine/target'
import { type WebDocuments, webDocuments } from '../evidence/web-documents'
import { webEntry } from '../evidence/web-entry'
import { type RobotsFile, webRobots } from '../evidence/web-robots'
import { type Sitemap, webSitemap } from '../evidence/web-sitemap'
import type { Chain, HttpProber } from '../net/http-types'
import { exposedBody } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { mainSites } from './shared/main-hosts'
import { isOwnFile } from './shared/own-files'
import { parseSitemap } from './shared/parse/parser'
import type { SitemapFacts } from './shared/parse/sitemap-facts'
import { fetchTwice, followTwice } from './shared/second-look'
import { type ServedSite, servedSites } from './shared/served-site'

const MAX_TEXT = 1024 * 1024
const TOTAL_MS = 8000
const FIRST_BYTES = { range: 'bytes=0-1023' }
/** Pages asked besides those the run has read already. */
const NEW_PAGES = 4
const HOST_LIMIT = 57

type Looking = {
  http: HttpProber
  target: Target
  site: string
  documents: Immutable<WebDocuments> | undefined
  softDeadline: AbortSignal
}

type Sample = Sitemap['sample'][number]

function blank(url: string, host: string, named: boolean, outcome: Sitemap['outcome']): Sitemap {
  return {
    url: maskUrl(url).slice(0, 2048),
    host,
    named,
    outcome,
    status: null,
    html: false,
    contentType: '',
    index: false,
    count: 0,
    hosts: [],
    plain: 0,
    broken: 0,
    sample: [],
  }
}

type Read = {
  outcome: Sitemap['outcome']
  status: number | null
  html: boolean
  contentType: string
  facts?: SitemapFacts
}

async function readChain(chain: Chain | null): Promise<Read> {
  const none = { status: null, html: false, contentType: '' }
  const exchange = chain?.hops.at(-1)?.exchange
  if (chain === null || exchange === undefined) return { ...none, outcome: 'not-looked' }
  if (!exchange.ok) return { ...none, outcome: exchange.error.fault === 'ours' ? 'not-looked' : 'failed' }
  const { response } = exchange
  const body = exposedBody(response)
  const seen = { status: response.status, html: isHtml(body), contentType: body.contentType }
  if (response.blocked) return { ...seen, outcome: 'wall' }
  if (response.status >= 500 || response.status === 429) return { ...seen, outcome: 'failed' }
  if (chain.end !== 'final' || response.status !== 200) return { ...seen, outcome: 'other' }
  if (body.head.startsWith('1f8b')) return { ...seen, outcome: 'packed' }
  if (response.body.text === null) return { ...seen, outcome: 'other' }
  const facts = await parseSitemap({ text: response.body.text })
  if (facts === null) return { ...seen, outcome: 'not-looked' }
  return { ...seen, outcome: facts.kind === 'none' ? 'other' : 'read', facts }
}

async function read(url: string, { http, softDeadline }: Looking): Promise<Read> {
  const request = { url, maxBody: MAX_TEXT, unpack: true, totalMs: TOTAL_MS, maxRedirects: 3, shared: true }
  return readChain(await byDeadline(softDeadline, followTwice(http, request), null))
}

async function samplePage(url: string, { http, target, site, documents, softDeadline }: Looking): Promise<Sample> {
  const shown = maskUrl(url).slice(0, 2048)
  if (!isOwnFile(url, { site, target })) return { url: shown, outcome: 'foreign', status: null }
  const known = documents?.pages.find((page) => page.url === url && page.status !== null)
  // A page that led elsewhere did not answer itself.
  if (known !== undefined && (known.status ?? 0) < 500)
    return { url: shown, outcome: 'own', status: known.finalUrl === url ? known.status : 301 }
  const host = URL.parse(url)?.hostname ?? ''
  if ((http.stats().hosts[host]?.requests ?? 0) >= HOST_LIMIT)
    return { url: shown, outcome: 'not-looked', status: null }
  const request = { url, headers: FIRST_BYTES, maxBody: 4096, totalMs: TOTAL_MS, shared: true }
  const exchange = await byDeadline(softDeadline, fetchTwice(http, request), null)
  if (exchange === null) return { url: shown, outcome: 'not-looked', status: null }
  if (!exchange.ok)
    return { url: shown, outcome: exchange.error.fault === 'ours' ? 'not-looked' : 'failed', status: null }
  const { status, blocked } = exchange.response
  if (blocked) return { url: shown, outcome: 'wall', status }
  return {
    url: shown,
    outcome: status >= 500 || status === 429 ? 'failed' : 'own',
    status: status === 206 ? 200 : status,
  }
}

async function lookAt(
  { host, origin }: ServedSite,
  robots: Immutable<RobotsFile> | undefined,
  work: Looking,
): Promise<Sitemap> {
  const [declared] = robots?.sitemaps ?? []
  const named = declared === undefined ? undefined : URL.parse(declared, origin)?.href
  const url = named ?? `${origin}/sitemap.xml`
  const base = (outcome: Sitemap['outcome']): Sitemap => blank(url, host, named !== undefined, outcome)
  if (!isOwnFile(url, work)) return base('foreign')
  const first = await read(url, work)
  const { facts: top, ...seen } = first
  if (top === undefined || first.outcome !== 'read') return { ...base(first.outcome), ...seen }
  const [child] = top.sample
  // Only the first child is read, and an index below an index is none (sitemaps.org).
  const below =
    top.kind === 'index' && child !== undefined && child !== url && isOwnFile(child, work)
      ? await read(child, work)
      : undefined
  const facts = top.kind === 'urls' ? top : below?.facts
  if (facts === undefined || facts.kind !== 'urls') {
    const outcome = below === undefined || below.outcome === 'read' ? 'other' : below.outcome
    const foreign = top.kind === 'index' && child !== undefined && !isOwnFile(child, work)
    return {
      ...base(foreign ? 'foreign' : outcome),
      ...seen,
      outcome: foreign ? 'foreign' : outcome,
      index: true,
      hosts: top.hosts,
    }
  }
  const sample = await Promise.all(facts.sample.slice(0, NEW_PAGES + 1).map((page) => samplePage(page, work)))
  const { count, hosts, plain, broken } = facts
  return { ...base('read'), ...seen, index: top.kind === 'index', count, hosts, plain, broken, sample }
}

export default defineCollector(webSitemap, {
  // Pages the run has read need no second question, so the sample waits for them.
  needs: { entry: webEntry, robots: outcomeOf(webRobots), documents: outcomeOf(webDocuments) },
  lane: 'http',
  timeoutMs: 30_000,
  async collect({ entry, robots, documents }, { net, target, softDeadline }) {
    const main = mainSites(servedSites(entry), target).find(({ state }) => state === 'ok')
    if (main === undefined) return { maps: [] }
    const file = robots.status === 'ok' ? robots.value.files.find(({ host }) => host === main.host) : undefined
    const pages = documents.status === 'ok' ? documents.value : undefined
    const site = registrableDomain(target.domain)
    const work: Looking = { http: net.http, target, site, documents: pages, softDeadline }
    return { maps: [await lookAt(main, file, work)] }
  },
})
