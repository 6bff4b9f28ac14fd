import { allow, type Context } from '../../auth/actor'
import type { ProjectEventDto } from '../../contracts/events'
import { resultsOfRun } from '../results'
import { inContext } from '../transaction'
import { evidenceSteps, findRuns, plannedChecks, runInWorkspace } from './internal'

type RunEvent = Extract<ProjectEventDto, { type: 'run' }>

/** Rows of a run written after `since`, as one event; the plan comes with the first. `not-found` when it is gone. */
export async function readRunRows(
  context: Context,
  { runId, since }: { runId: string; since: number },
): Promise<RunEvent> {
  allow(context, 'run.read')
  return inContext(context, async (tx) => {
    const run = await runInWorkspace(tx, context, runId)
    const planned = since === 0 ? { planned: await plannedChecks(tx, context, runId) } : {}
    const results = await resultsOfRun(tx, { runId, since })
    const evidence = await evidenceSteps(tx, context, { runId, since })
    return { type: 'run', run, ...planned, results, evidence }
  })
}

/** The queued and running runs of a project, oldest first. */
export async function activeRunIds(context: Context, projectId: string): Promise<string[]> {
  allow(context, 'run.read')
  return inContext(context, async (tx) => {
    const runs = await findRuns(tx, context, { projectId, status: ['queued', 'running'], take: 20 })
    return runs.map((run) => run.id).reverse()
  })
}
