import { allow, allowOnlyConfirmed, type Context, contextIn, type PersonActor } from '../../auth/actor'
import type { Transaction } from '../../db/client'
import { audit, inContext } from '../transaction'
import { lockWorkspace, membersOf, refuseAbove, refuseLastOwner } from './internal'

/** Ends a membership; what the person owned is unassigned, what they said stays. */
async function end(tx: Transaction, context: Context, { userId, action }: { userId: string; action: string }) {
  const { workspaceId } = context
  await tx.triage.updateMany({ where: { workspaceId, ownerId: userId }, data: { ownerId: null } })
  await tx.membership.deleteMany({ where: { workspaceId, userId } })
  await audit(tx, context, { action, target: { kind: 'user', id: userId } })
}

/**
 * Removes a member; removing somebody who is gone changes nothing. Throws `conflict` for the last owner,
 * `forbidden` for an owner where the one who asks is none, `confirm-first` without a recent password.
 */
export async function removeMember(context: Context, userId: string): Promise<{ removed: true }> {
  allow(context, 'member.manage')
  return inContext(context, async (tx) => {
    await lockWorkspace(tx, context)
    const member = (await membersOf(tx, context)).find(({ id }) => id === userId)
    if (member === undefined) return { removed: true }
    refuseAbove(context, member.role)
    if (member.role === 'owner') await refuseLastOwner(tx, context, userId)
    allowOnlyConfirmed(context)
    await end(tx, context, { userId, action: 'member.removed' })
    return { removed: true }
  })
}

/** Lets a person leave. Throws `not-found` for a workspace they are not in and `conflict` for its last owner. */
export async function leaveWorkspace(
  actor: PersonActor,
  workspaceId: string,
  caller: { requestId: string; sourceNetwork?: string | undefined },
): Promise<{ left: true }> {
  const { requestId, sourceNetwork } = caller
  const context = contextIn(actor, { workspaceId }, { requestId, sourceNetwork })
  return inContext(context, async (tx) => {
    await lockWorkspace(tx, context)
    if (context.role === 'owner') await refuseLastOwner(tx, context, actor.userId)
    await end(tx, context, { userId: actor.userId, action: 'member.left' })
    return { left: true }
  })
}
