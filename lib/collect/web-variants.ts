import { answerFingerprint } from '../checks/shared/exposure/canary'
import { maskUrl } from '../checks/shared/mask-web'
import { pageFingerprint } from '../checks/shared/page-fingerprint'
import { isPlatformHost } from '../checks/shared/web-hosts'
import type { Immutable } from '../engine/immutable'
import { type CanaryHost, webCanary } from '../evidence/web-canary'
import { type WebDocuments, webDocuments } from '../evidence/web-documents'
import { webEntry } from '../evidence/web-entry'
import { type UrlVariant, type VariantPage, webVariants } from '../evidence/web-variants'
import type { Exchange, HttpResponse } from '../net/http-types'
import type { Net } from '../net/types'
import { exposedBody, headerValue, headerValues } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { homeOf, mainSites } from './shared/main-hosts'
import { readHead } from './shared/parse/head-facts'
import { fetchTwice, maybeStumble, wasSeen } from './shared/second-look'
import { type ServedSite, servedSites } from './shared/served-site'

const MAX_LINKED = 3
const MAX_TWINS = 4
const NO_PAGE = /\.[a-z0-9]{2,5}$/i

type Wanted = Pick<UrlVariant, 'kind' | 'url'>
type Looking = Pick<Net, 'http' | 'pause'> & { softDeadline: AbortSignal; stumbled: Set<string> }

function toggledSlash(url: URL): string {
  const path = url.pathname.endsWith('/') ? url.pathname.slice(0, -1) : `${url.pathname}/`
  return `${url.origin}${path}`
}

/** Other spellings of a page below the first one. Upper case is tried once only. */
function spellingsOf(address: string, isFirst: boolean): Wanted[] {
  const url = new URL(address)
  const upper = `${url.origin}${url.pathname.toUpperCase()}`
  const other: Wanted = { kind: 'slash', url: toggledSlash(url) }
  return isFirst && upper !== address ? [other, { kind: 'case', url: upper }] : [other]
}

/** Pages of the main host for readers, which others link to; their addresses were kept whole. */
function linkedPages(documents: Immutable<WebDocuments>, host: string): string[] {
  return documents.pages
    .filter(({ purpose }) => purpose === 'linked')
    .filter((page) => page.host === host && page.outcome === 'page' && page.status === 200)
    .map((page) => page.finalUrl)
    .filter((text) => {
      const url = URL.parse(text)
      return url !== null && url.pathname !== '/' && url.search === '' && !text.includes('***') && !NO_PAGE.test(text)
    })
    .slice(0, MAX_LINKED)
}

/** Further own hosts that serve a first page of their own. */
function twinHomes(sites: readonly ServedSite[], main: ServedSite): Wanted[] {
  return sites
    .filter((site) => site !== main && site.state === 'ok')
    .filter(({ host, roles }) => isPlatformHost(host) || roles.some((role) => /^(?:apex|www|marketing)$/.test(role)))
    .slice(0, MAX_TWINS)
    .map((site) => ({ kind: 'host', url: homeOf(site) }))
}

type Facts = { fingerprint: string; canonical: string; noindex: boolean }

function factsOf(response: HttpResponse, url: string): Facts {
  const text = response.body.text ?? ''
  const head = readHead(text, url)
  const robots = [...headerValues(response, 'x-robots-tag'), ...head.robots.map(([, value]) => value)]
  return {
    fingerprint: pageFingerprint(text, URL.parse(url)?.hostname ?? ''),
    canonical: head.canonicals[0] ?? '',
    noindex: robots.some((value) => /\b(?:noindex|none)\b/i.test(value)),
  }
}

/** Samples of further looks, which no repeated load of the run uses. */
const LATER = [9, 10, 11] as const
const PAUSE_MS = 400
/** Samples of the page that works, asked in between. */
const CONTROL = 20

/**
 * An error counts against a spelling, so it has to show each time, also after pauses, while the page that works is
 * asked in between and answers each time: a server that stumbles shows it there too, and the answers in between keep
 * the run from taking the host for broken. Where we may not look again nothing is proven.
 */
async function ask(url: string, working: string, { http, pause, softDeadline, stumbled }: Looking): Promise<Exchange> {
  let last = await http.fetch({ url })
  if (!maybeStumble(last)) return last
  for (const sample of LATER) {
    if (softDeadline.aborted) break
    await pause(PAUSE_MS, softDeadline)
    const control = await http.fetch({ url: working, sample: sample + CONTROL })
    if (!wasSeen(control) || maybeStumble(control)) stumbled.add(url)
    const next = await http.fetch({ url, sample })
    if (wasSeen(next)) last = next
    if (!wasSeen(next) || !maybeStumble(next)) {
      stumbled.add(url)
      break
    }
  }
  return last
}

async function lookAt(wanted: Wanted, working: string, base: Facts, looking: Looking): Promise<UrlVariant> {
  const blank: UrlVariant = {
    ...wanted,
    url: maskUrl(wanted.url).slice(0, 2048),
    outcome: 'not-looked',
    status: null,
    same: false,
    canonical: '',
    noindex: false,
  }
  const exchange = await byDeadline(looking.softDeadline, ask(wanted.url, working, looking), null)
  if (exchange === null) return blank
  if (!exchange.ok) return { ...blank, outcome: exchange.error.fault === 'ours' ? 'not-looked' : 'failed' }
  const { response } = exchange
  const seen = { ...blank, status: response.status }
  if (response.blocked) return { ...seen, outcome: 'wall' }
  const isPage = response.status === 200 && response.body.text !== null
  if (!isPage) return { ...seen, outcome: 'answer' }
  const { fingerprint, canonical, noindex } = factsOf(response, wanted.url)
  return { ...seen, outcome: 'answer', same: fingerprint === base.fingerprint, canonical, noindex }
}

function isShell(response: HttpResponse, url: string, canary: Immutable<CanaryHost> | undefined): boolean {
  const path = URL.parse(url)?.pathname ?? '/'
  const fingerprint = answerFingerprint({ body: exposedBody(response), path })
  return (canary?.answers ?? []).some(
    (one) => one.shape === 'page' && one.outcome === 'answer' && one.status === 200 && one.fingerprint === fingerprint,
  )
}

async function lookAround(
  url: string,
  wanted: readonly Wanted[],
  canary: Immutable<CanaryHost> | undefined,
  looking: Looking,
): Promise<VariantPage[]> {
  // The run has this page already.
  const exchange = await byDeadline(looking.softDeadline, fetchTwice(looking.http, { url }), null)
  if (exchange === null || !exchange.ok || exchange.response.blocked || exchange.response.status !== 200) return []
  const { response } = exchange
  if (!/html/i.test(headerValue(response, 'content-type')) || response.body.text === null) return []
  const base = factsOf(response, url)
  const shell = isShell(response, url, canary)
  const spellings = shell ? wanted.filter(({ kind }) => kind === 'host') : wanted
  const variants = await Promise.all(spellings.map((one) => lookAt(one, url, base, looking)))
  return [{ url: maskUrl(url), host: URL.parse(url)?.hostname ?? '', canonical: base.canonical, shell, variants }]
}

export default defineCollector(webVariants, {
  needs: { entry: webEntry, documents: webDocuments, canary: webCanary },
  lane: 'http',
  timeoutMs: 30_000,
  async collect({ entry, documents, canary }, { net, target, softDeadline }) {
    const looking: Looking = { http: net.http, pause: net.pause, softDeadline, stumbled: new Set() }
    const sites = servedSites(entry)
    const main = mainSites(sites, target).find(({ state }) => state === 'ok')
    if (main === undefined || main.finalUrl === '') return { pages: [], unsteady: false }
    const known = canary.hosts.find(({ host }) => host === main.host)
    const home = homeOf(main)
    const index: Wanted = { kind: 'index', url: `${main.origin}/index.html` }
    const ofHome = new URL(home).pathname === '/' ? [index, ...twinHomes(sites, main)] : twinHomes(sites, main)
    const pages = await Promise.all([
      lookAround(home, ofHome, known, looking),
      ...linkedPages(documents, main.host).map((url, place) =>
        lookAround(url, spellingsOf(url, place === 0), known, looking),
      ),
    ])
    return { pages: pages.flat(), unsteady: looking.stumbled.size > 0 }
  },
})
