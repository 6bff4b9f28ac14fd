import { Role } from '../contracts/role'
import { findSession, sidHashOf } from '../db/sessions'
import { brand, type PersonActor } from './actor'
import { openSession, readCookie, sessionCookieName } from './cookie'

/** The signed-in person behind a cookie value, or `undefined`: one look-up, nothing taken from the cookie itself. */
export async function actorFromCookie(value: string | undefined): Promise<PersonActor | undefined> {
  const sid = await openSession(value)
  if (sid === undefined) return undefined
  const session = await findSession(sidHashOf(sid))
  if (session === undefined) return undefined
  return brand({
    kind: 'user' as const,
    userId: session.user.id,
    email: session.user.email,
    name: session.user.name,
    sessionId: session.sidHash,
    expiresAt: session.expiresAt,
    recentlyConfirmed: session.recentlyConfirmed,
    workspaces: session.memberships.flatMap((row) => {
      const role = Role.safeParse(row.role)
      return role.success ? [{ id: row.workspaceId, slug: row.slug, name: row.name, role: role.data }] : []
    }),
  })
}

/** The signed-in person behind a request, or `undefined`. */
export async function actorFromRequest(headers: Headers): Promise<PersonActor | undefined> {
  return actorFromCookie(readCookie(headers.get('cookie'), sessionCookieName()))
}
