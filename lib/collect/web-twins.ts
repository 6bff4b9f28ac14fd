import type { Immutable } from '../engine/immutable'
import { webAssets } from '../evidence/web-assets'
import { type WebDocuments, webDocuments } from '../evidence/web-documents'
import { type WebTwins, webTwins } from '../evidence/web-twins'
import type { Chain, HttpProber } from '../net/http-types'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { followTwice } from './shared/second-look'
import { errorFacts } from './shared/web-chain'

type Twin = WebTwins['twins'][number]

const MAX_TWINS = 10
const FIRST_BYTES = { range: 'bytes=0-1023' }

/** Every plain http file that the secure pages load, each once, in order. */
function insecureUrls(documents: Immutable<WebDocuments>, ofFiles: readonly string[]): string[] {
  const ofPages = documents.pages
    .filter((page) => page.finalUrl.startsWith('https:'))
    .flatMap((page) => page.facts?.loads ?? [])
    .map((load) => load.url)
  return [...new Set([...ofPages, ...ofFiles])].filter((url) => url.startsWith('http:') && !url.includes('***'))
}

function judge(url: string, chain: Chain): Twin {
  const exchange = chain.hops.at(-1)?.exchange
  if (chain.end === 'final' && exchange?.ok) {
    const { status } = exchange.response
    const trusted = chain.hops.every((hop) => hop.exchange.tls === null || hop.exchange.tls.authorized)
    const secure = chain.hops.every((hop) => hop.exchange.url.startsWith('https:'))
    // A wall may answer us and not the visitor.
    if (exchange.response.blocked) return { url, outcome: 'not-looked', status, error: null }
    return { url, outcome: status < 300 && trusted && secure ? 'works' : 'fails', status, error: null }
  }
  const error = chain.error === null ? null : errorFacts(chain.error)
  return { url, outcome: error === null || error.fault === 'target' ? 'fails' : 'not-looked', status: null, error }
}

async function ask(http: HttpProber, url: string): Promise<Twin> {
  const https = url.replace(/^http:/, 'https:').replace(/^(https:\/\/[^/:]+):80(?=\/|$)/, '$1')
  const chain = await followTwice(http, {
    url: https,
    headers: FIRST_BYTES,
    maxBody: 4096,
    totalMs: 8000,
    maxRedirects: 3,
  })
  return judge(url, chain)
}

export default defineCollector(webTwins, {
  needs: { documents: webDocuments, assets: webAssets },
  lane: 'http',
  timeoutMs: 25_000,
  async collect({ documents, assets }, { net, softDeadline }) {
    const ofFiles = assets.assets.flatMap((asset) => asset.insecure.map((load) => load.url))
    const urls = insecureUrls(documents, ofFiles).slice(0, MAX_TWINS)
    const twins = await Promise.all(
      urls.map((url) =>
        byDeadline(softDeadline, ask(net.http, url), {
          url,
          outcome: 'not-looked' as const,
          status: null,
          error: null,
        }),
      ),
    )
    return { twins }
  },
})
