import type { NextAuthOptions } from 'next-auth'
import type { Adapter } from 'next-auth/adapters'
import Credentials from 'next-auth/providers/credentials'
import { createSession, findSession, sidHashOf } from '../db/sessions'
import { logger } from '../log'
import { sessionCookieName, sessionCookieOptions, sessionSecret } from './cookie'
import { emailLink, type LinkPorts } from './email-link'
import { canSendMail } from './mail'
import { isVouchedFor, oauthProviders } from './oauth'
import { ownOrigin } from './origin'

const ABSOLUTE_SECONDS = 30 * 24 * 3600

export type Verified = { id: string; email: string; name: string | null }

/** What the options need from rooms above this one. */
export type AuthPorts = {
  checkPassword: (typed: { email: string; password: string }) => Promise<Verified | undefined>
  adapter: Adapter
  link: LinkPorts
  /** Coarse name of the browser that signs in. */
  device: string
  /** Hears who has just signed in. */
  onSignedIn: (userId: string) => void
}

/** The end of a session: thrown, because an empty token would leave a signed-in looking session behind. */
class SessionEnded extends Error {
  override name = 'SessionEnded'
}

/** Same-origin addresses only, whatever spelling tries to leave. */
export function safeRedirect(url: string): string {
  const base = ownOrigin()
  const target = URL.canParse(url, base) ? new URL(url, base) : undefined
  return target?.origin === base ? target.toString() : base
}

function credentials(ports: AuthPorts) {
  return Credentials({
    id: 'credentials',
    name: 'Password',
    credentials: { email: { type: 'email' }, password: { type: 'password' } },
    async authorize(typed) {
      if (typeof typed?.email !== 'string' || typeof typed.password !== 'string') return null
      // Anything thrown here would be copied into an address, so failures of ours look like a wrong password.
      try {
        return (await ports.checkPassword({ email: typed.email, password: typed.password })) ?? null
      } catch (error) {
        logger('auth').error({ err: error }, 'a password could not be checked')
        return null
      }
    },
  })
}

/** The sign-in library's settings for one request. Decisions are never made from its session, only from ours. */
export function authOptions(ports: AuthPorts): NextAuthOptions {
  return {
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: ABSOLUTE_SECONDS },
    useSecureCookies: ownOrigin().startsWith('https:'),
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    pages: { signIn: '/sign-in', error: '/sign-in', verifyRequest: '/sign-in' },
    debug: false,
    logger: {
      error(code, metadata) {
        if (code === 'JWT_SESSION_ERROR') logger('auth').debug({ code }, 'a session has ended')
        else logger('auth').warn({ code, err: String(metadata) }, 'sign-in problem')
      },
      warn: (code) => logger('auth').debug({ code }, 'sign-in notice'),
      debug: () => undefined,
    },
    providers: [credentials(ports), ...(canSendMail() ? [emailLink(ports.link)] : []), ...oauthProviders()],
    adapter: ports.adapter,
    callbacks: {
      signIn: ({ account, profile }) => isVouchedFor(account, profile),
      redirect: ({ url }) => safeRedirect(url),
      async jwt({ token, user }) {
        if (user !== undefined) {
          const sid = await createSession(user.id, ports.device)
          ports.onSignedIn(user.id)
          return { sid, sub: user.id }
        }
        const sid = typeof token.sid === 'string' ? token.sid : ''
        if ((await findSession(sidHashOf(sid))) === undefined) throw new SessionEnded()
        return { sid, ...(token.sub === undefined ? {} : { sub: token.sub }) }
      },
      // The browser learns who it is from `/api/v1/session`; this answer says no more than that there is a session.
      session: ({ session }) => ({ expires: session.expires }),
    },
  }
}
