import type { HostRole } from '../engine/target'
import { type Block, type Doc, type DocView, docOf } from './doc'
import { findingsOf, openParts, statesOf, unprovenParts } from './parts'

const EDGE_CHECKS = [
  'edge-proxy-coverage',
  'origin-bypass',
  'shared-cache-safety',
  'html-not-stale',
  'refresh-consistency',
  'static-cache-lifetime',
  'validators',
  'compression',
  'ddos-protection',
  'rate-limit-login',
  'rate-limit-signup',
  'rate-limit-password-reset',
  'rate-limit-webhook',
  'rate-limit-public-api',
  'redirect-preserves-url',
  'hsts',
] as const

const PROVIDERS = ['Cloudflare', 'Vercel', 'Netlify'] as const

/** Tries an ordinary person never makes in the time given. */
const LIMITS: Readonly<Record<string, string>> = {
  login: '10 tries in 15 minutes for each address and each account',
  signup: '5 accounts in an hour for each address',
  'password-reset': '3 mails in an hour for each account, 10 for each address',
  webhook: 'Only with a valid signature; 100 in a minute for each sender',
  api: '100 requests in a minute for each key or address',
}

const WEB_ROLES: readonly HostRole[] = ['apex', 'www', 'app', 'api', 'marketing', 'assets', 'docs', 'status', 'other']

/** Pages that belong to one person: never kept by a shared cache. */
const PRIVATE = ['login', 'signup', 'password-reset', 'dashboard', 'upload', 'checkout', 'webhook', 'api', 'health']

function pathOf(url: string): string {
  return new URL(url).pathname
}

function providerOf(view: DocView): string | undefined {
  const seen = findingsOf(view, 'edge-provider').flatMap(({ params }) =>
    typeof params.names === 'string' ? [params.names] : [],
  )
  return PROVIDERS.find((provider) => seen.some((names) => names.includes(provider)))
}

function cloudflareRules(hosts: readonly string[], paths: readonly string[]): string {
  const isHost = hosts.map((host) => `http.host eq "${host}"`).join(' or ')
  const isPrivate = [
    ...paths.map((path) => `starts_with(http.request.uri.path, "${path}")`),
    'http.cookie contains "session"',
  ]
  return [
    '# Cache Rules, in this order',
    '# 1. Bypass cache',
    `((${isHost}) and (${isPrivate.join(' or ')}))`,
    '# 2. Eligible for cache, edge and browser TTL one year',
    `((${isHost}) and http.request.uri.path.extension in {"js" "css" "woff2" "png" "jpg" "svg" "webp"})`,
    '# 3. Everything else: respect the headers of the origin',
  ].join('\n')
}

function headerFile(paths: readonly string[]): string {
  const rows = paths.map((path) => ({
    source: `${path === '/' ? '' : path}/:path*`,
    headers: [{ key: 'Cache-Control', value: 'private, no-store' }],
  }))
  return JSON.stringify({ headers: rows }, undefined, 2)
}

function nginxRules(paths: readonly string[]): string {
  const quoted = paths.map((path) => path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return [
    ...(quoted.length === 0
      ? []
      : [
          `location ~ ^(${quoted.join('|')}) {`,
          '  add_header Cache-Control "private, no-store" always;',
          '  # what served it before',
          '}',
        ]),
    'location ~* \\.[0-9a-f]{8,}\\.(js|css|woff2|png|jpg|svg|webp)$ {',
    '  add_header Cache-Control "public, max-age=31536000, immutable";',
    '}',
  ].join('\n')
}

function cacheBlocks(view: DocView, provider: string | undefined): Block[] {
  const urls = view.target.urls.filter(({ purpose }) => PRIVATE.includes(purpose))
  const paths = [...new Set(urls.map(({ url }) => pathOf(url)).filter((path) => path !== '/'))].sort()
  const hosts = view.target.hosts.filter(({ role }) => WEB_ROLES.includes(role)).map(({ name }) => name)
  const code: Block[] =
    provider === 'Cloudflare'
      ? [{ kind: 'code', title: 'Cloudflare, Caching, Cache Rules', lang: 'text', code: cloudflareRules(hosts, paths) }]
      : provider === 'Vercel' && paths.length > 0
        ? [{ kind: 'code', title: 'vercel.json', lang: 'json', code: headerFile(paths) }]
        : [{ kind: 'code', title: 'nginx, server block', lang: 'nginx', code: nginxRules(paths) }]
  return [
    { kind: 'heading', text: 'Cache rules that are safe' },
    {
      kind: 'table',
      columns: ['What', 'Cache-Control'],
      rows: [
        ...paths.map((path) => [path, 'private, no-store']),
        ['Any answer with Set-Cookie', 'private, no-store'],
        ['Files with a hash in their name', 'public, max-age=31536000, immutable'],
        ['Pages everybody sees alike', 'public, max-age=0, must-revalidate (with ETag)'],
      ],
    },
    ...code,
  ]
}

function protectedBlocks(view: DocView): Block[] {
  const rows = view.target.urls.flatMap(({ url, purpose }) => {
    const limit = LIMITS[purpose]
    return limit === undefined ? [] : [[purpose, url, limit]]
  })
  if (rows.length === 0) return []
  return [
    { kind: 'heading', text: 'Protected routes' },
    { kind: 'table', columns: ['Route', 'Address', 'Limit to start with'], rows },
  ]
}

/** Edge settings with safe cache rules and the list of protected routes. */
export function edgeConfig(view: DocView): Doc {
  if (view.state.checkedAt === undefined) return docOf({ blocks: [], missing: ['Run the first audit'] })
  const provider = providerOf(view)
  const states = statesOf(view, EDGE_CHECKS)
  const networks = findingsOf(view, 'edge-provider').map(({ text }) => text)
  const missing = unprovenParts(states)
  if (!view.target.urls.some(({ purpose }) => purpose === 'login')) missing.push('Name the address of your login page')
  const open = openParts(states, provider)
  return docOf({
    blocks: [
      { kind: 'heading', text: 'What stands in front' },
      networks.length === 0 ? { kind: 'text', text: 'No network was seen.' } : { kind: 'list', items: networks },
      ...cacheBlocks(view, provider),
      ...protectedBlocks(view),
      ...(open.length === 0 ? [] : [{ kind: 'heading' as const, text: 'To change' }, ...open]),
    ],
    missing,
  })
}
