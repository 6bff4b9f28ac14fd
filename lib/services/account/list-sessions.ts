import type { PersonActor } from '../../auth/actor'
import { database } from '../../db/client'

/** Where a person is signed in, this browser first. The ids are the stored hashes: they open nothing. */
export async function listSessions(actor: PersonActor) {
  const rows = await database('app').session.findMany({
    where: { userId: actor.userId, expiresAt: { gt: new Date() } },
    select: { sidHash: true, device: true, createdAt: true, lastSeenAt: true },
    orderBy: { lastSeenAt: 'desc' },
  })
  const items = rows.map((row) => ({
    id: row.sidHash,
    current: row.sidHash === actor.sessionId,
    device: row.device,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  }))
  return { items: items.sort((a, b) => Number(b.current) - Number(a.current)) }
}
