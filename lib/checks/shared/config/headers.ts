import type { Fix } from '../../../engine/finding'

export type FixVariant = NonNullable<Fix['variants']>[number]

/** Headers that one host has to send, for all its answers or for one path. */
export type HeaderRule = {
  host: string
  /** `/pricing`, or `/assets/*` for everything below; all answers where left out. */
  path?: string
  headers: readonly (readonly [name: string, value: string])[]
}

const ALL = '/*'

/** The path as a pattern of Next.js and Vercel. */
function sourceOf(path: string): string {
  return path === ALL ? '/:path*' : path.replace(/\*$/, ':path*')
}

function nginxOf({ path, headers }: HeaderRule): string {
  const lines = headers.map(([name, value]) => `add_header ${name} "${value.replaceAll('"', '\\"')}" always;`)
  if (path === undefined || path === ALL) return lines.join('\n')
  const location = path.endsWith('*') ? path.slice(0, -1) : `= ${path}`
  return `location ${location} {\n${lines.map((line) => `  ${line}`).join('\n')}\n  # what served this path before\n}`
}

function cloudflareExpression({ host, path }: HeaderRule): string {
  const isHost = `http.host eq "${host}"`
  if (path === undefined || path === ALL) return `(${isHost})`
  const isPath = path.endsWith('*')
    ? `starts_with(http.request.uri.path, "${path.slice(0, -1)}")`
    : `http.request.uri.path eq "${path}"`
  return `(${isHost} and ${isPath})`
}

function expressTest(path: string): string {
  return path.endsWith('*') ? `request.path.startsWith('${path.slice(0, -1)}')` : `request.path === '${path}'`
}

const quoted = (value: string): string => (value.includes("'") ? JSON.stringify(value) : `'${value}'`)

function expressOf({ path, headers }: HeaderRule): string {
  const lines = headers.map(([name, value]) => `response.setHeader('${name}', ${quoted(value)})`)
  const body =
    path === undefined || path === ALL
      ? lines.map((line) => `  ${line}`)
      : [`  if (${expressTest(path)}) {`, ...lines.map((line) => `    ${line}`), '  }']
  return ['app.use((request, response, next) => {', ...body, '  next()', '})'].join('\n')
}

function railsOf({ path, headers }: HeaderRule): FixVariant {
  const pairs = headers.map(([name, value]) => `response.set_header('${name}', ${quoted(value)})`)
  if (path === undefined || path === ALL) {
    const merged = headers.map(([name, value]) => `  '${name}' => ${quoted(value)}`).join(',\n')
    return {
      provider: 'Rails',
      steps: ['Add the headers to the defaults and deploy.'],
      snippet: {
        lang: 'ruby',
        file: 'config/application.rb',
        code: `config.action_dispatch.default_headers.merge!(\n${merged}\n)`,
      },
    }
  }
  return {
    provider: 'Rails',
    steps: [`Set the headers in the controller that answers ${path} and deploy.`],
    snippet: { lang: 'ruby', code: `after_action do\n${pairs.map((line) => `  ${line}`).join('\n')}\nend` },
  }
}

function djangoOf({ path, headers }: HeaderRule): string {
  const lines = headers.map(([name, value]) => `response.headers["${name}"] = ${JSON.stringify(value)}`)
  const test =
    path === undefined || path === ALL
      ? undefined
      : path.endsWith('*')
        ? `request.path.startswith("${path.slice(0, -1)}")`
        : `request.path == "${path}"`
  const body =
    test === undefined
      ? lines.map((line) => `        ${line}`)
      : [`        if ${test}:`, ...lines.map((line) => `            ${line}`)]
  return [
    'class LaunchHeaders:',
    '    def __init__(self, get_response):',
    '        self.get_response = get_response',
    '',
    '    def __call__(self, request):',
    '        response = self.get_response(request)',
    ...body,
    '        return response',
  ].join('\n')
}

/** The same headers in the configuration of each common platform, server and framework. */
export function headerVariants(rule: HeaderRule): FixVariant[] {
  const { host, headers } = rule
  const path = rule.path ?? ALL
  const entries = headers.map(([key, value]) => ({ key, value }))
  const literal = entries.map(({ key, value }) => `{ key: '${key}', value: ${quoted(value)} }`).join(', ')
  return [
    {
      provider: 'Cloudflare',
      steps: [
        'Open Rules, Transform Rules, Modify Response Header and create a rule with the expression below.',
        ...headers.map(([name, value]) => `Then: Set static, ${name}, value ${value}`),
      ],
      snippet: { lang: 'text', code: cloudflareExpression(rule) },
    },
    {
      provider: 'Vercel',
      steps: ['Add this to vercel.json and deploy.'],
      snippet: {
        lang: 'json',
        file: 'vercel.json',
        code: JSON.stringify({ headers: [{ source: sourceOf(path), headers: entries }] }, null, 2),
      },
    },
    {
      provider: 'Netlify',
      steps: [
        'Add these lines to the _headers file of the published folder and deploy; Cloudflare Pages reads it too.',
      ],
      snippet: {
        lang: 'text',
        file: '_headers',
        code: [path, ...headers.map(([name, value]) => `  ${name}: ${value}`)].join('\n'),
      },
    },
    {
      provider: 'nginx',
      steps: [
        `Put the lines into the server block of ${host} and reload.`,
        'Repeat them in every location with an add_header of its own: nginx does not inherit it there.',
      ],
      snippet: { lang: 'nginx', code: nginxOf(rule) },
    },
    {
      provider: 'Next.js',
      steps: ['Return the headers from headers() and deploy.'],
      snippet: {
        lang: 'ts',
        file: 'next.config.ts',
        code: `headers: async () => [\n  { source: '${sourceOf(path)}', headers: [${literal}] },\n],`,
      },
    },
    {
      provider: 'Express',
      steps: ['Set the headers before your routes and deploy.'],
      snippet: { lang: 'ts', code: expressOf(rule) },
    },
    railsOf(rule),
    {
      provider: 'Django',
      steps: ['Add this class and name it first in MIDDLEWARE, then deploy.'],
      snippet: { lang: 'python', file: 'middleware.py', code: djangoOf(rule) },
    },
  ]
}
