import type { Context } from '../../auth/actor'
import type { ProjectDto } from '../../contracts/project'
import type { Transaction } from '../../db/client'
import { projectInWorkspace } from './internal'

/** The project with its row locked until the transaction ends, so that changes of one project take turns. */
export async function lockProject(tx: Transaction, context: Context, projectId: string): Promise<ProjectDto> {
  await tx.$queryRaw`
    select 1 from project where workspace_id = ${context.workspaceId}::uuid and id = ${projectId}::uuid for update`
  return projectInWorkspace(tx, context, projectId)
}
