import type { Context } from '../../auth/actor'
import { allow } from '../../auth/actor'
import type { ProjectDto } from '../../contracts/project'
import type { Transaction } from '../../db/client'
import type { Prisma } from '../../db/generated/client'
import { notifyProject } from '../../db/notify'
import { audit, inContext } from '../transaction'
import { projectInWorkspace } from './internal'

type Change = {
  action: string
  /** Refuses or writes; receives the project as it was. */
  write: (tx: Transaction, before: ProjectDto) => Promise<void>
  /** What the activity log keeps of both states. */
  describe: (project: ProjectDto) => Prisma.InputJsonValue
}

/**
 * The frame of every change of a project: permission, the row locked, the change, its event, the hint to open
 * pages, the project as it now is.
 */
export async function changeProject(context: Context, projectId: string, change: Change): Promise<ProjectDto> {
  allow(context, 'project.update')
  return inContext(context, async (tx) => {
    await tx.$queryRaw`
      select 1 from project where workspace_id = ${context.workspaceId}::uuid and id = ${projectId}::uuid for update`
    const before = await projectInWorkspace(tx, context, projectId)
    await change.write(tx, before)
    await tx.project.updateMany({
      where: { id: projectId, workspaceId: context.workspaceId },
      data: { updatedAt: new Date() },
    })
    const after = await projectInWorkspace(tx, context, projectId)
    await audit(tx, context, {
      action: change.action,
      target: { kind: 'project', id: projectId },
      change: { before: change.describe(before), after: change.describe(after) },
    })
    await notifyProject(tx, { projectId })
    return after
  })
}
