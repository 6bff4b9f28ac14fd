import type { FixVariant } from './headers'

/** One address whose callers have to be slowed down. */
export type ThrottleRule = {
  host: string
  path: string
  method: 'GET' | 'POST'
  /** Requests that one address may send within the window. */
  limit: number
  windowSeconds: number
  /** A short word for zones and keys: `login`. */
  name: string
}

function cloudflareOf({ host, path, method }: ThrottleRule): string {
  return `(http.host eq "${host}" and http.request.uri.path eq "${path}" and http.request.method eq "${method}")`
}

function vercelOf({ name, path, method, limit, windowSeconds }: ThrottleRule): string {
  return JSON.stringify(
    {
      name: `limit ${name}`,
      active: true,
      conditionGroup: [
        {
          conditions: [
            { type: 'path', op: 'eq', value: path },
            { type: 'method', op: 'eq', value: method },
          ],
        },
      ],
      action: {
        mitigate: {
          action: 'rate_limit',
          rateLimit: { algo: 'fixed_window', window: windowSeconds, limit, keys: ['ip'], action: 'rate_limit' },
        },
      },
    },
    null,
    2,
  )
}

function nginxOf({ name, path, limit, windowSeconds }: ThrottleRule): string {
  const perMinute = Math.max(1, Math.round((limit * 60) / windowSeconds))
  return `# http block
limit_req_zone $binary_remote_addr zone=${name}:10m rate=${perMinute}r/m;
limit_req_status 429;

# server block
location = ${path} {
  limit_req zone=${name} burst=${limit} nodelay;
  # proxy_pass or try_files as before; "return" here would skip the limit
}`
}

function nextOf({ name, path, method, limit, windowSeconds }: ThrottleRule): string {
  return `import { Ratelimit } from '@upstash/ratelimit'
import { Redis } from '@upstash/redis'
import { type NextRequest, NextResponse } from 'next/server'

const limiter = new Ratelimit({
  redis: Redis.fromEnv(),
  limiter: Ratelimit.slidingWindow(${limit}, '${windowSeconds} s'),
  prefix: '${name}',
})

export const config = { matcher: '${path}' }

export async function proxy(request: NextRequest) {
  if (request.method !== '${method}') return NextResponse.next()
  const address = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? 'unknown'
  const { success, reset } = await limiter.limit(address)
  if (success) return NextResponse.next()
  const seconds = Math.max(1, Math.ceil((reset - Date.now()) / 1000))
  return new NextResponse('Too many requests', { status: 429, headers: { 'Retry-After': String(seconds) } })
}`
}

function netlifyOf({ path, method, limit, windowSeconds }: ThrottleRule): string {
  return `export const config = {
  path: '${path}',
  method: '${method}',
  rateLimit: { windowLimit: ${limit}, windowSize: ${Math.min(windowSeconds, 180)}, aggregateBy: ['ip', 'domain'] },
}`
}

function expressOf({ path, method, limit, windowSeconds }: ThrottleRule): string {
  return `import { rateLimit } from 'express-rate-limit'

app.set('trust proxy', 1)
app.${method.toLowerCase()}('${path}', rateLimit({ windowMs: ${windowSeconds * 1000}, limit: ${limit}, standardHeaders: 'draft-8', legacyHeaders: false }))`
}

function railsOf({ name, path, method, limit, windowSeconds }: ThrottleRule): string {
  return `Rack::Attack.throttle('${name}', limit: ${limit}, period: ${windowSeconds}) do |request|
  request.ip if request.path == '${path}' && request.${method.toLowerCase()}?
end`
}

function djangoOf({ limit, windowSeconds, method }: ThrottleRule): string {
  const rate =
    windowSeconds >= 60 ? `${Math.max(1, Math.round((limit * 60) / windowSeconds))}/m` : `${limit}/${windowSeconds}s`
  return `from django_ratelimit.decorators import ratelimit

@ratelimit(key="ip", rate="${rate}", method="${method}", block=True)
def view(request): ...`
}

/** A limit for one address in the configuration of each common platform, server and framework. */
export function throttleVariants(rule: ThrottleRule): FixVariant[] {
  const { path, limit, host } = rule
  const edge = `Then: more than ${limit} requests in 10 seconds by IP; action: block for 60 seconds.`
  return [
    {
      provider: 'Cloudflare',
      steps: ['Open Security, Security rules, and create a rate limiting rule with the expression below.', edge],
      snippet: { lang: 'text', code: cloudflareOf(rule) },
    },
    {
      provider: 'Vercel',
      steps: [`Open Firewall, Configure, New Rule: path equals ${path}, then Rate Limit by IP. The same as JSON:`],
      snippet: { lang: 'json', code: vercelOf(rule) },
    },
    {
      provider: 'Netlify',
      steps: [`Export this from the function that answers ${path} and deploy.`],
      snippet: { lang: 'ts', code: netlifyOf(rule) },
    },
    {
      provider: 'nginx',
      steps: [`Put the lines into the configuration of ${host} and reload.`],
      snippet: { lang: 'nginx', code: nginxOf(rule) },
    },
    {
      provider: 'Next.js',
      steps: ['Add this file, give it a Redis database and deploy. Count per account as well, inside the action.'],
      snippet: { lang: 'ts', file: 'proxy.ts', code: nextOf(rule) },
    },
    {
      provider: 'Express',
      steps: ['Install express-rate-limit and put it before the route.'],
      snippet: { lang: 'ts', code: expressOf(rule) },
    },
    {
      provider: 'Rails',
      steps: ['Add the rack-attack gem and this file, then deploy.'],
      snippet: { lang: 'ruby', file: 'config/initializers/rack_attack.rb', code: railsOf(rule) },
    },
    {
      provider: 'Django',
      steps: ['Install django-ratelimit and decorate the view; answer its exception with status 429.'],
      snippet: { lang: 'python', file: 'views.py', code: djangoOf(rule) },
    },
  ]
}
