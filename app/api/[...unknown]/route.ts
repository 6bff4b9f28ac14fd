import { sourceOf } from '@/lib/auth/source'
import { notFound } from '@/lib/errors'
import { problem } from '@/lib/http/respond'

/** An address that names no endpoint answers programs in their own language instead of with a page. */
function answer(request: Request): Response {
  return problem(notFound(), { requestId: sourceOf(request.headers).requestId, endpoint: 'unknown' })
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }
