import { maskUrl } from '../checks/shared/mask-web'
import { registrableDomain } from '../checks/shared/public-suffix'
import type { Target, UrlPurpose } from '../engine/target'
import { type DocumentFacts, type WebDocument, webDocuments } from '../evidence/web-documents'
import { webEntry } from '../evidence/web-entry'
import type { Chain, HttpProber, HttpResponse } from '../net/http-types'
import { cacheHeaders, headerValue, headerValues } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { parseDocument } from './shared/parse/parser'
import { followTwice } from './shared/second-look'
import { type ServedSite, servedSites } from './shared/served-site'
import { errorFacts } from './shared/web-chain'

const MAX_HOMES = 8
const MAX_DECLARED = 8
const MAX_LINKED = 4

type Purpose = WebDocument['purpose']
type Wanted = { url: string; purpose: Purpose; declared: boolean }

const PAGE_PURPOSES: Readonly<Partial<Record<UrlPurpose, Purpose>>> = {
  homepage: 'homepage',
  login: 'login',
  signup: 'signup',
  'password-reset': 'password-reset',
  dashboard: 'dashboard',
  checkout: 'checkout',
}

function firstWanted(sites: readonly ServedSite[], target: Target): Wanted[] {
  const homes = sites
    .filter((site) => site.state !== 'redirects')
    .slice(0, MAX_HOMES)
    .map((site): Wanted => ({ url: `${site.origin}/`, purpose: 'homepage', declared: false }))
  const declared = target.urls
    .flatMap(({ url, purpose }): Wanted[] => {
      const wanted = PAGE_PURPOSES[purpose]
      return wanted === undefined ? [] : [{ url, purpose: wanted, declared: true }]
    })
    .slice(0, MAX_DECLARED)
  const known = new Set(declared.map((wanted) => URL.parse(wanted.url)?.href))
  return [...declared, ...homes.filter((home) => !known.has(URL.parse(home.url)?.href))]
}

const GUESSES: readonly [pattern: RegExp, purpose: Purpose][] = [
  [/\/(?:log-?in|sign-?in|auth\/(?:login|signin))\/?$/i, 'login'],
  [/\/(?:sign-?up|register|join|get-started)\/?$/i, 'signup'],
]
const NOT_A_PAGE = /\.(?:zip|pdf|png|jpe?g|svg|gif|mp4|webm|dmg|exe|xml|json|txt|ics|csv|docx?|xlsx?)$/i
const SIDE_EFFECT = /log-?out|sign-?out|delete|unsubscribe|remove|cancel|add-to-cart/i

/** A few more pages the read ones link to: log-in and sign-up first, then in order of appearance. */
function linkedWanted(pages: readonly WebDocument[]): Wanted[] {
  const known = new Set(pages.flatMap((page) => [page.url, page.finalUrl]))
  const hosts = new Set(pages.map((page) => page.host))
  const links = pages
    .flatMap((page) => page.facts?.links ?? [])
    .filter((link) => {
      const url = URL.parse(link)
      return url !== null && hosts.has(url.hostname) && url.search === '' && !NOT_A_PAGE.test(url.pathname)
    })
    .filter((link) => !known.has(link) && !SIDE_EFFECT.test(link))
  const wanted = [...new Set(links)].map((url): Wanted => {
    const guess = GUESSES.find(([pattern]) => pattern.test(URL.parse(url)?.pathname ?? ''))
    return { url, purpose: guess?.[1] ?? 'linked', declared: false }
  })
  const rank = (one: Wanted): number => (one.purpose === 'linked' ? 1 : 0)
  return wanted.toSorted((a, b) => rank(a) - rank(b)).slice(0, MAX_LINKED)
}

function upgradesInsecure(response: HttpResponse): boolean {
  return headerValues(response, 'content-security-policy').some((policy) =>
    /(?:^|[;,\s])upgrade-insecure-requests/i.test(policy),
  )
}

function blank({ url, purpose, declared }: Wanted, outcome: WebDocument['outcome']): WebDocument {
  return {
    url: maskUrl(url).slice(0, 2048),
    finalUrl: maskUrl(url).slice(0, 2048),
    host: URL.parse(url)?.hostname ?? '',
    purpose,
    declared,
    outcome,
    status: null,
    contentType: '',
    bytes: 0,
    truncated: false,
    error: null,
    wall: '',
    upgradesInsecure: false,
    cache: cacheHeaders(undefined),
    facts: null,
  }
}

/** Addresses in pages may carry tokens; those are masked, and such addresses are not fetched later. */
function withoutKeys(facts: DocumentFacts): DocumentFacts {
  return {
    ...facts,
    base: facts.base === null ? null : maskUrl(facts.base),
    links: facts.links.map(maskUrl),
    loads: facts.loads.map((load) => ({ ...load, url: maskUrl(load.url) })),
    forms: facts.forms.map((form) => ({ ...form, action: maskUrl(form.action) })),
  }
}

async function readPage(chain: Chain, wanted: Wanted, site: string): Promise<WebDocument> {
  const exchange = chain.hops.at(-1)?.exchange
  if (chain.end !== 'final' || exchange === undefined || !exchange.ok) {
    const error = chain.error ?? (exchange && !exchange.ok ? exchange.error : null)
    const ours = error?.fault === 'ours'
    return { ...blank(wanted, ours ? 'not-looked' : 'failed'), error: error ? errorFacts(error) : null }
  }
  const { response } = exchange
  const contentType = headerValue(response, 'content-type').slice(0, 120)
  const seen: WebDocument = {
    ...blank(wanted, 'other'),
    finalUrl: maskUrl(chain.finalUrl).slice(0, 2048),
    host: URL.parse(chain.finalUrl)?.hostname ?? '',
    status: response.status,
    contentType,
    bytes: response.body.decodedBytes,
    truncated: response.body.truncated !== null || response.body.textCut,
    upgradesInsecure: upgradesInsecure(response),
    cache: cacheHeaders(response),
  }
  if (response.blocked) return { ...seen, outcome: 'wall', wall: response.blocked.by }
  const { text } = response.body
  if (text === null) return { ...seen, outcome: response.body.undecoded === null ? 'other' : 'unread' }
  const isPage = /html/i.test(contentType) || (contentType === '' && /^\s*</.test(text)) || text === ''
  if (!isPage) return seen
  const facts = await parseDocument({ text, url: chain.finalUrl, site })
  if (facts === null) return { ...seen, outcome: 'unread' }
  return { ...seen, outcome: 'page', facts: withoutKeys(facts) }
}

type Reading = { http: HttpProber; site: string; softDeadline: AbortSignal }

async function readAll(wanted: readonly Wanted[], { http, site, softDeadline }: Reading): Promise<WebDocument[]> {
  return Promise.all(
    wanted.map(async (one) => {
      const work = followTwice(http, { url: one.url }).then((chain) => readPage(chain, one, site))
      return (await byDeadline(softDeadline, work, null)) ?? blank(one, 'not-looked')
    }),
  )
}

function withoutTwins(pages: readonly WebDocument[]): WebDocument[] {
  const seen = new Set<string>()
  return pages.filter((page) => {
    if (page.outcome !== 'page' && page.outcome !== 'other') return true
    const isNew = !seen.has(page.finalUrl)
    seen.add(page.finalUrl)
    return isNew
  })
}

export default defineCollector(webDocuments, {
  needs: { entry: webEntry },
  lane: 'http',
  timeoutMs: 45_000,
  async collect({ entry }, { net, target, softDeadline }) {
    const site = registrableDomain(target.domain)
    const reading = { http: net.http, site, softDeadline }
    const first = withoutTwins(await readAll(firstWanted(servedSites(entry), target), reading))
    const linked = await readAll(linkedWanted(first), reading)
    // A link that leads to a page nobody may see without logging in, or to nothing, proves nothing here.
    const more = linked.filter((page) => page.outcome === 'page' && page.status !== null && page.status < 400)
    return { pages: withoutTwins([...first, ...more]), site }
  },
})
