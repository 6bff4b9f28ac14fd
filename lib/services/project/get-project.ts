import { allow, type Context } from '../../auth/actor'
import type { ProjectDto } from '../../contracts/project'
import { inContext } from '../transaction'
import { projectInWorkspace } from './internal'

/** One project of the workspace, or `not-found`. */
export async function getProject(context: Context, projectId: string): Promise<ProjectDto> {
  allow(context, 'project.read')
  return inContext(context, (tx) => projectInWorkspace(tx, context, projectId))
}
