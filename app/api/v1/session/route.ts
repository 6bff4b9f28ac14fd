import { sessionCookieName, sessionCookieOptions } from '@/lib/auth/cookie'
import { getSession, signOut } from '@/lib/contracts/session'
import { implement, Reply } from '@/lib/http/implement'
import { endSessions } from '@/lib/services/account/end-sessions'

export const GET = implement(getSession, async ({ actor }) => ({
  sessionId: actor.sessionId,
  user: { id: actor.userId, email: actor.email, name: actor.name },
  workspaces: [...actor.workspaces],
  expiresAt: actor.expiresAt.toISOString(),
}))

export const DELETE = implement(signOut, async ({ actor, caller }) => {
  const ended = actor === undefined ? 0 : await endSessions(actor, { includeCurrent: true, onlyCurrent: true }, caller)
  const { secure } = sessionCookieOptions()
  const gone = `${sessionCookieName()}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure ? '; Secure' : ''}`
  return new Reply({ ended: ended > 0 }, { headers: { 'set-cookie': gone } })
})
