import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { ShareActor } from './actor'
import { sessionSecret } from './cookie'
import { isSecure } from './origin'

/** How long a browser that was let in stays in. */
export const UNLOCK_SECONDS = 12 * 3600

const Unlocked = z.strictObject({
  link: z.uuid(),
  version: z.number().int(),
  /** Seconds since 1970. */
  until: z.number().int(),
  email: z.string().max(254).nullable(),
})

/** The cookie that keeps one link unlocked: with `__Host-` wherever the product is reached by https. */
export function unlockCookieName(linkId: string): string {
  return isSecure() ? `__Host-lr.share-${linkId}` : `lr.share-${linkId}`
}

function signatureOf(body: string): Buffer {
  const key = createHmac('sha256', sessionSecret()).update('share unlock').digest()
  return createHmac('sha256', key).update(body).digest()
}

/** The value of that cookie: signed, bound to this version of this link, good for 12 hours. */
export function sealUnlock(
  { linkId, version }: ShareActor,
  { email, at }: { email: string | null; at: number },
): string {
  const until = Math.floor(at / 1000) + UNLOCK_SECONDS
  const body = Buffer.from(JSON.stringify({ link: linkId, version, until, email })).toString('base64url')
  return `${body}.${signatureOf(body).toString('base64url')}`
}

/** What a cookie proves about this link at a moment in milliseconds; `undefined` for anything we did not write for it. */
export function openUnlock(
  { linkId, version }: ShareActor,
  { value, at }: { value: string | undefined; at: number },
): { email: string | null } | undefined {
  const [body, given, ...rest] = (value ?? '').slice(0, 2000).split('.')
  if (body === undefined || given === undefined || rest.length > 0) return undefined
  const mine = signatureOf(body)
  const theirs = Buffer.from(given, 'base64url')
  if (mine.length !== theirs.length || !timingSafeEqual(mine, theirs)) return undefined
  const parsed = Unlocked.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()))
  if (!parsed.success) return undefined
  const { link, version: sealed, until, email } = parsed.data
  return link === linkId && sealed === version && until * 1000 > at ? { email } : undefined
}

/** The whole `Set-Cookie` line. */
export function unlockCookie(actor: ShareActor, value: string): string {
  const secure = isSecure() ? '; Secure' : ''
  return `${unlockCookieName(actor.linkId)}=${value}; Path=/; Max-Age=${UNLOCK_SECONDS}; HttpOnly; SameSite=Lax${secure}`
}
