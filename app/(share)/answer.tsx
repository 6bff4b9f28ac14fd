import type { ReactNode } from 'react'
import { ShareNotice } from '@/components/share/share-gate'
import { ShareShell } from '@/components/share/share-shell'

/**
 * Nothing from elsewhere, no script but the one file of ours, forms to ourselves. The page carries its own policy
 * because it is made without the framework's scripts.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'private, no-store',
  'content-security-policy': POLICY,
  'x-robots-tag': 'noindex, nofollow',
}

type Head = { status: number; headers?: Record<string, string> }

/** A whole page as HTML text. The renderer is loaded here, because page modules must not name it up front. */
export async function htmlAnswer(page: ReactNode, { status, headers = {} }: Head): Promise<Response> {
  const { renderToStaticMarkup } = await import('react-dom/server')
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, { status, headers: { ...HEADERS, ...headers } })
}

/** Unknown, expired, revoked, malformed: the same bytes for all of them. */
export function endedAnswer(): Promise<Response> {
  return htmlAnswer(
    <ShareShell>
      <ShareNotice title="This link has ended" text="Ask the person who sent it to you for a new one." />
    </ShareShell>,
    { status: 404 },
  )
}

export function tooOftenAnswer(seconds: number): Promise<Response> {
  return htmlAnswer(
    <ShareShell>
      <ShareNotice title="That was too often" text="Wait a minute, then load this page again." />
    </ShareShell>,
    { status: 429, headers: { 'retry-after': String(Math.ceil(seconds)) } },
  )
}

export function troubleAnswer(status: 500 | 503): Promise<Response> {
  return htmlAnswer(
    <ShareShell>
      <ShareNotice title="We are back in a moment" text="Something went wrong on our side. Load this page again." />
    </ShareShell>,
    { status, headers: { 'retry-after': '5' } },
  )
}

/** Why there is no file behind "Download PDF" right now; the page itself can still be read and printed. */
export function noFileAnswer(why: 'late' | 'failed'): Promise<Response> {
  const text =
    why === 'late'
      ? 'The PDF is being made. This page loads itself again, and the download begins when it is there.'
      : 'The PDF could not be made. This is our fault. Go back and print the page instead, or try again later.'
  return htmlAnswer(
    <ShareShell>
      <ShareNotice title="The PDF is not there yet" text={text} />
    </ShareShell>,
    { status: 503, headers: why === 'late' ? { 'retry-after': '5', refresh: '5' } : { 'retry-after': '60' } },
  )
}
