import { allow, allowOnlyConfirmed, type Context } from '../../auth/actor'
import { forgetEventsOf, writeAudit } from '../../db/audit'
import { invalidField, notFound } from '../../errors'
import { inContext } from '../transaction'

/**
 * Removes a workspace with every project, member, answer and event in it. The typed name must be its name, and the
 * person must have proven within 15 minutes who they are. What remains is one event without a workspace that says
 * that it happened.
 */
export async function deleteWorkspace(context: Context, typedName: string): Promise<{ deleted: true }> {
  allow(context, 'workspace.delete')
  return inContext(context, async (tx) => {
    const id = context.workspaceId
    const workspace = await tx.workspace.findUnique({ where: { id }, select: { name: true } })
    if (workspace === null) throw notFound()
    if (typedName.normalize('NFC').trim() !== workspace.name)
      throw invalidField('name', 'Type the name of the workspace')
    allowOnlyConfirmed(context)
    // Findings point at their owner in the workspace, which may not go before them.
    await tx.triage.deleteMany({ where: { workspaceId: id } })
    await tx.project.deleteMany({ where: { workspaceId: id } })
    await tx.workspace.deleteMany({ where: { id } })
    await forgetEventsOf(tx, id)
    await writeAudit(tx, {
      workspaceId: undefined,
      actor: context.actor.kind === 'user' ? { kind: 'user', id: context.actor.userId } : { kind: 'nobody' },
      action: 'workspace.deleted',
      target: { kind: 'workspace', id },
      requestId: context.requestId,
      sourceNetwork: context.sourceNetwork,
    })
    return { deleted: true }
  })
}
