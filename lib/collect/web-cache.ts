import { maskUrl } from '../checks/shared/mask-web'
import { registrableDomain } from '../checks/shared/public-suffix'
import type { Immutable } from '../engine/immutable'
import type { Target, UrlPurpose } from '../engine/target'
import { type DynamicUrl, type Visit, webCache } from '../evidence/web-cache'
import { type WebDocuments, webDocuments } from '../evidence/web-documents'
import { webEntry } from '../evidence/web-entry'
import type { Exchange } from '../net/http-types'
import type { Net } from '../net/types'
import { cacheHeaders, cookieTokens, headerValue } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { homeOf, mainSites } from './shared/main-hosts'
import { parseDocument } from './shared/parse/parser'
import { servedSites } from './shared/served-site'
import { errorFacts } from './shared/web-chain'

const MAX_URLS = 10
const PAUSE_MS = 2000
const TOTAL_MS = 10_000

type Wanted = Pick<DynamicUrl, 'url' | 'purpose' | 'declared'>

const DYNAMIC: readonly UrlPurpose[] = ['login', 'signup', 'password-reset', 'dashboard', 'checkout', 'api']

function wantedUrls(documents: Immutable<WebDocuments>, homes: readonly string[], target: Target): Wanted[] {
  const declared = target.urls
    .filter((row) => DYNAMIC.includes(row.purpose) || row.purpose === 'homepage')
    .map((row): Wanted => ({ ...row, declared: true }))
  const seen = documents.pages.flatMap((page): Wanted[] =>
    page.purpose === 'linked' || page.purpose === 'homepage' || page.finalUrl.includes('****')
      ? []
      : [{ url: page.finalUrl, purpose: page.purpose, declared: page.declared }],
  )
  const home = homes.map((url): Wanted => ({ url, purpose: 'homepage', declared: false }))
  const all = [...seen, ...declared, ...home]
  return [...new Map(all.toReversed().map((one) => [URL.parse(one.url)?.href ?? one.url, one])).values()]
    .toReversed()
    .slice(0, MAX_URLS)
}

function blank(outcome: Visit['outcome']): Visit {
  return {
    outcome,
    status: null,
    error: null,
    contentType: '',
    cache: cacheHeaders(undefined),
    cookies: [],
    tokens: [],
  }
}

async function readVisit(exchange: Exchange, url: string, site: string): Promise<Visit> {
  if (!exchange.ok) {
    const outcome = exchange.error.fault === 'ours' ? 'not-looked' : 'failed'
    return { ...blank(outcome), error: errorFacts(exchange.error) }
  }
  const { response } = exchange
  const contentType = headerValue(response, 'content-type').slice(0, 120)
  const { text } = response.body
  const facts = text !== null && /html/i.test(contentType) ? await parseDocument({ text, url, site }) : null
  return {
    outcome: response.blocked ? 'wall' : 'answer',
    status: response.status,
    error: null,
    contentType,
    cache: cacheHeaders(response),
    cookies: cookieTokens(response),
    tokens: facts?.tokens ?? [],
  }
}

type Visiting = Pick<Net, 'http' | 'pause'> & { site: string; softDeadline: AbortSignal }

async function visitTwice(wanted: Wanted, { http, pause, site, softDeadline }: Visiting): Promise<DynamicUrl> {
  const visits: Visit[] = []
  for (const sample of [0, 1]) {
    if (sample > 0) await pause(PAUSE_MS, softDeadline)
    const look = http
      .fetch({ url: wanted.url, sample, totalMs: TOTAL_MS })
      .then((exchange) => readVisit(exchange, wanted.url, site))
    visits.push(await byDeadline(softDeadline, look, blank('not-looked')))
  }
  return { ...wanted, url: maskUrl(wanted.url).slice(0, 2048), visits }
}

function sessionUrls(rows: readonly DynamicUrl[]): Wanted[] {
  const hosts = rows
    .filter((row) => row.visits.some((visit) => visit.cookies.some((cookie) => /next-auth|authjs/i.test(cookie.name))))
    .map((row) => URL.parse(row.url)?.origin)
  return [...new Set(hosts)]
    .filter((origin) => origin !== undefined)
    .slice(0, 2)
    .map((origin) => ({ url: `${origin}/api/auth/session`, purpose: 'session', declared: false }))
}

export default defineCollector(webCache, {
  needs: { entry: webEntry, documents: webDocuments },
  lane: 'http',
  timeoutMs: 40_000,
  async collect({ entry, documents }, { net, target, softDeadline }) {
    const homes = mainSites(servedSites(entry), target).map(homeOf)
    const visiting = { http: net.http, pause: net.pause, site: registrableDomain(target.domain), softDeadline }
    const wanted = wantedUrls(documents, homes, target)
    const rows = await Promise.all(wanted.map((one) => visitTwice(one, visiting)))
    const sessions = await Promise.all(sessionUrls(rows).map((one) => visitTwice(one, visiting)))
    return { urls: [...rows, ...sessions] }
  },
})
