import type { Transaction } from './client'
import { Prisma } from './generated/client'

export type AuditEntry = {
  workspaceId: string | undefined
  actor: { kind: 'user'; id: string } | { kind: 'system'; id: string } | { kind: 'nobody' }
  action: string
  target?: { kind: string; id: string }
  /** Before and after; never a password, a token, a secret or a whole query string. */
  change?: Prisma.InputJsonObject
  requestId?: string
  sourceNetwork?: string | undefined
}

/** Writes one event in the transaction of the change it describes: if it cannot be written, nothing changes. */
export async function writeAudit(tx: Transaction, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.createMany({
    data: [
      {
        workspaceId: entry.workspaceId ?? null,
        actorKind: entry.actor.kind,
        actorId: entry.actor.kind === 'nobody' ? null : entry.actor.id,
        action: entry.action,
        targetKind: entry.target?.kind ?? null,
        targetId: entry.target?.id ?? null,
        change: entry.change ?? Prisma.DbNull,
        requestId: entry.requestId ?? null,
        sourceNetwork: entry.sourceNetwork ?? null,
      },
    ],
  })
}

/** Removes the activity of a workspace that was deleted before in this transaction; of any other nothing. */
export async function forgetEventsOf(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.$queryRaw`select lr_forget_events_of_deleted(${workspaceId}::uuid)`
}
