import type { WebAsset, WebAssets } from '../../evidence/web-assets'
import type { DocumentFacts, WebDocument, WebDocuments } from '../../evidence/web-documents'
import type { CacheHeaders, Load } from '../../evidence/web-facts'

/** Caching headers, none unless told otherwise; for tables of cases. */
export function cacheOf(change: Partial<CacheHeaders> = {}): CacheHeaders {
  return {
    cacheControl: [],
    cdnCacheControl: [],
    expires: '',
    date: '',
    age: '',
    vary: '',
    etag: '',
    lastModified: '',
    status: [],
    ...change,
  }
}

/** One load of a page. */
export function loadOf(kind: Load['kind'], url: string, change: Partial<Load> = {}): Load {
  return { kind, url, line: 3, column: 5, by: kind, noscript: false, module: false, ...change }
}

/** A healthy home page of acme.io with changed facts and changed answer. */
export function pageOf(facts: Partial<DocumentFacts> = {}, change: Partial<WebDocument> = {}): WebDocument {
  return {
    url: 'https://acme.io/',
    finalUrl: 'https://acme.io/',
    host: 'acme.io',
    purpose: 'homepage',
    declared: false,
    outcome: 'page',
    status: 200,
    contentType: 'text/html; charset=utf-8',
    bytes: 4000,
    truncated: false,
    error: null,
    wall: '',
    upgradesInsecure: false,
    cache: cacheOf(),
    facts: {
      title: 'Acme',
      textLength: 400,
      noscriptLength: 0,
      scripts: 1,
      emptyMount: false,
      metaRefresh: false,
      upgradesInsecure: false,
      base: null,
      links: [],
      loads: [],
      forms: [],
      tokens: [],
      secrets: [],
      cut: false,
      ...facts,
    },
    ...change,
  }
}

/** The evidence of these pages. */
export function documentsOf(pages: WebDocument[]): WebDocuments {
  return { pages, site: 'acme.io' }
}

/** A healthy script of the home page, changed as told. */
export function assetOf(url: string, change: Partial<WebAsset> = {}): WebAsset {
  return {
    url,
    host: new URL(url).hostname,
    kind: url.endsWith('.css') ? 'stylesheet' : 'script',
    module: false,
    chunk: false,
    page: 0,
    outcome: 'answer',
    status: 200,
    contentType: url.endsWith('.css') ? 'text/css' : 'text/javascript',
    html: false,
    bytes: 9000,
    truncated: false,
    error: null,
    cache: cacheOf(),
    searched: true,
    secrets: [],
    insecure: [],
    ...change,
  }
}

/** The evidence of these files. */
export function assetsOf(assets: WebAsset[]): WebAssets {
  const scripts = assets.filter((asset) => asset.kind === 'script')
  return {
    assets,
    scriptsFound: scripts.length,
    scriptsRead: scripts.filter((asset) => asset.outcome === 'answer').length,
    bytesRead: 1000,
  }
}
