import { isHtml } from '../checks/shared/exposure/body'
import { maskUrl } from '../checks/shared/mask-web'
import type { Target } from '../engine/target'
import { type WebAsset, webAssets } from '../evidence/web-assets'
import { webDocuments } from '../evidence/web-documents'
import type { Exchange, HttpProber } from '../net/http-types'
import { cacheHeaders, exposedBody } from './shared/answer'
import { byDeadline } from './shared/by-deadline'
import { defineCollector } from './shared/define'
import {
  assetsOfPages,
  assetsOfStyle,
  createRation,
  isOwnFile,
  type Ration,
  type WantedAsset,
} from './shared/own-files'
import { parseScript, parseStyle } from './shared/parse/parser'
import { followTwice } from './shared/second-look'
import { errorFacts } from './shared/web-chain'

const MAX_TEXT = 2 * 1024 * 1024
const MAX_ALL_TEXTS = 15 * 1024 * 1024
const FIRST_BYTES = { range: 'bytes=0-1023' }
const TOTAL_MS = 10_000

type Work = {
  http: HttpProber
  target: Target
  site: string
  softDeadline: AbortSignal
  ration: Ration
  /** Texts read so far, in bytes. */
  read: { bytes: number }
}

/** A file as evidence, and what it loads itself. */
type Read = { asset: WebAsset; styleFiles: WantedAsset[]; chunks: string[] }

function blank(wanted: WantedAsset, outcome: WebAsset['outcome']): WebAsset {
  return {
    ...wanted,
    url: maskUrl(wanted.url),
    host: URL.parse(wanted.url)?.hostname ?? '',
    outcome,
    status: null,
    contentType: '',
    html: false,
    bytes: 0,
    truncated: false,
    error: null,
    cache: cacheHeaders(undefined),
    searched: false,
    secrets: [],
    insecure: [],
  }
}

function isText(wanted: WantedAsset): boolean {
  return wanted.kind === 'script' || wanted.kind === 'stylesheet'
}

function assetFacts(wanted: WantedAsset, exchange: Exchange): WebAsset {
  if (!exchange.ok) {
    const outcome = exchange.error.fault === 'ours' ? 'not-looked' : 'failed'
    return { ...blank(wanted, outcome), error: errorFacts(exchange.error) }
  }
  const { response } = exchange
  const body = exposedBody(response)
  return {
    ...blank(wanted, response.blocked ? 'wall' : 'answer'),
    status: response.status,
    contentType: body.contentType,
    html: isHtml(body),
    bytes: response.body.decodedBytes,
    truncated: response.body.truncated !== null,
    cache: cacheHeaders(response),
  }
}

async function search(wanted: WantedAsset, asset: WebAsset, text: string, work: Work): Promise<Read> {
  const { target, site } = work
  if (wanted.kind === 'stylesheet') {
    const loads = await parseStyle({ text, url: wanted.url })
    const insecure = (loads ?? []).filter((load) => load.url.startsWith('http:')).slice(0, 20)
    const styleFiles = assetsOfStyle(loads ?? [], wanted.page, { site, target })
    return { asset: { ...asset, insecure, searched: loads !== null && !asset.truncated }, styleFiles, chunks: [] }
  }
  const facts = await parseScript({ text, url: wanted.url })
  if (facts === null) return { asset, styleFiles: [], chunks: [] }
  const insecure = facts.requests.filter((load) => load.url.startsWith('http:')).slice(0, 20)
  const found = { ...asset, secrets: facts.secrets, insecure, searched: !asset.truncated }
  return { asset: found, styleFiles: [], chunks: facts.chunks.filter((url) => isOwnFile(url, { site, target })) }
}

async function readOne(wanted: WantedAsset, work: Work): Promise<Read> {
  const request = isText(wanted)
    ? { url: wanted.url, maxBody: MAX_TEXT, totalMs: TOTAL_MS, shared: true }
    : { url: wanted.url, headers: FIRST_BYTES, maxBody: 4096, totalMs: TOTAL_MS, shared: true }
  const chain = await followTwice(work.http, { ...request, maxRedirects: 3 })
  const exchange = chain.hops.at(-1)?.exchange
  if (exchange === undefined || chain.end === 'blocked')
    return { asset: blank(wanted, 'not-looked'), styleFiles: [], chunks: [] }
  const asset = assetFacts(wanted, exchange)
  const text = exchange.ok ? exchange.response.body.text : null
  const usable = asset.outcome === 'answer' && asset.status === 200 && !asset.html && text !== null
  if (!isText(wanted) || !usable || work.read.bytes > MAX_ALL_TEXTS) return { asset, styleFiles: [], chunks: [] }
  work.read.bytes += asset.bytes
  return search(wanted, asset, text, work)
}

async function readAll(wanted: readonly WantedAsset[], work: Work): Promise<Read[]> {
  return Promise.all(
    wanted.map(async (one) => {
      if (!work.ration.take(one)) return { asset: blank(one, 'not-looked'), styleFiles: [], chunks: [] }
      const late: Read = { asset: blank(one, 'not-looked'), styleFiles: [], chunks: [] }
      return byDeadline(work.softDeadline, readOne(one, work), late)
    }),
  )
}

function unknownOf(wanted: readonly WantedAsset[], reads: readonly Read[]): WantedAsset[] {
  const known = new Set(reads.map((read) => read.asset.url))
  return [...new Map(wanted.map((asset) => [asset.url, asset])).values()].filter((asset) => !known.has(asset.url))
}

/** Scripts and styles first, then what styles and scripts load themselves, then pictures. */
async function readInOrder(first: readonly WantedAsset[], work: Work): Promise<Read[]> {
  const texts = await readAll(first.filter(isText), work)
  const ofStyles = unknownOf(
    texts.flatMap((read) => read.styleFiles),
    texts,
  )
  const pictures = first.filter((asset) => !isText(asset))
  const rest = await readAll([...ofStyles.filter((asset) => asset.kind !== 'image'), ...pictures], work)
  const done = [...texts, ...rest]
  const chunks = texts.flatMap((read) =>
    read.chunks.map((url): WantedAsset => ({ url, kind: 'script', module: true, chunk: true, page: read.asset.page })),
  )
  return [...done, ...(await readAll(unknownOf(chunks, done).slice(0, 20), work))]
}

export default defineCollector(webAssets, {
  needs: { documents: webDocuments },
  lane: 'http',
  timeoutMs: 45_000,
  async collect({ documents }, { net, target, softDeadline }) {
    const work: Work = {
      http: net.http,
      target,
      site: documents.site,
      softDeadline,
      ration: createRation(),
      read: { bytes: 0 },
    }
    const reads = await readInOrder(assetsOfPages(documents, target), work)
    const scripts = reads.filter(({ asset }) => asset.kind === 'script')
    // Pictures and later chunks beyond the sample say nothing, so only unread scripts of pages keep their row.
    const kept = reads.filter(
      ({ asset }) => asset.outcome !== 'not-looked' || (asset.kind === 'script' && !asset.chunk),
    )
    return {
      assets: kept.map(({ asset }) => asset).slice(0, 100),
      scriptsFound: scripts.length,
      scriptsRead: scripts.filter(({ asset }) => asset.searched || asset.outcome === 'answer').length,
      bytesRead: work.read.bytes,
    }
  },
})
