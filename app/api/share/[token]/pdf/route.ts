import { endedAnswer, noFileAnswer, tooOftenAnswer, troubleAnswer } from '@/app/(share)/answer'
import { statusOf, waitFor } from '@/app/(share)/limited'
import { readCookie } from '@/lib/auth/cookie'
import { sourceOf } from '@/lib/auth/source'
import { download } from '@/lib/http/download'
import { routes } from '@/lib/routes'
import { sharedPdf } from '@/lib/services/share/shared-pdf'

type Place = { params: Promise<{ token: string }> }

/** A shared page as a file. Whoever has to prove something first is led to the page that asks for it. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  try {
    const wait = await waitFor('share-page', request)
    if (wait > 0) return await tooOftenAnswer(wait)
    const { token } = await params
    const { requestId } = sourceOf(request.headers)
    const cookie = (name: string) => readCookie(request.headers.get('cookie'), name)
    const file = await sharedPdf(token, { cookie, requestId })
    switch (file.kind) {
      case 'ready': {
        const answer = download({ name: file.name, type: 'application/pdf', bytes: file.bytes, requestId })
        answer.headers.set('x-robots-tag', 'noindex, nofollow')
        return answer
      }
      case 'locked':
        return new Response(null, {
          status: 303,
          headers: { location: routes.shared(token), 'cache-control': 'private, no-store' },
        })
      case 'limit':
        return await tooOftenAnswer(file.seconds)
      case 'late':
      case 'failed':
        return await noFileAnswer(file.kind)
      case 'gone': {
        const guessed = await waitFor('share-unknown', request)
        return guessed > 0 ? await tooOftenAnswer(guessed) : await endedAnswer()
      }
    }
  } catch (error) {
    return troubleAnswer(statusOf(error))
  }
}
