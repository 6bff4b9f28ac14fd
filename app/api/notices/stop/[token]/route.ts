import { sourceOf } from '@/lib/auth/source'
import { takePermit } from '@/lib/db/rate-limit'
import { readText } from '@/lib/http/read-body'
import { problem } from '@/lib/http/respond'
import { routes } from '@/lib/routes'
import { stopMails } from '@/lib/services/notice/stop-mails'

const MOST_BYTES = 4096
const QUIET = { 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' }

type RouteContext = { params: Promise<{ token: string }> }

function toPage(token: string): Response {
  return new Response(null, { status: 303, headers: { ...QUIET, location: routes.stopMails(token) } })
}

/** A scanner or a person opens the link of the mail's header: nothing happens before the page's button. */
export async function GET(_: Request, { params }: RouteContext): Promise<Response> {
  return toPage((await params).token)
}

/**
 * Stops mail for whoever holds the link: the button of our page, or a program for mail (RFC 8058), which comes from
 * elsewhere and knows no session. The link itself is the permission, and stopping is all it can do.
 */
export async function POST(request: Request, { params }: RouteContext): Promise<Response> {
  const { token } = await params
  const { requestId, source } = sourceOf(request.headers)
  try {
    if ((await takePermit({ limit: 'stop-mails', key: source })) > 0)
      return new Response(null, { status: 429, headers: QUIET })
    const body = await readText(request, MOST_BYTES)
    const isKnown = await stopMails(token, { requestId })
    // As a plain form or as a multipart one, without a redirect (RFC 8058 section 3.2).
    if (!body.includes('One-Click')) return toPage(token)
    return new Response(null, { status: isKnown ? 200 : 404, headers: QUIET })
  } catch (error) {
    return problem(error, { requestId, endpoint: 'notices.stop' })
  }
}
