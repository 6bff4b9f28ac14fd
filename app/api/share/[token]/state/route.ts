import { statusOf, waitFor } from '@/app/(share)/limited'
import { readCookie } from '@/lib/auth/cookie'
import { sourceOf } from '@/lib/auth/source'
import { sharedRevision } from '@/lib/services/share/open-shared'

type Place = { params: Promise<{ token: string }> }

const HEADERS = { 'cache-control': 'private, no-store', 'content-type': 'application/json; charset=utf-8' }

function answer(status: number, revision: string | null): Response {
  return new Response(JSON.stringify({ revision }), { status, headers: HEADERS })
}

/** What an open page asks now and then: whether it may still be read, and whether it would read differently. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  try {
    if ((await waitFor('share-state', request)) > 0) return answer(429, null)
    const { token } = await params
    const { requestId } = sourceOf(request.headers)
    const cookie = (name: string) => readCookie(request.headers.get('cookie'), name)
    const revision = await sharedRevision(token, { cookie, requestId })
    if (revision !== undefined) return answer(200, revision)
    return answer((await waitFor('share-unknown', request)) > 0 ? 429 : 404, null)
  } catch (error) {
    return answer(statusOf(error), null)
  }
}
