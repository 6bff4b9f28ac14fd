import NextAuth from 'next-auth'
import { readCookie } from '@/lib/auth/cookie'
import { countryOf } from '@/lib/auth/country'
import { deviceLabel } from '@/lib/auth/device'
import { confirmPageFor } from '@/lib/auth/email-link'
import { isKnownDevice, knownDeviceCookie, knownDeviceCookieName } from '@/lib/auth/known-device'
import { authOptions } from '@/lib/auth/options'
import { isSameOrigin } from '@/lib/auth/origin'
import { sourceOf } from '@/lib/auth/source'
import { AppError, notFound } from '@/lib/errors'
import { problem } from '@/lib/http/respond'
import { authAdapter, mayReceiveLink } from '@/lib/services/account/auth-adapter'
import { checkPassword } from '@/lib/services/account/check-password'
import { tellNewDevice } from '@/lib/services/account/tell-new-device'

/** What of the sign-in library is in use. Its own pages carry no content policy and its errors name it. */
const IN_USE = {
  GET: /^\/api\/auth\/(?:csrf|error|session|providers|signin|verify-request|callback\/[a-z]+)$/,
  POST: /^\/api\/auth\/(?:signin\/[a-z]+|callback\/[a-z]+|signout)$/,
}

type RouteContext = { params: Promise<{ nextauth: string[] }> }

/** The sign-in library behind our own rules: writes only from our pages, errors as problem details. */
async function handle(request: Request, context: RouteContext): Promise<Response> {
  const caller = sourceOf(request.headers)
  try {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (!isRead && !isSameOrigin(request.headers)) throw new AppError('cross-site')
    if (!IN_USE[isRead ? 'GET' : 'POST'].test(new URL(request.url).pathname)) throw notFound()
    const confirmPage = request.method === 'POST' ? undefined : confirmPageFor(request)
    if (confirmPage !== undefined) return new Response(null, { status: 303, headers: { location: confirmPage } })
    let failure: unknown
    let signedIn: string | undefined
    const device = deviceLabel(request.headers.get('user-agent'))
    const options = authOptions({
      checkPassword: (typed) =>
        checkPassword(typed, caller).catch((error: unknown) => {
          failure = error
          throw error
        }),
      adapter: authAdapter(),
      link: { source: caller.source, mayReceiveLink },
      device,
      onSignedIn: (userId) => {
        signedIn = userId
      },
    })
    const answer: Response = await NextAuth(options)(request, context)
    // The library can only say "wrong password"; that our own side failed is said here.
    if (failure !== undefined) throw failure
    if (signedIn !== undefined) {
      const known = readCookie(request.headers.get('cookie'), knownDeviceCookieName())
      answer.headers.append('set-cookie', knownDeviceCookie(known, signedIn))
      // Nobody waits for the mail server to be let in.
      if (!isKnownDevice(known, signedIn)) void tellNewDevice(signedIn, { device, country: countryOf(request.headers) })
    }
    answer.headers.set('cache-control', 'private, no-store')
    return answer
  } catch (error) {
    return problem(error, { requestId: caller.requestId, endpoint: 'auth' })
  }
}

export { handle as GET, handle as POST }
