import { isSessionLike, parseCookie } from '../checks/shared/cookie-line'
import { registrableDomain } from '../checks/shared/public-suffix'
import { mayCrawl, parseRobots } from '../checks/shared/robots-rules'
import { plainHost } from '../checks/shared/web-hosts'
import { outcomeOf } from '../engine/need'
import type { Target } from '../engine/target'
import { dnsStaging } from '../evidence/dns-staging'
import { webDocuments } from '../evidence/web-documents'
import { webEntry } from '../evidence/web-entry'
import { webFiles } from '../evidence/web-files'
import { webHeads } from '../evidence/web-heads'
import { type StagingCopy, webStaging } from '../evidence/web-staging'
import { webTls } from '../evidence/web-tls'
import type { Chain, HttpProber, HttpResponse, NetError } from '../net/http-types'
import { headerValues } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { homeOf, mainSites } from './shared/main-hosts'
import { readHead } from './shared/parse/head-facts'
import { parseDocument } from './shared/parse/parser'
import { fetchTwice, followTwice } from './shared/second-look'
import { servedSites } from './shared/served-site'
import { type NamedCopy, namedCopies } from './shared/staging-names'

const TOTAL_MS = 8000
const MAX_SCRIPTS = 4
const MAX_SCRIPT = 2 * 1024 * 1024
const MAX_ROBOTS = 512 * 1024

type Production = { host: string; title: string; sha256: string }

type Looking = {
  http: HttpProber
  site: string
  production: Production
  apis: readonly string[]
  softDeadline: AbortSignal
}

function blank({ host, source }: NamedCopy, state: StagingCopy['state']): StagingCopy {
  return {
    host,
    source,
    state,
    status: null,
    leadsTo: '',
    title: '',
    compared: false,
    sameTitle: false,
    sameContent: false,
    noindex: 'none',
    disallowed: null,
    productionApis: [],
    sharedCookies: [],
  }
}

/** What a copy that gives no answer is: without address, closed to us, or only silent. */
function silentState({ code, fault, phase }: NetError): StagingCopy['state'] {
  if (code === 'DNS_NXDOMAIN' || code === 'DNS_NODATA') return 'gone'
  // An address inside is none that strangers reach.
  if (code === 'BLOCKED_ADDRESS' || code === 'ECONNREFUSED' || code === 'EUNREACH') return 'closed'
  if (code === 'TIMEOUT' && phase === 'connect') return 'closed'
  return fault === 'ours' ? 'not-looked' : 'failed'
}

function noindexOf(response: HttpResponse, robots: readonly (readonly [string, string])[]): StagingCopy['noindex'] {
  const isClosed = (value: string): boolean => /(?:^|[,:\s])(?:noindex|none)(?:[,\s]|$)/i.test(value)
  if (headerValues(response, 'x-robots-tag').some(isClosed)) return 'header'
  return robots.some(([, content]) => isClosed(content)) ? 'meta' : 'none'
}

function sharedCookies(chain: Chain, production: string): StagingCopy['sharedCookies'] {
  const lines = chain.hops.flatMap(({ exchange }) => (exchange.ok ? headerValues(exchange.response, 'set-cookie') : []))
  return lines
    .flatMap((line): StagingCopy['sharedCookies'] => {
      const cookie = parseCookie(line)
      if (cookie === null || cookie.deletes || cookie.domain === null || !isSessionLike(cookie.name)) return []
      const reaches = production === cookie.domain || production.endsWith(`.${cookie.domain}`)
      return reaches ? [[cookie.name, cookie.domain.slice(0, 253)]] : []
    })
    .slice(0, 5)
}

async function scriptTexts(page: string, url: string, { http, site, softDeadline }: Looking): Promise<string[]> {
  const facts = await parseDocument({ text: page, url, site })
  const host = URL.parse(url)?.hostname
  const scripts = (facts?.loads ?? []).filter(
    (load) => load.kind === 'script' && URL.parse(load.url)?.hostname === host,
  )
  const texts = scripts.slice(0, MAX_SCRIPTS).map(async (load) => {
    const request = { url: load.url, maxBody: MAX_SCRIPT, totalMs: TOTAL_MS, maxRedirects: 3 }
    const chain = await byDeadline(softDeadline, http.follow(request), null)
    const exchange = chain?.hops.at(-1)?.exchange
    return exchange?.ok === true ? (exchange.response.body.text ?? '') : ''
  })
  return Promise.all(texts)
}

async function isDisallowed(origin: string, { http, softDeadline }: Looking): Promise<boolean | null> {
  const request = { url: `${origin}/robots.txt`, maxBody: MAX_ROBOTS, totalMs: TOTAL_MS, maxRedirects: 3 }
  const chain = await byDeadline(softDeadline, followTwice(http, request), null)
  const exchange = chain?.hops.at(-1)?.exchange
  if (exchange?.ok !== true || exchange.response.status >= 500) return null
  if (exchange.response.status !== 200) return false
  const rules = parseRobots(exchange.response.body.text ?? '')
  return !mayCrawl(rules, '*', '/')
}

async function readPublic(
  copy: StagingCopy,
  chain: Chain,
  response: HttpResponse,
  work: Looking,
): Promise<StagingCopy> {
  const text = response.body.text ?? ''
  const head = readHead(text, chain.finalUrl)
  const origin = URL.parse(chain.finalUrl)?.origin ?? `https://${copy.host}`
  const [scripts, disallowed] = await Promise.all([scriptTexts(text, chain.finalUrl, work), isDisallowed(origin, work)])
  const words = [text, ...scripts]
  const { production, apis } = work
  return {
    ...copy,
    title: head.title,
    compared: production.sha256 !== '',
    sameTitle: head.title !== '' && head.title === production.title,
    sameContent: response.body.sha256 !== '' && response.body.sha256 === production.sha256,
    noindex: noindexOf(response, head.robots),
    disallowed,
    productionApis: apis.filter((api) => words.some((word) => word.includes(`//${api}`))).slice(0, 5),
    sharedCookies: sharedCookies(chain, production.host),
  }
}

async function lookAt(named: NamedCopy, work: Looking): Promise<StagingCopy> {
  const secure = await byDeadline(work.softDeadline, followTwice(work.http, { url: `https://${named.host}/` }), null)
  const refused = secure !== null && secure.hops.length === 1 && secure.hops[0]?.exchange.ok === false
  // A copy without https may still answer over http; one without address answers nowhere.
  const plain =
    refused && secure.error !== null && silentState(secure.error) !== 'gone'
      ? await byDeadline(work.softDeadline, followTwice(work.http, { url: `http://${named.host}/` }), null)
      : null
  const chain = plain?.hops.at(-1)?.exchange.ok === true ? plain : secure
  const exchange = chain?.hops.at(-1)?.exchange
  if (chain === null || exchange === undefined) return blank(named, 'not-looked')
  if (!exchange.ok) {
    const error = chain.error ?? exchange.error
    return blank(named, silentState(error))
  }
  const { response } = exchange
  const { status } = response
  const copy = { ...blank(named, 'public'), status }
  if (response.blocked) return { ...copy, state: 'wall' }
  if (status === 401 || status === 403 || status === 407) return { ...copy, state: 'refused' }
  const leadsTo = URL.parse(chain.finalUrl)?.hostname ?? ''
  if (leadsTo !== named.host) return { ...copy, state: 'away', leadsTo: leadsTo.slice(0, 253) }
  if (chain.end !== 'final' || status >= 500 || status === 429) return { ...copy, state: 'failed' }
  // Nothing lies at the first page; what lies behind it nobody told us.
  if (status >= 400) return { ...copy, state: 'empty' }
  return readPublic(copy, chain, response, work)
}

async function productionOf(http: HttpProber, page: { host: string; url: string } | undefined): Promise<Production> {
  if (page === undefined) return { host: '', title: '', sha256: '' }
  // The run has this answer already.
  const exchange = await fetchTwice(http, { url: page.url })
  if (!exchange.ok || exchange.response.status >= 400) return { host: page.host, title: '', sha256: '' }
  const { body } = exchange.response
  return { host: page.host, title: readHead(body.text ?? '', page.url).title, sha256: body.sha256 }
}

function productionApis({ hosts, urls }: Target): string[] {
  const ofUrls = urls.flatMap(({ url, purpose }) => (purpose === 'api' ? (URL.parse(url)?.hostname ?? []) : []))
  const named = hosts.filter(({ role }) => role === 'api').map(({ name }) => plainHost(name))
  return [...new Set([...named, ...ofUrls])]
}

export default defineCollector(webStaging, {
  needs: {
    entry: webEntry,
    names: outcomeOf(dnsStaging),
    documents: outcomeOf(webDocuments),
    heads: outcomeOf(webHeads),
    files: outcomeOf(webFiles),
    tls: outcomeOf(webTls),
  },
  lane: 'http',
  timeoutMs: 40_000,
  async collect({ entry, names, documents, heads, files, tls }, { net, target, softDeadline }) {
    const site = registrableDomain(target.domain)
    const found = names.status === 'ok' ? names.value.hosts.filter(({ registered }) => !registered) : []
    const copies = namedCopies(
      target,
      site,
      found.map(({ name }) => name.toLowerCase()),
      {
        entry,
        documents: documents.status === 'ok' ? documents.value : undefined,
        heads: heads.status === 'ok' ? heads.value : undefined,
        files: files.status === 'ok' ? files.value : undefined,
        tls: tls.status === 'ok' ? tls.value : undefined,
      },
    )
    const main = mainSites(servedSites(entry), target).find(({ state }) => state === 'ok')
    const page = main === undefined ? undefined : { host: main.host, url: homeOf(main) }
    if (copies.length === 0) return { production: page?.host ?? '', copies: [] }
    const production = await productionOf(net.http, page)
    const work: Looking = { http: net.http, site, production, apis: productionApis(target), softDeadline }
    return { production: production.host, copies: await Promise.all(copies.map((copy) => lookAt(copy, work))) }
  },
})
