import { isHtml } from '../checks/shared/exposure/body'
import { maskUrl } from '../checks/shared/mask-web'
import { registrableDomain } from '../checks/shared/public-suffix'
import type { Immutable } from '../engine/immutable'
import type { Target } from '../engine/target'
import { type WebAsset, webAssets } from '../evidence/web-assets'
import { webDocuments } from '../evidence/web-documents'
import { type SourceMapLook, webMaps } from '../evidence/web-maps'
import type { Exchange, HttpProber, HttpResponse } from '../net/http-types'
import { exposedBody, headerValue } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import { isOwnFile } from './shared/own-files'
import { parseMap } from './shared/parse/parser'
import { fetchTwice } from './shared/second-look'

const MAX_SCRIPTS = 15
const MAX_TEXT = 2 * 1024 * 1024
const MAX_MAP = 64 * 1024
const MAP_BYTES = { range: `bytes=0-${MAX_MAP - 1}` }
const TOTAL_MS = 8000
/** Maps of one host come from one build: a few tell of all. */
const MAPS_PER_HOST = 3
const HOST_LIMIT = 57
const TAIL = 512
const NAMED = 'sourceMappingURL='

type Named = Pick<SourceMapLook, 'file' | 'host' | 'via' | 'map'> & { inline: string }

/** What the end of a file says: the comment is its last line, unless the map itself stands in it. */
function commentIn(text: string): string {
  const at = text.lastIndexOf(NAMED)
  if (at < 0) return ''
  const value = text.slice(at + NAMED.length)
  if (!value.startsWith('data:') && text.length - at > TAIL + NAMED.length) return ''
  return /^[^\s*'"`]+/.exec(value.slice(0, MAX_MAP * 2))?.[0] ?? ''
}

function inlineText(value: string): string {
  const comma = value.indexOf(',')
  const data = value.slice(comma + 1, comma + 1 + MAX_MAP * 2)
  if (/;base64$/i.test(value.slice(0, comma))) return Buffer.from(data, 'base64').toString('utf8').slice(0, MAX_MAP)
  try {
    return decodeURIComponent(data).slice(0, MAX_MAP)
  } catch {
    return data.slice(0, MAX_MAP)
  }
}

function namedIn(asset: Immutable<WebAsset>, response: HttpResponse): Named[] {
  const header = headerValue(response, 'sourcemap') || headerValue(response, 'x-sourcemap')
  const comment = commentIn(response.body.text ?? '')
  const value = header || comment
  const file = { file: asset.url, host: asset.host }
  if (value === '') return []
  if (value.startsWith('data:')) return [{ ...file, via: 'inline', map: '', inline: inlineText(value) }]
  const map = URL.parse(value.slice(0, 2048), asset.url)
  if (map === null || !/^https?:$/.test(map.protocol)) return []
  return [{ ...file, via: header ? 'header' : 'comment', map: map.href.slice(0, 2048), inline: '' }]
}

function blank({ file, host, via, map }: Named, outcome: SourceMapLook['outcome']): SourceMapLook {
  const base = { file, host, via, map: maskUrl(map), outcome, status: null }
  return { ...base, sources: [], sourceCount: 0, hasContent: false, secrets: [] }
}

async function facts(named: Named, text: string, status: number | null): Promise<SourceMapLook> {
  const read = await parseMap({ text })
  if (read === null) return blank(named, 'not-looked')
  const { isMap, ...seen } = read
  return { ...blank(named, isMap ? 'map' : 'absent'), status, ...seen }
}

async function readMap(named: Named, exchange: Exchange): Promise<SourceMapLook> {
  if (!exchange.ok) return blank(named, exchange.error.fault === 'ours' ? 'not-looked' : 'failed')
  const { response } = exchange
  const { status } = response
  if (response.blocked) return { ...blank(named, 'wall'), status }
  if (status >= 500 || status === 429) return { ...blank(named, 'failed'), status }
  const text = response.body.text ?? ''
  if ((status !== 200 && status !== 206) || isHtml(exposedBody(response))) return { ...blank(named, 'absent'), status }
  return facts(named, text, status)
}

type Looking = { http: HttpProber; target: Target; site: string; softDeadline: AbortSignal }

async function lookAt(named: Named, { http, target, site, softDeadline }: Looking): Promise<SourceMapLook> {
  if (named.via === 'inline') return facts(named, named.inline, null)
  if (!isOwnFile(named.map, { site, target })) return blank(named, 'foreign')
  const host = URL.parse(named.map)?.hostname ?? ''
  if ((http.stats().hosts[host]?.requests ?? 0) >= HOST_LIMIT) return blank(named, 'not-looked')
  const request = { url: named.map, headers: MAP_BYTES, maxBody: MAX_MAP, totalMs: TOTAL_MS, shared: true }
  const work = fetchTwice(http, request).then((exchange) => readMap(named, exchange))
  return (await byDeadline(softDeadline, work, null)) ?? blank(named, 'not-looked')
}

/** The first maps of each host, in the order of the files; those inside a file cost no request. */
function chosen(all: readonly Named[]): Named[] {
  const counts = new Map<string, number>()
  return all.filter(({ via, map }) => {
    if (via === 'inline') return true
    const host = URL.parse(map)?.hostname ?? ''
    const count = counts.get(host) ?? 0
    counts.set(host, count + 1)
    return count < MAPS_PER_HOST
  })
}

export default defineCollector(webMaps, {
  needs: { assets: webAssets, documents: webDocuments },
  lane: 'http',
  timeoutMs: 30_000,
  async collect({ assets, documents }, { net, target, softDeadline }) {
    const scripts = assets.assets.filter(({ kind, url }) => kind === 'script' && !url.includes('***'))
    const shown = scripts.filter(({ outcome, status, html }) => outcome === 'answer' && status === 200 && !html)
    const unread = scripts.filter(
      ({ chunk, outcome, status }) => !chunk && (outcome !== 'answer' || (status ?? 0) >= 500),
    )
    const lost = documents.pages.filter(
      ({ outcome, status }) => (outcome !== 'page' && outcome !== 'other') || (status ?? 0) >= 500,
    )
    const answers = await Promise.all(
      shown.slice(0, MAX_SCRIPTS).map(async (asset) => {
        // The run has read these files already; looking at their ends costs no request.
        const exchange = await byDeadline(
          softDeadline,
          fetchTwice(net.http, { url: asset.url, maxBody: MAX_TEXT }),
          null,
        )
        const whole =
          exchange?.ok === true &&
          exchange.response.status === 200 &&
          exchange.response.body.text !== null &&
          !exchange.response.body.textCut
        return { read: whole, named: whole ? namedIn(asset, exchange.response) : [] }
      }),
    )
    const named = chosen(answers.flatMap((answer) => answer.named)).slice(0, 20)
    const looking = { http: net.http, target, site: registrableDomain(target.domain), softDeadline }
    return {
      maps: await Promise.all(named.map((one) => lookAt(one, looking))),
      read: answers.filter(({ read }) => read).length,
      unread: unread.length + lost.length + answers.filter(({ read }) => !read).length,
    }
  },
})
