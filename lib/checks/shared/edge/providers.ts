/** One network that can stand in front of a host, and the marks it leaves. */
export type EdgeProvider = {
  id: string
  name: string
  /** `cdn`: a proxy that is put in front of any server. `platform`: hosting that brings its own edge. */
  kind: 'cdn' | 'platform'
  /** Header name and what its value must look like. */
  headers: readonly (readonly [name: string, value: RegExp])[]
  /** How many of the headers must be there; one unless told otherwise. */
  headersNeeded?: number
  cookies?: RegExp
  /** Suffixes of alias targets. */
  aliases: readonly string[]
  /** `Server` texts; anyone can send them. */
  server?: RegExp
}

const ANY = /./

export const EDGE_PROVIDERS: readonly EdgeProvider[] = [
  {
    id: 'cloudflare',
    name: 'Cloudflare',
    kind: 'cdn',
    headers: [
      ['cf-ray', ANY],
      ['cf-cache-status', ANY],
    ],
    aliases: ['cdn.cloudflare.net', 'pages.dev', 'workers.dev'],
    server: /^cloudflare\b/i,
  },
  {
    id: 'vercel',
    name: 'Vercel',
    kind: 'platform',
    headers: [
      ['x-vercel-id', ANY],
      ['x-vercel-cache', ANY],
    ],
    aliases: ['vercel-dns.com', 'vercel.app', 'vercel-dns-016.com', 'vercel-dns-017.com'],
    server: /^vercel$/i,
  },
  {
    id: 'netlify',
    name: 'Netlify',
    kind: 'platform',
    headers: [
      ['x-nf-request-id', ANY],
      ['cache-status', /netlify/i],
    ],
    aliases: ['netlify.app', 'netlifyglobalcdn.com', 'netlify.com'],
    server: /^netlify$/i,
  },
  {
    id: 'cloudfront',
    name: 'Amazon CloudFront',
    kind: 'cdn',
    headers: [
      ['x-amz-cf-id', ANY],
      ['x-amz-cf-pop', ANY],
      ['via', /cloudfront/i],
    ],
    aliases: ['cloudfront.net'],
    server: /^cloudfront$/i,
  },
  {
    id: 'github-pages',
    name: 'GitHub Pages',
    kind: 'platform',
    headers: [['x-github-request-id', ANY]],
    aliases: ['github.io'],
    server: /^github\.com$/i,
  },
  {
    id: 'fastly',
    name: 'Fastly',
    kind: 'cdn',
    headers: [
      ['x-served-by', /\bcache-/i],
      ['x-timer', /^S[\d.]+,VS0/],
      ['via', /^1\.1 varnish/i],
    ],
    headersNeeded: 2,
    aliases: ['fastly.net', 'fastlylb.net'],
  },
  {
    id: 'akamai',
    name: 'Akamai',
    kind: 'cdn',
    headers: [
      ['akamai-grn', ANY],
      ['x-akamai-transformed', ANY],
      ['x-akamai-request-id', ANY],
      ['akamai-cache-status', ANY],
    ],
    aliases: ['edgekey.net', 'edgesuite.net', 'akamaiedge.net', 'akamaized.net'],
    server: /^akamaighost$/i,
  },
  {
    id: 'bunny',
    name: 'Bunny',
    kind: 'cdn',
    headers: [
      ['cdn-pullzone', ANY],
      ['cdn-requestid', ANY],
    ],
    aliases: ['b-cdn.net'],
    server: /^bunnycdn-/i,
  },
  {
    id: 'google',
    name: 'Google Cloud',
    kind: 'cdn',
    headers: [['via', /^1\.1 google/i]],
    aliases: ['googleusercontent.com'],
  },
  {
    id: 'azure',
    name: 'Azure Front Door',
    kind: 'cdn',
    headers: [
      ['x-azure-ref', ANY],
      ['x-fd-int-roxy-purgeid', ANY],
    ],
    aliases: ['azurefd.net', 'azureedge.net', 't-msedge.net'],
  },
  {
    id: 'imperva',
    name: 'Imperva',
    kind: 'cdn',
    headers: [
      ['x-iinfo', ANY],
      ['x-cdn', /imperva|incapsula/i],
    ],
    cookies: /^(?:visid_incap_|incap_ses_)/,
    aliases: ['impervadns.net', 'incapdns.net'],
  },
  {
    id: 'sucuri',
    name: 'Sucuri',
    kind: 'cdn',
    headers: [
      ['x-sucuri-id', ANY],
      ['x-sucuri-cache', ANY],
    ],
    aliases: ['sucuri.net'],
    server: /^sucuri/i,
  },
  {
    id: 'keycdn',
    name: 'KeyCDN',
    kind: 'cdn',
    headers: [['x-edge-location', ANY]],
    aliases: ['kxcdn.com'],
    server: /^keycdn-engine$/i,
  },
  { id: 'gcore', name: 'Gcore', kind: 'cdn', headers: [], aliases: ['gcdn.co'] },
  { id: 'ddos-guard', name: 'DDoS-Guard', kind: 'cdn', headers: [], aliases: [], server: /^ddos-guard$/i },
  {
    id: 'render',
    name: 'Render',
    kind: 'platform',
    headers: [['x-render-origin-server', ANY]],
    aliases: ['onrender.com'],
  },
  {
    id: 'railway',
    name: 'Railway',
    kind: 'platform',
    headers: [['x-railway-request-id', ANY]],
    aliases: ['up.railway.app'],
    server: /^railway-edge$/i,
  },
  {
    id: 'fly',
    name: 'Fly.io',
    kind: 'platform',
    headers: [
      ['fly-request-id', ANY],
      ['via', /fly\.io/i],
    ],
    aliases: ['fly.dev'],
    server: /^fly\//i,
  },
  {
    id: 'heroku',
    name: 'Heroku',
    kind: 'platform',
    headers: [['via', /\bvegur\b|heroku-router/i]],
    aliases: ['herokudns.com', 'herokuapp.com'],
    server: /^heroku$/i,
  },
]

/** Names of headers that some provider is known by. */
export const EDGE_HEADERS: ReadonlySet<string> = new Set([
  'server',
  ...EDGE_PROVIDERS.flatMap((provider) => provider.headers.map(([name]) => name)),
])

const byId = new Map(EDGE_PROVIDERS.map((provider) => [provider.id, provider]))

/** The provider with this id; undefined when there is none. */
export function edgeProvider(id: string): EdgeProvider | undefined {
  return byId.get(id)
}
