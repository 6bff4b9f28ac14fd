import { endedAnswer, tooOftenAnswer, troubleAnswer } from '@/app/(share)/answer'
import { statusOf, waitFor } from '@/app/(share)/limited'
import { isSameOrigin } from '@/lib/auth/origin'
import { sourceOf } from '@/lib/auth/source'
import { AppError } from '@/lib/errors'
import { readText } from '@/lib/http/read-body'
import { routes } from '@/lib/routes'
import { type Unlocked, unlockShared } from '@/lib/services/share/unlock-shared'

type Place = { params: Promise<{ token: string }> }

const MOST_BYTES = 4096
const TRY: Readonly<Record<Exclude<Unlocked['kind'], 'gone' | 'open'>, string>> = {
  'wrong-passcode': 'again',
  'wrong-email': 'email',
  wait: 'later',
}

/**
 * Whether the form was sent by our own page. It is sent without a referrer, so a browser that has no `Sec-Fetch-Site`
 * names no origin at all; nothing of another person stands behind such a request, only what was typed.
 */
function isOwnForm({ headers }: Request): boolean {
  if (isSameOrigin(headers)) return true
  return headers.get('sec-fetch-site') === null && (headers.get('origin') ?? 'null') === 'null'
}

function backTo(token: string, { query = '', cookie }: { query?: string; cookie?: string }): Response {
  return new Response(null, {
    status: 303,
    headers: {
      location: `${routes.shared(token)}${query}`,
      'cache-control': 'private, no-store',
      ...(cookie === undefined ? {} : { 'set-cookie': cookie }),
    },
  })
}

/** Takes the plain form in front of a shared page and leads back to the page. */
export async function POST(request: Request, { params }: Place): Promise<Response> {
  try {
    const { token } = await params
    if (!isOwnForm(request)) return backTo(token, { query: '?try=again' })
    const wait = await waitFor('share-page', request)
    if (wait > 0) return await tooOftenAnswer(wait)
    const form = new URLSearchParams(await readText(request, MOST_BYTES))
    const typed = { passcode: form.get('passcode') ?? '', email: form.get('email') ?? '' }
    const { requestId, sourceNetwork } = sourceOf(request.headers)
    const unlocked = await unlockShared(token, typed, { requestId, sourceNetwork })
    if (unlocked.kind === 'open') return backTo(token, { cookie: unlocked.cookie })
    if (unlocked.kind !== 'gone') return backTo(token, { query: `?try=${TRY[unlocked.kind]}` })
    const guessed = await waitFor('share-unknown', request)
    return guessed > 0 ? await tooOftenAnswer(guessed) : await endedAnswer()
  } catch (error) {
    if (error instanceof AppError && (error.code === 'too-large' || error.code === 'invalid')) return endedAnswer()
    return troubleAnswer(statusOf(error))
  }
}
