import { maskUrl } from '../checks/shared/mask-web'
import { readPicture } from '../checks/shared/picture'
import { templateIcon } from '../checks/shared/template-icons'
import { isLocalHost } from '../checks/shared/web-hosts'
import { type CardPicture, webCard } from '../evidence/web-card'
import { webEntry } from '../evidence/web-entry'
import { webHeads } from '../evidence/web-heads'
import type { Exchange, HttpProber } from '../net/http-types'
import { headerValue } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { mainSites } from './shared/main-hosts'
import { followTwice } from './shared/second-look'
import { servedSites } from './shared/served-site'

/** The first bytes tell kind and mostly size; the run has asked own icons the same way. */
const FIRST_BYTES = { range: 'bytes=0-1023' }
const TOTAL_MS = 8000

function blank(url: string, written: string, outcome: CardPicture['outcome']): CardPicture {
  return {
    url: maskUrl(url).slice(0, 2048),
    written: maskUrl(written).slice(0, 2048),
    outcome,
    status: null,
    contentType: '',
    kind: null,
    width: null,
    height: null,
    template: '',
  }
}

function readAnswer(url: string, written: string, exchange: Exchange | undefined): CardPicture {
  if (exchange === undefined) return blank(url, written, 'not-looked')
  if (!exchange.ok) return blank(url, written, exchange.error.fault === 'target' ? 'failed' : 'not-looked')
  const { response } = exchange
  const seen = {
    ...blank(url, written, 'answer'),
    status: response.status === 206 ? 200 : response.status,
    contentType: headerValue(response, 'content-type').slice(0, 120),
  }
  if (response.blocked) return { ...seen, outcome: 'wall' }
  if (response.status >= 500 || response.status === 429) return { ...seen, outcome: 'failed' }
  const picture = readPicture(response.body.head)
  return picture === undefined
    ? seen
    : { ...seen, ...picture, template: templateIcon({ url, head: response.body.head }) }
}

type Asking = { http: HttpProber; page: string; softDeadline: AbortSignal }

async function ask(
  written: string,
  url: string | undefined,
  { http, page, softDeadline }: Asking,
): Promise<CardPicture> {
  const target = url ?? URL.parse(written, page)?.href
  // A masked address is not the one the page names.
  if (target === undefined || !/^https?:/.test(target) || target.includes('****'))
    return blank(target ?? '', written, 'none')
  if (isLocalHost(URL.parse(target)?.hostname ?? '')) return blank(target, written, 'local')
  const request = { url: target, headers: FIRST_BYTES, maxBody: 4096, totalMs: TOTAL_MS, maxRedirects: 3, shared: true }
  const chain = await byDeadline(softDeadline, followTwice(http, request), null)
  return readAnswer(target, written, chain?.hops.at(-1)?.exchange)
}

export default defineCollector(webCard, {
  needs: { entry: webEntry, heads: webHeads },
  lane: 'http',
  timeoutMs: 30_000,
  async collect({ entry, heads }, { net, target, softDeadline }) {
    const main = mainSites(servedSites(entry), target).find(({ state }) => state === 'ok')
    const pages = heads.pages.filter((page) => page.host === main?.host && page.facts !== null)
    const home = pages.find(({ purpose }) => purpose === 'homepage')
    const facts = home?.facts
    if (main === undefined || home === undefined || facts === undefined || facts === null)
      return { host: main?.host ?? '', page: '', icon: null, image: null }
    const asking: Asking = { http: net.http, page: home.url, softDeadline }
    const [named] = facts.icons
    const [card] = facts.ogImages
    const [icon, image] = await Promise.all([
      named?.startsWith('data:')
        ? { ...blank('', 'data:', 'answer'), status: 200, kind: 'svg' as const }
        : ask(named ?? '', named ?? `${main.origin}/favicon.ico`, asking),
      card === undefined || card === '' ? null : ask(card, undefined, asking),
    ])
    return { host: main.host, page: home.url, icon, image }
  },
})
