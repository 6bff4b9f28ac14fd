import type { Immutable } from '../../../engine/immutable'
import type { EdgeHost } from '../../../evidence/web-edge'
import { type Cidr, inCidr, parseAddress, parseCidr } from '../address'
import { EDGE_PROVIDERS, type EdgeProvider } from './providers'
import { EDGE_RANGES } from './ranges'

/**
 * How sure a detection is. `confirmed`: the provider's own address range or endpoint, or header and
 * alias together. `likely`: header or alias. `hint`: only a text that anyone can send.
 */
export type EdgeConfidence = 'confirmed' | 'likely' | 'hint'

export type DetectedEdge = { provider: EdgeProvider; confidence: EdgeConfidence; signs: string[]; byAddress: boolean }

const ranges: readonly { id: string; cidr: Cidr }[] = Object.entries(EDGE_RANGES).flatMap(([id, list]) =>
  list.flatMap((text) => {
    const cidr = parseCidr(text)
    return cidr === undefined ? [] : [{ id, cidr }]
  }),
)

/** The provider whose published range holds an address; undefined when none does. */
export function providerOfAddress(text: string): string | undefined {
  const address = parseAddress(text)
  return address === undefined ? undefined : ranges.find((range) => inCidr(address, range.cidr))?.id
}

function headerSigns(provider: EdgeProvider, host: Immutable<EdgeHost>): string[] {
  const signs = provider.headers.flatMap(([name, value]) =>
    host.headers.some((header) => header[0] === name && value.test(header[1] ?? '')) ? [`header ${name}`] : [],
  )
  const cookies = provider.cookies
  const cookie =
    cookies === undefined ? [] : host.cookies.filter((one) => cookies.test(one)).map((one) => `cookie ${one}`)
  return signs.length >= (provider.headersNeeded ?? 1) ? [...signs, ...cookie] : cookie
}

function aliasSigns(provider: EdgeProvider, host: Immutable<EdgeHost>): string[] {
  return host.aliases
    .filter((alias) => provider.aliases.some((suffix) => alias === suffix || alias.endsWith(`.${suffix}`)))
    .map((alias) => `alias ${alias}`)
}

type Owned = { address: string; owner: string | undefined }

function detect(provider: EdgeProvider, host: Immutable<EdgeHost>, owned: readonly Owned[]): DetectedEdge | undefined {
  const addresses = owned.filter(({ owner }) => owner === provider.id).map(({ address }) => address)
  const a = addresses.map((address) => `address ${address}`)
  if (provider.id === 'cloudflare' && host.trace === true) a.push('/cdn-cgi/trace')
  const b = headerSigns(provider, host)
  const c = aliasSigns(provider, host)
  const server = host.headers.find((header) => header[0] === 'server')?.[1] ?? ''
  const d = provider.server?.test(server) ? [`Server: ${server}`] : []
  const signs = [...a, ...b, ...c, ...d]
  if (signs.length === 0) return undefined
  const confirmed = a.length > 0 || (b.length > 0 && c.length > 0)
  const confidence = confirmed ? 'confirmed' : b.length > 0 || c.length > 0 ? 'likely' : 'hint'
  return { provider, confidence, signs, byAddress: addresses.length > 0 }
}

/**
 * The networks in front of a host, nearest to the visitor first: who owns the address, then who only
 * shows in headers. GitHub Pages runs on Fastly, so Fastly's marks there name no second network.
 */
export function detectEdges(host: Immutable<EdgeHost>): DetectedEdge[] {
  const owned = host.addresses.map((address) => ({ address, owner: providerOfAddress(address) }))
  const found = EDGE_PROVIDERS.map((provider) => detect(provider, host, owned)).filter((edge) => edge !== undefined)
  const pages = found.some((edge) => edge.provider.id === 'github-pages' && edge.confidence !== 'hint')
  const own = pages ? found.filter((edge) => edge.provider.id !== 'fastly') : found
  const rank = (edge: DetectedEdge): number => (edge.byAddress ? 0 : edge.provider.kind === 'cdn' ? 1 : 2)
  return own.toSorted((a, b) => rank(a) - rank(b))
}

/** Whether a network really stands in front of the host, as far as it is proved or likely. */
export function isBehindEdge(host: Immutable<EdgeHost>): boolean {
  return detectEdges(host).some((edge) => edge.confidence !== 'hint')
}
