import type { FixVariant } from './headers'

/** Who may read the answers of one host from a browser. */
export type CorsRule = {
  host: string
  origins: readonly string[]
  methods: readonly string[]
  headers: readonly string[]
}

const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ')
const regexOf = (origins: readonly string[]): string =>
  origins.map((origin) => origin.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|')

function edgeWorker({ origins, methods, headers }: CorsRule): string {
  return `const ALLOWED = new Set([${list(origins)}])

export default {
  async fetch(request) {
    const origin = request.headers.get('Origin') ?? ''
    const upstream = request.method === 'OPTIONS' ? new Response(null, { status: 204 }) : await fetch(request)
    const answer = new Response(upstream.body, upstream)
    answer.headers.append('Vary', 'Origin')
    if (!ALLOWED.has(origin)) return answer
    answer.headers.set('Access-Control-Allow-Origin', origin)
    answer.headers.set('Access-Control-Allow-Credentials', 'true')
    answer.headers.set('Access-Control-Allow-Methods', '${methods.join(', ')}')
    answer.headers.set('Access-Control-Allow-Headers', '${headers.join(', ')}')
    return answer
  },
}`
}

function functionOf({ origins, methods, headers }: CorsRule): string {
  return `const ALLOWED = new Set([${list(origins)}])

export function corsHeaders(origin: string | null): Record<string, string> {
  if (origin === null || !ALLOWED.has(origin)) return { Vary: 'Origin' }
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Allow-Methods': '${methods.join(', ')}',
    'Access-Control-Allow-Headers': '${headers.join(', ')}',
  }
}`
}

function nginxOf({ origins, methods, headers }: CorsRule): string {
  return `# http block
map $http_origin $allowed_origin {
  default "";
  "~^(?:${regexOf(origins)})$" $http_origin;
}

# location of the API
add_header Vary Origin always;
add_header Access-Control-Allow-Origin $allowed_origin always;
add_header Access-Control-Allow-Credentials true always;
add_header Access-Control-Allow-Methods "${methods.join(', ')}" always;
add_header Access-Control-Allow-Headers "${headers.join(', ')}" always;
if ($request_method = OPTIONS) { return 204; }`
}

/** The allowed origins of one host in the configuration of each common platform, server and framework. */
export function corsVariants(rule: CorsRule): FixVariant[] {
  const { host, origins, methods, headers } = rule
  const answers = 'Answer OPTIONS with status 204 and these headers, and add them to every other answer, errors too.'
  return [
    {
      provider: 'Cloudflare',
      steps: [`Put this Worker in front of ${host}, or fix the server behind it.`],
      snippet: { lang: 'ts', file: 'worker.ts', code: edgeWorker(rule) },
    },
    { provider: 'Vercel', steps: [answers], snippet: { lang: 'ts', file: 'lib/cors.ts', code: functionOf(rule) } },
    { provider: 'Netlify', steps: [answers], snippet: { lang: 'ts', file: 'lib/cors.ts', code: functionOf(rule) } },
    {
      provider: 'nginx',
      steps: ['Put the map into the http block, the rest into the location, and reload.'],
      snippet: { lang: 'nginx', code: nginxOf(rule) },
    },
    {
      provider: 'Next.js',
      steps: [`${answers} Call it from proxy.ts.`],
      snippet: { lang: 'ts', file: 'lib/cors.ts', code: functionOf(rule) },
    },
    {
      provider: 'Express',
      steps: ['Use the cors package before your routes; it answers preflights too.'],
      snippet: {
        lang: 'ts',
        code: `import cors from 'cors'\n\napp.use(cors({ origin: [${list(origins)}], credentials: true, methods: [${list(methods)}], allowedHeaders: [${list(headers)}] }))`,
      },
    },
    {
      provider: 'Rails',
      steps: ['Add the rack-cors gem and this file, then deploy.'],
      snippet: {
        lang: 'ruby',
        file: 'config/initializers/cors.rb',
        code: `Rails.application.config.middleware.insert_before 0, Rack::Cors do\n  allow do\n    origins ${list(origins)}\n    resource '*', headers: [${list(headers)}], methods: [${methods.map((method) => `:${method.toLowerCase()}`).join(', ')}, :options], credentials: true\n  end\nend`,
      },
    },
    {
      provider: 'Django',
      steps: ['Install django-cors-headers, put its middleware first and set these.'],
      snippet: {
        lang: 'python',
        file: 'settings.py',
        code: `CORS_ALLOWED_ORIGINS = [${origins.map((origin) => `"${origin}"`).join(', ')}]\nCORS_ALLOW_CREDENTIALS = True\nCORS_ALLOW_METHODS = [${methods.map((method) => `"${method}"`).join(', ')}]\nCORS_ALLOW_HEADERS = [${headers.map((header) => `"${header}"`).join(', ')}]`,
      },
    },
  ]
}
