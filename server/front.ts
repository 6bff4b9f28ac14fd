import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isIP } from 'node:net'

/**
 * Everything a request must satisfy before the framework sees it: it answers to our names, uses a method and
 * a target we know, sends a bounded body, and carries none of the headers the framework would believe.
 */

export type FrontSettings = {
  /** The origin people reach the product under. */
  origin: string
  /** Further values of the Host header that are ours. */
  hosts: readonly string[]
  /** Whether the server listens on loopback only; then other loopback names are sent to the origin. */
  loopback: boolean
  /** How many proxies in front of us wrote `X-Forwarded-For`. */
  trustedHops: number
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
const SAFE = new Set(['GET', 'HEAD'])
const MOST_HEADERS = 100
const KIB = 1024
/** The largest request body per class of address, the first that fits; anything else takes none. */
const BODY_LIMITS: readonly (readonly [RegExp, number])[] = [
  [/^\/api\/csp-report/, 16 * KIB],
  [/^\/api\/auth\//, 16 * KIB],
  // A file of 5 MB as base64.
  [/^\/api\/v1\/projects\/[^/]+\/items\/[^/]+\/confirmations$/, 7 * 1024 * KIB],
  // A pasted message of 1 MiB, escaped.
  [/^\/api\/v1\/projects\/[^/]+\/inputs\//, 3 * 1024 * KIB],
  [/^\/api\//, 256 * KIB],
]
/** The framework decides routing, caching and identity by headers like these; only it may set them. */
const INTERNAL = /^(?:x-middleware-|x-nextjs-|x-invoke-|x-matched-|x-next-|x-nonce$|x-lr-|next-resume$|next-action$)/
const FORWARDED = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-real-ip',
  'forwarded',
]
/** Pages the framework makes for itself. They are part of an answer, never asked for by their own name. */
const INSIDE = /^\/_(?:next\/image|global-error|not-found|error)/
const ALIASES: Record<string, string> = { '/healthz': '/api/v1/healthz', '/readyz': '/api/v1/readyz' }

export type Refusal = { status: number; title: string; headers?: Record<string, string> }

/** Whether the percent signs of a target mean characters, none of which is NUL. */
function isReadable(target: string): boolean {
  try {
    return !decodeURIComponent(target.split('?')[0] ?? '').includes('\0')
  } catch {
    return false
  }
}

/** How many `Host` fields were sent: two proxies may believe different ones (RFC 9112 section 3.2). */
function hostFields(request: IncomingMessage): number {
  return request.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length
}

function hostRefusal(request: IncomingMessage, settings: FrontSettings): Refusal | undefined {
  if (hostFields(request) > 1) return { status: 400, title: 'Name one host' }
  const host = request.headers.host?.toLowerCase() ?? ''
  const own = new URL(settings.origin)
  if (host === own.host || settings.hosts.includes(host)) return undefined
  const path = (request.url ?? '/').split('?')[0] ?? '/'
  const isAlias = settings.loopback && /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host)
  if (isAlias && Object.hasOwn(ALIASES, path)) return undefined
  if (isAlias && SAFE.has(request.method ?? '')) {
    return {
      status: 307,
      title: 'Use the address of this installation',
      headers: { location: settings.origin + request.url },
    }
  }
  return { status: 421, title: 'This server does not answer to that name' }
}

function bodyRefusal(request: IncomingMessage, path: string): Refusal | undefined {
  if (request.headers['transfer-encoding'] !== undefined) {
    return { status: 411, title: 'Send the length of the body' }
  }
  const length = Number(request.headers['content-length'] ?? 0)
  const limit = BODY_LIMITS.find(([pattern]) => pattern.test(path))?.[1] ?? 0
  if (!Number.isSafeInteger(length) || length < 0)
    return { status: 400, title: 'The length of the body is not a number' }
  return length > limit ? { status: 413, title: 'This is more than we accept at once' } : undefined
}

/** Why a request is refused at the door; `undefined` lets it in. Pure: looks at method, target and headers only. */
export function refusalOf(request: IncomingMessage, settings: FrontSettings): Refusal | undefined {
  const method = request.method ?? ''
  const target = request.url ?? ''
  if (!METHODS.has(method)) return { status: 405, title: 'This method is not known here' }
  if (!target.startsWith('/') || target.startsWith('//') || target.includes('\\')) {
    return { status: 400, title: 'The request target must be a path' }
  }
  if (!isReadable(target)) return { status: 400, title: 'The request target cannot be read' }
  if (request.rawHeaders.length / 2 > MOST_HEADERS) return { status: 431, title: 'Too many headers' }
  const host = hostRefusal(request, settings)
  if (host !== undefined) return host
  const path = target.split('?')[0] ?? '/'
  if (request.headers['next-action'] !== undefined) return { status: 400, title: 'There are no actions here' }
  if (INSIDE.test(path)) return { status: 404, title: 'There is nothing here' }
  if (!SAFE.has(method) && !path.startsWith('/api/')) {
    return { status: 405, title: 'Pages are only read', headers: { allow: 'GET, HEAD' } }
  }
  return bodyRefusal(request, path)
}

/** The address of the caller: the socket's, or what the outermost trusted proxy saw. */
function clientAddress(request: IncomingMessage, trustedHops: number): string {
  const peer = request.socket.remoteAddress ?? ''
  if (trustedHops === 0) return peer
  const header = request.headers['x-forwarded-for']
  const chain = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((entry) => entry.trim())
  const entry = chain.at(-trustedHops) ?? ''
  return isIP(entry) === 0 ? peer : entry
}

/** Removes what a caller may not say and adds what we know: its address and an id for the request. */
export function rewrite(request: IncomingMessage, settings: FrontSettings): void {
  const client = clientAddress(request, settings.trustedHops)
  for (const name of Object.keys(request.headers)) {
    if (INTERNAL.test(name) || FORWARDED.includes(name)) delete request.headers[name]
  }
  const own = new URL(settings.origin)
  request.headers['x-lr-client'] = client
  request.headers['x-lr-request-id'] = randomUUID()
  request.headers['x-forwarded-for'] = client
  request.headers['x-forwarded-host'] = request.headers.host ?? own.host
  request.headers['x-forwarded-proto'] = own.protocol.slice(0, -1)
  const [path = '/', query] = (request.url ?? '/').split('?')
  const alias = ALIASES[path]
  if (alias !== undefined) request.url = query === undefined ? alias : `${alias}?${query}`
}

/** Headers every answer carries, whoever writes it. The content policy is added where the page is made. */
export function secure(response: ServerResponse, settings: FrontSettings, target = '/'): void {
  response.setHeader('x-content-type-options', 'nosniff')
  // The address of a shared page opens it: no page it links to may learn it.
  const isShared = target.startsWith('/s/') || target.startsWith('/api/share/')
  response.setHeader('referrer-policy', isShared ? 'no-referrer' : 'strict-origin-when-cross-origin')
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  response.setHeader('cross-origin-resource-policy', 'same-origin')
  response.setHeader(
    'permissions-policy',
    'accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()',
  )
  if (settings.origin.startsWith('https:')) response.setHeader('strict-transport-security', 'max-age=31536000')
}

/** Answers a refused request and closes the connection: what follows on it is not ours to read. */
export function refuse(response: ServerResponse, { status, title, headers = {} }: Refusal): void {
  const body = JSON.stringify({ type: 'about:blank', title, status })
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    connection: 'close',
  })
  response.end(body)
}
