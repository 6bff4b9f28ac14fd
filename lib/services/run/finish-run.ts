import type { Context } from '../../auth/actor'
import { enqueueRun } from '../../db/queue'
import type { Flush, Lease, RunEnd } from '../../db/run-lease'
import { endRun, flushInside, releaseRun } from '../../db/run-lease'
import { logger } from '../../log'
import { markVerdict } from '../../notices/announce'
import type { RoadmapId } from '../../roadmaps/ids'
import { snapshotOf } from '../../roadmaps/snapshot'
import { listChecks } from '../catalogue/list-checks'
import { decisionsOfProject } from '../decisions'
import { reviewMap } from '../map/review-map'
import { deriveProject } from '../project/derive-project'
import { latestResults } from '../results'
import { audit, inContext } from '../transaction'

type End = { roadmap: RoadmapId; rest: Flush; status: RunEnd['status']; error?: string }

/**
 * Writes the last rows, what the run says of the project and the end of the run in one transaction.
 * Answers false when somebody else holds the run by now; nothing was written then.
 */
export async function finishRun(context: Context, lease: Lease, end: End): Promise<boolean> {
  const ended = await writeEnd(context, lease, end)
  if (ended) await review(context, lease)
  return ended
}

/** The run has ended whatever happens here: what a person confirmed is compared again after the next one. */
async function review(context: Context, { projectId, runId }: Lease): Promise<void> {
  try {
    await reviewMap(context, projectId)
  } catch (error) {
    logger('run').error({ runId, err: String(error) }, 'the production map could not be compared')
  }
}

async function writeEnd(context: Context, lease: Lease, end: End): Promise<boolean> {
  return inContext(context, async (tx) => {
    if (!(await flushInside(tx, lease, end.rest))) return false
    const checkIds = listChecks(end.roadmap).map((check) => check.id)
    const results = await latestResults(tx, { projectIds: [lease.projectId], checkIds, detail: 'lean' })
    const snapshot = snapshotOf(
      deriveProject({
        roadmap: end.roadmap,
        results: results.get(lease.projectId) ?? [],
        decisions: await decisionsOfProject(tx, lease),
      }),
    )
    const ended = await endRun(tx, lease, { status: end.status, error: end.error ?? null, snapshot })
    if (!ended) return false
    await markVerdict(tx, lease)
    await audit(tx, context, {
      action: `run.${end.status}`,
      target: { kind: 'run', id: lease.runId },
      change: { after: { answer: snapshot.verdict.answer, reason: snapshot.verdict.reason } },
    })
    return true
  })
}

/** Keeps what was found and gives the run back to the queue without counting this attempt. */
export async function handBackRun(context: Context, lease: Lease, rest: Flush): Promise<boolean> {
  return inContext(context, async (tx) => {
    if (!(await flushInside(tx, lease, rest)) || !(await releaseRun(tx, lease))) return false
    await enqueueRun(tx, { runId: lease.runId, workspaceId: lease.workspaceId })
    return true
  })
}
