import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { config as settings } from '@/lib/config'

/**
 * Gives each page a fresh nonce and the content policy that names it. It decides nothing else: whether
 * somebody may see a page is decided where the page reads its data.
 */
function policy(nonce: string, { secure, development }: { secure: boolean; development: boolean }): string {
  // The development server evaluates code and talks to the page over a socket; neither exists in production.
  const evaluate = development ? " 'unsafe-eval'" : ''
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${evaluate}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    'report-uri /api/csp-report',
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}

export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64')
  const secure = request.headers.get('x-forwarded-proto') === 'https'
  const value = policy(nonce, { secure, development: settings().NODE_ENV === 'development' })
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', value)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', value)
  return response
}

export const config = {
  // Shared pages are made without the framework's scripts and carry a policy of their own.
  matcher: [{ source: '/((?!_next/static/|api/|s/|icon\\.svg$|share\\.(?:css|js)$).*)' }],
}
