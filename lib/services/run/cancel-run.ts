import { allow, type Context } from '../../auth/actor'
import type { RunSummaryDto } from '../../contracts/run'
import { notifyProject } from '../../db/notify'
import { audit, inContext } from '../transaction'
import { runInWorkspace } from './internal'

/**
 * Asks a run to stop. A queued one ends at once; a running one is stopped by its worker within two seconds,
 * keeping what it has judged. For an ended run nothing changes.
 */
export async function cancelRun(context: Context, runId: string): Promise<RunSummaryDto> {
  allow(context, 'run.cancel')
  return inContext(context, async (tx) => {
    const run = await runInWorkspace(tx, context, runId)
    const changed = await tx.$executeRaw`
      update run set cancel_at = clock_timestamp(), seq = seq + 1,
        status = case when status = 'queued' then 'cancelled' else status end,
        finished_at = case when status = 'queued' then clock_timestamp() else finished_at end
      where workspace_id = ${context.workspaceId}::uuid and id = ${runId}::uuid
        and status in ('queued', 'running') and cancel_at is null`
    if (changed === 0) return run
    await audit(tx, context, { action: 'run.cancelled', target: { kind: 'run', id: runId } })
    const after = await runInWorkspace(tx, context, runId)
    await notifyProject(tx, { projectId: run.projectId, runId, seq: after.seq })
    return after
  })
}
