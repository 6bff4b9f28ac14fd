import { allow, allowOnlyConfirmed, type Context } from '../../auth/actor'
import { notifyProject } from '../../db/notify'
import { invalidField } from '../../errors'
import { audit, inContext } from '../transaction'
import { projectInWorkspace } from './internal'

/**
 * Removes a project with everything found about it. The typed name must be its name, and the person must have
 * proven within 15 minutes who they are (`confirm-first`). A running run ends at its next write.
 */
export async function deleteProject(context: Context, projectId: string, typedName: string): Promise<void> {
  allow(context, 'project.delete')
  await inContext(context, async (tx) => {
    const project = await projectInWorkspace(tx, context, projectId)
    if (typedName.normalize('NFC').trim() !== project.name) throw invalidField('name', 'Type the name of the project')
    allowOnlyConfirmed(context)
    await tx.project.deleteMany({ where: { id: projectId, workspaceId: context.workspaceId } })
    await audit(tx, context, {
      action: 'project.deleted',
      target: { kind: 'project', id: projectId },
      change: { before: { name: project.name, domain: project.target.domain } },
    })
    await notifyProject(tx, { projectId })
  })
}
