import type { Context } from '../../auth/actor'
import type { ProjectDto } from '../../contracts/project'
import type { Transaction } from '../../db/client'
import type { ProjectState } from '../../roadmaps/state'
import { listChecks } from '../catalogue/list-checks'
import { decisionsOfProject } from '../decisions'
import { latestResults } from '../results'
import { deriveProject } from './derive-project'

/** What everything stored about a project means right now. */
export async function loadState(tx: Transaction, context: Context, project: ProjectDto): Promise<ProjectState> {
  const checkIds = listChecks(project.roadmap).map((check) => check.id)
  const results = await latestResults(tx, { projectIds: [project.id], checkIds, detail: 'lean' })
  const decisions = await decisionsOfProject(tx, { workspaceId: context.workspaceId, projectId: project.id })
  return deriveProject({ roadmap: project.roadmap, results: results.get(project.id) ?? [], decisions })
}
