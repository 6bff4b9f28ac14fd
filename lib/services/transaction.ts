import type { Context } from '../auth/actor'
import { writeAudit } from '../db/audit'
import type { Transaction } from '../db/client'
import type { Prisma } from '../db/generated/client'
import { inWorkspace } from '../db/workspace'

/** Runs work in one transaction that sees the workspace of the context and nothing else. */
export function inContext<Result>(context: Context, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  const role = context.actor.kind === 'system' ? 'worker' : 'app'
  return inWorkspace({ workspaceId: context.workspaceId, role }, work)
}

/** Records who did what, in the transaction of the change. */
export function audit(
  tx: Transaction,
  context: Context,
  event: { action: string; target: { kind: string; id: string }; change?: Prisma.InputJsonObject },
): Promise<void> {
  const { actor } = context
  return writeAudit(tx, {
    workspaceId: context.workspaceId,
    actor: actor.kind === 'user' ? { kind: 'user', id: actor.userId } : { kind: 'system', id: actor.reason },
    requestId: context.requestId,
    sourceNetwork: context.sourceNetwork,
    ...event,
  })
}
