import { type Cidr, type IpAddress, inCidr, parseAddress, parseCidr } from './address'
import { providerOfAddress } from './edge/detect'
import { EDGE_PROVIDERS, edgeProvider } from './edge/providers'
import { isWithin } from './public-suffix'

/** Where a hosting provider wants names to point, after its own documentation. */
export type HostingTarget = {
  id: string
  name: string
  /** Suffixes of the names it hands out for aliases. */
  aliases: readonly string[]
  /** Addresses for root domains. */
  apex: readonly string[]
  /** Further addresses of the same service, such as newer ones. */
  also?: readonly string[]
  /** All of `apex` are needed, not any of them. */
  wantsAll?: boolean
  /** Former addresses. `off`: they lead nowhere any more. */
  former?: readonly { address: string; off: boolean }[]
}

/** The day the table below was put together; half a year later the check no longer fails anybody by it. */
export const HOSTING_CHECKED_ON = '2026-08-01'

const GITHUB_V4 = ['185.199.108.153', '185.199.109.153', '185.199.110.153', '185.199.111.153']
const GITHUB_V6 = ['2606:50c0:8000::153', '2606:50c0:8001::153', '2606:50c0:8002::153', '2606:50c0:8003::153']

export const HOSTING_TARGETS: readonly HostingTarget[] = [
  {
    id: 'github-pages',
    name: 'GitHub Pages',
    aliases: ['github.io'],
    apex: GITHUB_V4,
    also: GITHUB_V6,
    wantsAll: true,
    former: [
      { address: '192.30.252.153', off: true },
      { address: '192.30.252.154', off: true },
    ],
  },
  { id: 'render', name: 'Render', aliases: ['onrender.com'], apex: ['216.24.57.1'], also: ['216.24.57.0/24'] },
  {
    id: 'squarespace',
    name: 'Squarespace',
    aliases: ['ext-cust.squarespace.com', 'ext-sq.squarespace.com'],
    apex: ['198.185.159.144', '198.185.159.145', '198.49.23.144', '198.49.23.145'],
    wantsAll: true,
  },
  {
    id: 'webflow',
    name: 'Webflow',
    aliases: ['cdn.webflow.com', 'proxy-ssl.webflow.com', 'proxy.webflow.com'],
    apex: ['198.202.211.1'],
    former: [
      { address: '75.2.70.75', off: false },
      { address: '99.83.190.102', off: false },
    ],
  },
  { id: 'framer', name: 'Framer', aliases: ['framer.app', 'framer.website'], apex: [] },
  {
    id: 'vercel',
    name: 'Vercel',
    aliases: ['vercel-dns.com', 'vercel-dns-016.com', 'vercel-dns-017.com', 'vercel.app'],
    apex: ['76.76.21.21'],
    also: ['76.76.21.0/24', '66.33.60.0/24', '64.29.17.0/24', '216.198.79.0/24'],
  },
  { id: 'railway', name: 'Railway', aliases: ['up.railway.app'], apex: [] },
  { id: 'shopify', name: 'Shopify', aliases: ['myshopify.com'], apex: ['23.227.38.65'], also: ['23.227.38.0/24'] },
  { id: 'netlify', name: 'Netlify', aliases: ['netlify.app', 'netlifyglobalcdn.com'], apex: ['75.2.60.5'] },
]

/** Pages that registrars and domain traders show for names without a website. */
const PARKING: readonly { name: string; range: string }[] = [
  { name: 'GoDaddy', range: '34.102.136.180/32' },
  { name: 'Sedo', range: '91.195.240.0/24' },
  { name: 'Bodis', range: '199.59.240.0/22' },
  { name: 'ParkingCrew', range: '185.53.176.0/22' },
]

const known = new Map<string, Cidr | undefined>()

/** The ranges of the tables above, each read once. */
function rangeOf(text: string): Cidr | undefined {
  if (!known.has(text)) known.set(text, parseCidr(text))
  return known.get(text)
}

function isIn(address: IpAddress | undefined, text: string): boolean {
  const range = rangeOf(text)
  return address !== undefined && range !== undefined && inCidr(address, range)
}

/** Who shows a parking page at an address; undefined for everything else. */
export function parkingAt(address: string): string | undefined {
  const parsed = parseAddress(address)
  return PARKING.find(({ range }) => isIn(parsed, range))?.name
}

/** The hosting provider an address belongs to, former addresses included. */
export function hostingByAddress(address: string): HostingTarget | undefined {
  const parsed = parseAddress(address)
  return HOSTING_TARGETS.find(({ apex, also = [], former = [] }) =>
    [...apex, ...also, ...former.map((entry) => entry.address)].some((range) => isIn(parsed, range)),
  )
}

/** The hosting provider a name was handed out by. */
export function hostingByAlias(name: string): HostingTarget | undefined {
  return HOSTING_TARGETS.find(({ aliases }) => aliases.some((suffix) => isWithin(name, suffix)))
}

/** Id of the host, network or parking page an address leads to; undefined for servers of nobody in particular. */
export function operatorOfAddress(address: string): string | undefined {
  const parked = parkingAt(address)
  if (parked !== undefined) return `parking at ${parked}`
  return hostingByAddress(address)?.id ?? providerOfAddress(address)
}

/** Id of the host or network that hands out a name; undefined for names of one's own. */
export function operatorOfAlias(name: string): string | undefined {
  const known = hostingByAlias(name)?.id
  return known ?? EDGE_PROVIDERS.find(({ aliases }) => aliases.some((suffix) => isWithin(name, suffix)))?.id
}

/** The name people know an operator by. */
export function operatorName(id: string): string {
  return HOSTING_TARGETS.find((target) => target.id === id)?.name ?? edgeProvider(id)?.name ?? id
}

/** The hosting provider a person names; undefined for one the table does not hold. */
export function hostingByText(text: string | undefined): HostingTarget | undefined {
  const plain = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const wanted = plain(text ?? '')
  return wanted === '' ? undefined : HOSTING_TARGETS.find(({ id, name }) => [id, name].map(plain).includes(wanted))
}
