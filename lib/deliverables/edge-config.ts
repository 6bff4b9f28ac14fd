import type { Block, DocumentMaker, DocView } from './doc'
import { edgeOf, webHosts } from './facts'
import { afterAudit, bullets, changePart, findingsOf, table, text } from './parts'

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

/** Tries an ordinary person never makes in the time given. */
const LIMITS: Readonly<Record<string, string>> = {
  login: '10 tries in 15 minutes for each address and each account',
  signup: '5 accounts in an hour for each address',
  'password-reset': '3 mails in an hour for each account, 10 for each address',
  webhook: 'Only with a valid signature; 100 in a minute for each sender',
  api: '100 requests in a minute for each key or address',
}

/** Pages that belong to one person: never kept by a shared cache. */
const PRIVATE = ['login', 'signup', 'password-reset', 'dashboard', 'upload', 'checkout', 'webhook', 'api', 'health']

function pathOf(url: string): string {
  return new URL(url).pathname
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
          `location ~ "^(${quoted.join('|')})" {`,
          '  add_header Cache-Control "private, no-store" always;',
          '  # what served it before',
          '}',
        ]),
    // Braces inside a pattern have to stand in quotes there.
    'location ~* "\\.[0-9a-f]{8,}\\.(js|css|woff2|png|jpg|svg|webp)$" {',
    '  add_header Cache-Control "public, max-age=31536000, immutable";',
    '}',
  ].join('\n')
}

function cacheBlocks(view: DocView, provider: string | undefined): Block[] {
  const urls = view.target.urls.filter(({ purpose }) => PRIVATE.includes(purpose))
  const paths = [...new Set(urls.map(({ url }) => pathOf(url)).filter((path) => path !== '/'))].sort()
  const hosts = webHosts(view)
  const code: Block[] =
    provider === 'Cloudflare'
      ? [{ kind: 'code', title: 'Cloudflare, Caching, Cache Rules', lang: 'text', code: cloudflareRules(hosts, paths) }]
      : provider === 'Vercel' && paths.length > 0
        ? [{ kind: 'code', title: 'vercel.json', lang: 'json', code: headerFile(paths) }]
        : [{ kind: 'code', title: 'nginx, server block', lang: 'nginx', code: nginxRules(paths) }]
  return [
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

function protectedRows(view: DocView): string[][] {
  return view.target.urls.flatMap(({ url, purpose }) => {
    const limit = LIMITS[purpose]
    return limit === undefined ? [] : [[purpose, url, limit]]
  })
}

/** Edge settings with safe cache rules and the list of protected routes. */
export const edgeConfig: DocumentMaker = {
  asks: [
    {
      id: 'access',
      title: 'Who may change this',
      question: 'Where are these settings made, who may change them, and who looks at them again?',
      form: 'text',
    },
    {
      id: 'by-hand',
      title: 'Rules made by hand',
      question: 'Which rules stand there that nothing above explains?',
      form: 'rows',
      columns: [{ label: 'Rule', needed: true }, { label: 'Why' }, { label: 'Made by' }],
      optional: true,
    },
  ],
  parts: (view) => {
    const provider = edgeOf(view)
    const hasLogin = view.target.urls.some(({ purpose }) => purpose === 'login')
    return [
      afterAudit(view, { id: 'front', title: 'What stands in front' }, () => {
        const networks = findingsOf(view, 'edge-provider').map((finding) => finding.text)
        return { blocks: [networks.length === 0 ? text('No network was seen.') : bullets(...networks)] }
      }),
      { id: 'cache', title: 'Cache rules that are safe', blocks: cacheBlocks(view, provider) },
      {
        id: 'protected',
        title: 'Protected routes',
        blocks: [
          table(
            ['Route', 'Address', 'Limit to start with'],
            protectedRows(view),
            'No address to protect was named yet.',
          ),
        ],
        missing: hasLogin
          ? []
          : [{ text: 'Name the address of your login page', at: { kind: 'question', id: 'login-url' } }],
      },
      {
        ask: 'access',
        suggestion: `- Settings are made at ${provider ?? '____'}, in the account of ____\n- ____ may change them; ____ has to agree first\n- Looked at again after each release by ____`,
      },
      { ask: 'by-hand' },
      changePart(view, EDGE_CHECKS, provider),
    ]
  },
}
