import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

const RETRY_SECONDS = 5
/** Pages that show what is stored; the others can be read without a database. */
const STORED = /^\/(?:(?:w|account|invite|sign-in|sign-up|s)(?:[/?]|$)|\?|$)/

const STYLE = `
:root { color-scheme: light dark; font-family: ui-sans-serif, system-ui, sans-serif; font-size: 16px; line-height: 24px }
body { margin: 0; background: oklch(.988 .002 85); color: oklch(.21 .012 265) }
main { max-width: 36rem; margin: 20vh auto 0; padding: 0 16px }
h1 { font-size: 20px; line-height: 28px }
a { color: oklch(.5 .17 258); display: inline-block; padding: 10px 0 }
@media (prefers-color-scheme: dark) {
  body { background: oklch(.17 .008 265); color: oklch(.95 .003 85) }
  a { color: oklch(.76 .12 252) }
}`

function page(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="${RETRY_SECONDS}">
<title>We are back in a moment, Launch Ready</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>We are back in a moment</h1>
<p>We cannot reach our database right now. Everything that was saved is safe. This page tries again by itself every ${RETRY_SECONDS} seconds.</p>
<p><a href="">Try again now</a></p>
</main>
</body>
</html>
`
}

/** Whether a request opens a page that cannot be made without the database: not a file, not a part of an open page. */
export function needsDatabase({ method, url = '/', headers }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && headers.rsc === undefined && STORED.test(url)
}

/** Answers 503 with a page that needs nothing of ours and loads itself again (RFC 9110 section 15.6.4). */
export function sendAway(response: ServerResponse): void {
  const nonce = randomBytes(16).toString('base64')
  const body = page(nonce)
  response.writeHead(503, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'retry-after': String(RETRY_SECONDS),
  })
  response.end(body)
}
