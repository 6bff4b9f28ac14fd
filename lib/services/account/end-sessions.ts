import type { PersonActor } from '../../auth/actor'
import type { Source } from '../../auth/source'
import { writeAudit } from '../../db/audit'
import { outsideWorkspaces } from '../../db/workspace'

/** Ends sessions of one person, this one too unless told otherwise. Answers how many. */
export async function endSessions(
  actor: PersonActor,
  { includeCurrent, onlyCurrent = false }: { includeCurrent: boolean; onlyCurrent?: boolean },
  { requestId, sourceNetwork }: Omit<Source, 'source'>,
): Promise<number> {
  return outsideWorkspaces(async (tx) => {
    const { count } = await tx.session.deleteMany({
      where: {
        userId: actor.userId,
        ...(onlyCurrent ? { sidHash: actor.sessionId } : {}),
        ...(includeCurrent ? {} : { sidHash: { not: actor.sessionId } }),
      },
    })
    await writeAudit(tx, {
      workspaceId: undefined,
      actor: { kind: 'user', id: actor.userId },
      action: onlyCurrent ? 'sign-out' : 'sign-out.everywhere',
      change: { ended: count },
      requestId,
      sourceNetwork,
    })
    return count
  })
}
