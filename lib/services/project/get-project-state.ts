import { allow, type Context } from '../../auth/actor'
import { now } from '../../config'
import type { ProjectStateDto } from '../../contracts/project'
import { listChecks } from '../catalogue/list-checks'
import { decisionsOfProject } from '../decisions'
import { parkedOf } from '../parked/park'
import { latestResults } from '../results'
import { findRuns, metaDto } from '../run/internal'
import { sprintOf } from '../sprint/change-sprint'
import { inContext } from '../transaction'
import { projectInWorkspace } from './internal'

/** Everything a page needs to derive items, stages, verdict and ranking of a project. */
export async function getProjectState(context: Context, projectId: string): Promise<ProjectStateDto> {
  allow(context, 'project.read')
  return inContext(context, async (tx) => {
    const project = await projectInWorkspace(tx, context, projectId)
    const checks = listChecks(project.roadmap)
    const results = await latestResults(tx, {
      projectIds: [projectId],
      checkIds: checks.map((check) => check.id),
      detail: 'whole',
    })
    const active = await findRuns(tx, context, { projectId, status: ['queued', 'running'], take: 20 })
    const ended = await findRuns(tx, context, {
      projectId,
      status: ['finished', 'cancelled', 'interrupted'],
      take: 1,
    })
    const finished = await findRuns(tx, context, { projectId, status: ['finished'], kind: 'full', take: 2 })
    const lastRun = ended[0] ?? null
    return {
      project,
      now: new Date(now()).toISOString(),
      checks: checks.map(metaDto),
      results: results.get(projectId) ?? [],
      decisions: await decisionsOfProject(tx, { workspaceId: context.workspaceId, projectId }),
      sprint: await sprintOf(tx, { workspaceId: context.workspaceId, projectId }),
      parked: await parkedOf(tx, { workspaceId: context.workspaceId, projectId }),
      activeRun: active.find((run) => run.kind === 'full') ?? active[0] ?? null,
      lastRun,
      previousRun: finished.find((run) => run.id !== lastRun?.id) ?? null,
    }
  })
}
