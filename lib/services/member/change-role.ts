import { allow, allowOnlyConfirmed, type Context } from '../../auth/actor'
import type { MemberDto } from '../../contracts/member'
import type { Role } from '../../contracts/permissions'
import { audit, inContext } from '../transaction'
import { lockWorkspace, memberIn, refuseAbove, refuseLastOwner } from './internal'

/**
 * Changes what a member may do; it counts from their next request on. Throws `forbidden` where somebody who is no
 * owner touches one, `conflict` for the last owner, and `confirm-first` before somebody becomes an owner.
 */
export async function changeRole(
  context: Context,
  { userId, role }: { userId: string; role: Role },
): Promise<MemberDto> {
  allow(context, 'member.manage')
  return inContext(context, async (tx) => {
    await lockWorkspace(tx, context)
    const before = await memberIn(tx, context, userId)
    refuseAbove(context, before.role)
    refuseAbove(context, role)
    if (before.role === role) return before
    if (before.role === 'owner') await refuseLastOwner(tx, context, userId)
    if (role === 'owner') allowOnlyConfirmed(context)
    await tx.membership.updateMany({ where: { workspaceId: context.workspaceId, userId }, data: { role } })
    if (role === 'viewer') {
      await tx.triage.updateMany({
        where: { workspaceId: context.workspaceId, ownerId: userId },
        data: { ownerId: null },
      })
    }
    await audit(tx, context, {
      action: 'member.role',
      target: { kind: 'user', id: userId },
      change: { before: { role: before.role }, after: { role } },
    })
    return { ...before, role }
  })
}
