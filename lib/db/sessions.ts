import { createHash, randomBytes } from 'node:crypto'
import { database } from './client'
import type { MembershipRow } from './lookups'

const ABSOLUTE_DAYS = 30
const IDLE_DAYS = 7
const MOST_PER_USER = 20
const CONFIRMED_MINUTES = 15

export type SessionFacts = {
  sidHash: string
  expiresAt: Date
  recentlyConfirmed: boolean
  user: { id: string; email: string; name: string | null }
  memberships: MembershipRow[]
}

/** The key a session is stored under: the SHA-256 of its random id, hex. */
export function sidHashOf(sid: string): string {
  return createHash('sha256').update(sid).digest('hex')
}

/** Makes a session and answers its secret id (32 random bytes). The oldest beyond 20 are ended. */
export async function createSession(userId: string, device: string): Promise<string> {
  const sid = randomBytes(32).toString('base64url')
  await database('app').$transaction(async (tx) => {
    await tx.$executeRaw`
      insert into session (sid_hash, user_id, device, expires_at)
      values (${sidHashOf(sid)}, ${userId}::uuid, ${device}, clock_timestamp() + make_interval(days => ${ABSOLUTE_DAYS}::int))`
    await tx.$executeRaw`
      delete from session where user_id = ${userId}::uuid and (expires_at < clock_timestamp() or sid_hash in (
        select sid_hash from session where user_id = ${userId}::uuid order by created_at desc offset ${MOST_PER_USER}::int))`
  })
  return sid
}

type FoundRow = {
  sidHash: string
  expiresAt: Date
  recentlyConfirmed: boolean
  userId: string
  email: string
  userName: string | null
  workspaceId: string | null
  role: string | null
  slug: string | null
  workspaceName: string | null
}

/** The session with its person and memberships in one query; `undefined` when missing, idle too long or over. */
export async function findSession(sidHash: string): Promise<SessionFacts | undefined> {
  const rows = await database('app').$queryRaw<FoundRow[]>`
    select s.sid_hash as "sidHash", s.expires_at as "expiresAt",
      s.confirmed_at > clock_timestamp() - make_interval(mins => ${CONFIRMED_MINUTES}::int) as "recentlyConfirmed", u.id as "userId", u.email, u.name as "userName",
      m.workspace_id as "workspaceId", m.role, m.slug, m.name as "workspaceName"
    from session s
    join "user" u on u.id = s.user_id
    left join lateral lr_memberships(u.id) m on true
    where s.sid_hash = ${sidHash} and s.expires_at > clock_timestamp()
      and s.last_seen_at > clock_timestamp() - make_interval(days => ${IDLE_DAYS}::int)`
  const first = rows[0]
  if (first === undefined) return undefined
  await touch(sidHash)
  return {
    sidHash: first.sidHash,
    expiresAt: first.expiresAt,
    recentlyConfirmed: first.recentlyConfirmed,
    user: { id: first.userId, email: first.email, name: first.userName },
    memberships: rows.flatMap((row) =>
      row.workspaceId === null || row.role === null
        ? []
        : [{ workspaceId: row.workspaceId, role: row.role, slug: row.slug ?? '', name: row.workspaceName ?? '' }],
    ),
  }
}

/** Whether a session still stands; cheaper than reading all of it. */
export async function sessionStands(sidHash: string): Promise<boolean> {
  const rows = await database('app').$queryRaw<unknown[]>`
    select 1 from session where sid_hash = ${sidHash} and expires_at > clock_timestamp()
      and last_seen_at > clock_timestamp() - make_interval(days => ${IDLE_DAYS}::int)`
  return rows.length > 0
}

async function touch(sidHash: string): Promise<void> {
  await database('app').$executeRaw`
    update session set last_seen_at = clock_timestamp()
    where sid_hash = ${sidHash} and last_seen_at < clock_timestamp() - interval '1 minute'`
}

/** Notes that the person behind a session has just proven who they are. */
export async function confirmSession(sidHash: string): Promise<void> {
  await database('app').$executeRaw`update session set confirmed_at = clock_timestamp() where sid_hash = ${sidHash}`
}

/** Forgets sessions that ended a month ago. */
export async function sweepSessions(): Promise<void> {
  await database('app').$executeRaw`delete from session where expires_at < clock_timestamp() - interval '30 days'`
}

/** Ends one session. Answers whether it was there. */
export async function endSession(sidHash: string): Promise<boolean> {
  const { count } = await database('app').session.deleteMany({ where: { sidHash } })
  return count > 0
}
