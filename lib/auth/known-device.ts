import { createHmac, timingSafeEqual } from 'node:crypto'
import { sessionSecret } from './cookie'
import { isSecure } from './origin'

const KEPT_SECONDS = 365 * 24 * 3600
/** People who use the same browser. */
const MOST = 8

/** The cookie that remembers who signed in with this browser before; it opens nothing. */
export function knownDeviceCookieName(): string {
  return isSecure() ? '__Host-lr.known' : 'lr.known'
}

function markOf(userId: string): string {
  const key = createHmac('sha256', sessionSecret()).update('known device').digest()
  return createHmac('sha256', key).update(userId).digest('base64url')
}

function marksIn(value: string | undefined): string[] {
  return (value ?? '').slice(0, 1000).split('.').filter(Boolean).slice(0, MOST)
}

/** Whether a person signed in with this browser before, as far as it remembers. */
export function isKnownDevice(value: string | undefined, userId: string): boolean {
  const mine = Buffer.from(markOf(userId))
  return marksIn(value).some((mark) => mark.length === mine.length && timingSafeEqual(Buffer.from(mark), mine))
}

/** The whole `Set-Cookie` line that makes this browser known to one more person. */
export function knownDeviceCookie(value: string | undefined, userId: string): string {
  const mark = markOf(userId)
  const marks = [mark, ...marksIn(value).filter((other) => other !== mark && /^[\w-]{43}$/.test(other))].slice(0, MOST)
  const secure = isSecure() ? '; Secure' : ''
  return `${knownDeviceCookieName()}=${marks.join('.')}; Path=/; Max-Age=${KEPT_SECONDS}; HttpOnly; SameSite=Lax${secure}`
}
