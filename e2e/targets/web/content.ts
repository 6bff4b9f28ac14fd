import { createHash } from 'node:crypto'
import type { Handler, LabPage, LabReply, LabRequest } from './types'

export const HTML = 'text/html; charset=utf-8'
export const SCRIPT = 'text/javascript; charset=utf-8'
export const STYLE = 'text/css; charset=utf-8'
export const JSON_TYPE = 'application/json'

export const IMMUTABLE = 'public, max-age=31536000, immutable'
export const REVALIDATE = 'public, max-age=0, must-revalidate'
export const PRIVATE = 'private, no-store'

export const HSTS: [string, string] = ['strict-transport-security', 'max-age=31536000']

type Header = [name: string, value: string]

function tagOf(body: string | Buffer): string {
  return `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
}

/** A document or file with its type and caching rule, and a validator that follows from its bytes. */
export function file(type: string, body: string | Buffer, cacheControl: string, more: readonly Header[] = []): LabPage {
  return {
    headers: [['content-type', type], ['cache-control', cacheControl], ['etag', tagOf(body)], ...more],
    body,
  }
}

/** An HTML document. `head` and `body` are markup. */
export function html({ title, head = '', body }: { title: string; head?: string; body: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${head}
</head>
<body>
${body}
</body>
</html>
`
}

/** A page that private visitors see: never stored, a session cookie and a fresh token for each visitor. */
export function privatePage(render: (token: string) => string): Handler {
  return ({ host, path, count }) => {
    const token = createHash('sha256').update(`${host}${path}${count}`).digest('hex')
    const cookie = `session=${token.slice(0, 32)}; Path=/; HttpOnly; Secure; SameSite=Lax`
    return {
      headers: [
        ['content-type', HTML],
        ['cache-control', PRIVATE],
        ['set-cookie', cookie],
      ],
      body: render(token.slice(32)),
    }
  }
}

export function loginForm(token: string, action = '/login'): string {
  return `<main><h1>Sign in</h1>
<form method="post" action="${action}">
<input type="hidden" name="csrf_token" value="${token}">
<label>Email <input type="email" name="email" autocomplete="email"></label>
<label>Password <input type="password" name="password" autocomplete="current-password"></label>
<button>Sign in</button>
</form></main>`
}

/** Permanent redirect that keeps path and query byte for byte, unless `target` says otherwise. */
export function redirect(
  to: string | ((request: LabRequest) => string),
  status = 301,
  more: readonly Header[] = [],
): Handler {
  return (request) => ({
    status,
    headers: [['location', typeof to === 'string' ? `${to}${request.target}` : to(request)], ...more],
    body: '',
  })
}

export const toHttps: Handler = redirect(({ host, target }) => `https://${host}${target}`)

export const notFound: LabPage = {
  status: 404,
  headers: [
    ['content-type', HTML],
    ['cache-control', 'no-cache'],
  ],
  body: html({
    title: 'Not found',
    body: '<main><h1>Page not found</h1><p>There is nothing at this address.</p><p><a href="/">Back to the start</a></p></main>',
  }),
}

/** Files by path; anything else gets `otherwise`. */
export function site(pages: Record<string, LabReply | Handler>, otherwise: LabReply | Handler = notFound): Handler {
  return (request) => {
    const found = Object.hasOwn(pages, request.path) ? pages[request.path] : otherwise
    return typeof found === 'function' ? found(request) : (found ?? notFound)
  }
}

/** Adds headers to every page of a handler. */
export function withHeaders(
  handler: Handler,
  headers: readonly Header[] | ((request: LabRequest) => Header[]),
): Handler {
  return (request) => {
    const reply = handler(request)
    if ('raw' in reply) return reply
    const added = typeof headers === 'function' ? headers(request) : headers
    return { ...reply, headers: [...(reply.headers ?? []), ...added] }
  }
}

/** What Cloudflare's network shows of itself in front of a site. */
export function behindCloudflare(handler: Handler): Handler {
  const traced: Handler = (request) =>
    request.path === '/cdn-cgi/trace'
      ? {
          headers: [
            ['content-type', 'text/plain'],
            ['cache-control', 'no-cache'],
          ],
          body: `fl=1f1\nh=${request.host}\nip=198.18.0.1\nts=1770000000.000\nvisit_scheme=${request.secure ? 'https' : 'http'}\n`,
        }
      : handler(request)
  return withHeaders(traced, ({ count, path }) => [
    ['server', 'cloudflare'],
    ['cf-ray', `${createHash('sha256').update(`${path}${count}`).digest('hex').slice(0, 16)}-FRA`],
  ])
}

/** The rule of a careful site on every https answer. */
export function withHsts(handler: Handler): Handler {
  return withHeaders(handler, [HSTS])
}
