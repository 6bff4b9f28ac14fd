import type { Immutable } from '../../engine/immutable'
import type { WebAsset } from '../../evidence/web-assets'
import type { WebDocument } from '../../evidence/web-documents'
import type { Load, LoadKind } from '../../evidence/web-facts'
import type { WebTwins } from '../../evidence/web-twins'

/**
 * What browsers do with a file over plain http on a secure page (W3C Mixed Content): `blocked` is
 * refused, `upgraded` is tried over https and silently missing when that fails, `minor` is refused
 * without anybody missing it.
 */
export type InsecureClass = 'blocked' | 'upgraded' | 'minor'

export type InsecureLoad = {
  load: Immutable<Load>
  class: InsecureClass
  /** The page or file that contains it. */
  file: string
  twin: 'works' | 'fails' | 'not-looked'
}

const UPGRADED: readonly LoadKind[] = ['image', 'media', 'css-image']
const MINOR: readonly LoadKind[] = ['icon', 'manifest']

function classOf(load: Immutable<Load>): InsecureClass {
  if (MINOR.includes(load.kind) || load.noscript) return 'minor'
  return UPGRADED.includes(load.kind) ? 'upgraded' : 'blocked'
}

/** Browsers trust the own machine without a certificate. */
function isLoopback(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? ''
  return host === 'localhost' || host.endsWith('.localhost') || host.startsWith('127.') || host === '[::1]'
}

export type InsecureInput = {
  page: Immutable<WebDocument>
  assets: readonly Immutable<WebAsset>[]
  twins: Immutable<WebTwins>['twins']
}

/** Whether the policy makes browsers turn loads and forms of the page into https. */
export function upgradesInsecure({ upgradesInsecure: byHeader, facts }: Immutable<WebDocument>): boolean {
  return byHeader || (facts?.upgradesInsecure ?? false)
}

/** Every plain http load of a secure page, its style sheets and its scripts, each address and class once. */
export function insecureLoads({ page, assets, twins }: InsecureInput): InsecureLoad[] {
  const own = page.facts?.loads ?? []
  const loaded = new Set(own.map((load) => load.url))
  const rows = [
    ...own.map((load) => ({ load, file: page.finalUrl })),
    ...assets
      .filter((asset) => loaded.has(asset.url))
      .flatMap((asset) => asset.insecure.map((load) => ({ load, file: asset.url }))),
  ]
  // What an insecure base address spoils is one finding, unless a policy mends file by file.
  const spoils = page.facts?.base?.startsWith('http:') === true && !upgradesInsecure(page)
  const baseOrigin = spoils ? URL.parse(page.facts?.base ?? '')?.origin : undefined
  const found = rows
    .filter(({ load }) => load.url.startsWith('http:') && !isLoopback(load.url))
    .filter(({ load }) => baseOrigin === undefined || URL.parse(load.url)?.origin !== baseOrigin)
    .map(({ load, file }): InsecureLoad => {
      const twin = twins.find((one) => one.url === load.url)?.outcome ?? 'not-looked'
      return { load, file, class: classOf(load), twin }
    })
  return [...new Map(found.map((one) => [`${one.class} ${one.load.url}`, one])).values()]
}
