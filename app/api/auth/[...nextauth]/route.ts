import { randomUUID } from 'node:crypto'
import NextAuth from 'next-auth'
import { deviceLabel } from '@/lib/auth/device'
import { confirmPageFor } from '@/lib/auth/email-link'
import { authOptions } from '@/lib/auth/options'
import { isSameOrigin } from '@/lib/auth/origin'
import { REQUEST_ID_HEADER, sourceKey, sourceNetwork } from '@/lib/auth/source'
import { AppError } from '@/lib/errors'
import { problem } from '@/lib/http/respond'
import { authAdapter, mayReceiveLink } from '@/lib/services/account/auth-adapter'
import { checkPassword } from '@/lib/services/account/check-password'

type RouteContext = { params: Promise<{ nextauth: string[] }> }

/** The sign-in library behind our own rules: writes only from our pages, errors as problem details. */
async function handle(request: Request, context: RouteContext): Promise<Response> {
  const requestId = request.headers.get(REQUEST_ID_HEADER) ?? randomUUID()
  try {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (!isRead && !isSameOrigin(request.headers)) throw new AppError('cross-site')
    const confirmPage = request.method === 'POST' ? undefined : confirmPageFor(request)
    if (confirmPage !== undefined) return new Response(null, { status: 303, headers: { location: confirmPage } })
    const network = sourceNetwork(request.headers)
    const caller = {
      source: sourceKey(request.headers),
      requestId,
      ...(network === undefined ? {} : { sourceNetwork: network }),
    }
    const options = authOptions({
      checkPassword: (typed) => checkPassword(typed, caller),
      adapter: authAdapter(),
      link: { source: caller.source, mayReceiveLink },
      device: deviceLabel(request.headers.get('user-agent')),
    })
    const answer: Response = await NextAuth(options)(request, context)
    answer.headers.set('cache-control', 'private, no-store')
    return answer
  } catch (error) {
    return problem(error, { requestId, endpoint: 'auth' })
  }
}

export { handle as GET, handle as POST }
