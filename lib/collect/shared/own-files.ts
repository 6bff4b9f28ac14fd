import type { Immutable } from '../../engine/immutable'
import type { Target } from '../../engine/target'
import type { WebAsset } from '../../evidence/web-assets'
import type { WebDocuments } from '../../evidence/web-documents'
import type { Load } from '../../evidence/web-facts'

export type WantedAsset = Pick<WebAsset, 'url' | 'kind' | 'module' | 'chunk' | 'page'>

/** Requests for files that one host and one run may cost. */
/** Files of one host that are asked for at most. */
export const FILES_PER_HOST = 20
const LIMITS: Readonly<Record<WebAsset['kind'], number>> = { script: 24, stylesheet: 8, font: 4, image: 6 }

const ASSET_KINDS: Readonly<Partial<Record<Load['kind'], WebAsset['kind']>>> = {
  script: 'script',
  stylesheet: 'stylesheet',
  'css-import': 'stylesheet',
  font: 'font',
  'css-font': 'font',
  image: 'image',
  srcset: 'image',
  icon: 'image',
  'css-image': 'image',
}

/** Whether a file is the project's own: under its registrable domain or on a host it names. */
export function isOwnFile(url: string, { site, target }: { site: string; target: Target }): boolean {
  const host = URL.parse(url)?.hostname ?? ''
  if (host === site || host.endsWith(`.${site}`)) return true
  return target.hosts.some((named) => named.name.toLowerCase().replace(/\.$/, '') === host)
}

type Own = { site: string; target: Target }

function wantedOf(loads: Immutable<Load[]>, page: number, own: Own): WantedAsset[] {
  return loads.flatMap((load) => {
    const kind = ASSET_KINDS[load.kind]
    // A masked address would ask for something else; a plain http one is judged elsewhere.
    const askable = load.url.startsWith('https:') && !load.url.includes('***')
    return kind === undefined || !askable || !isOwnFile(load.url, own)
      ? []
      : [{ url: load.url, kind, module: load.module, chunk: false, page }]
  })
}

/** Own files the pages load, each once, with the page that loads it first. */
export function assetsOfPages(documents: Immutable<WebDocuments>, target: Target): WantedAsset[] {
  const all = documents.pages.flatMap((page, index) =>
    wantedOf(page.facts?.loads ?? [], index, { site: documents.site, target }),
  )
  return [...new Map(all.toReversed().map((asset) => [asset.url, asset])).values()].toReversed()
}

/** Own files that a style sheet loads. */
export function assetsOfStyle(loads: Load[], page: number, own: Own): WantedAsset[] {
  return wantedOf(loads, page, own)
}

export type Ration = { take(asset: WantedAsset): boolean }

/** Deals out the requests for files: bounded per kind and per host, first come first served. */
export function createRation(): Ration {
  const kinds = new Map<string, number>()
  const hosts = new Map<string, number>()
  return {
    take({ url, kind }) {
      const host = URL.parse(url)?.hostname ?? ''
      const ofKind = kinds.get(kind) ?? 0
      const ofHost = hosts.get(host) ?? 0
      if (ofKind >= LIMITS[kind] || ofHost >= FILES_PER_HOST) return false
      kinds.set(kind, ofKind + 1)
      hosts.set(host, ofHost + 1)
      return true
    },
  }
}
