import { decode, encode } from 'next-auth/jwt'
import { config } from '../config'
import { AppError } from '../errors'
import { isSecure } from './origin'

const MAX_AGE_SECONDS = 30 * 24 * 3600

/** The name of the session cookie: with `__Host-` wherever the product is reached by https. */
export function sessionCookieName(): string {
  return isSecure() ? '__Host-lr.session' : 'lr.session'
}

/** Attributes of the session cookie. */
export function sessionCookieOptions() {
  return { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isSecure() }
}

/** The secret that encrypts the cookie; without it nobody can sign in. */
export function sessionSecret(): string {
  const secret = config().NEXTAUTH_SECRET
  if (secret === undefined) throw new AppError('unavailable', { detail: 'NEXTAUTH_SECRET is not set.' })
  return secret
}

/** The encrypted cookie value that carries a session id. */
export async function sealSession({ sid, userId }: { sid: string; userId: string }): Promise<string> {
  return encode({ token: { sid, sub: userId }, secret: sessionSecret(), maxAge: MAX_AGE_SECONDS })
}

/** The session id inside a cookie value; `undefined` for anything we did not write. */
export async function openSession(value: string | undefined): Promise<string | undefined> {
  if (value === undefined || value.length > 4096) return undefined
  try {
    const token = await decode({ token: value, secret: sessionSecret() })
    return typeof token?.sid === 'string' ? token.sid : undefined
  } catch (error) {
    if (error instanceof AppError) throw error
    return undefined
  }
}

/** One cookie of a `Cookie` header. */
export function readCookie(header: string | null, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return decodeURIComponentSafe(pair.slice(at + 1).trim())
  }
  return undefined
}

function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
