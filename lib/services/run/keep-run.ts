import { allow, type Context } from '../../auth/actor'
import { notifyProject } from '../../db/notify'
import { notFound } from '../../errors'
import { audit, inContext } from '../transaction'

/** Keeps a run with its evidence for as long as the project exists, or lets it age like the others. */
export async function keepRun(
  context: Context,
  { runId, kept }: { runId: string; kept: boolean },
): Promise<{ kept: boolean }> {
  allow(context, 'triage.update')
  return inContext(context, async (tx) => {
    const where = { id: runId, workspaceId: context.workspaceId }
    const run = await tx.run.findFirst({ where, select: { projectId: true, pinned: true } })
    if (run === null) throw notFound()
    if (run.pinned === kept) return { kept }
    await tx.run.updateMany({ where, data: { pinned: kept } })
    await audit(tx, context, { action: kept ? 'run.kept' : 'run.released', target: { kind: 'run', id: runId } })
    await notifyProject(tx, { projectId: run.projectId, runId })
    return { kept }
  })
}
