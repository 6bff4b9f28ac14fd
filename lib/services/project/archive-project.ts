import { allow, type Context } from '../../auth/actor'
import type { ProjectDto } from '../../contracts/project'
import type { Transaction } from '../../db/client'
import { notifyProject } from '../../db/notify'
import { changeProject } from './change-project'
import { getProject } from './get-project'

type Place = { workspaceId: string; projectId: string }

/** Ends what is queued and asks what is running to stop; its worker keeps what it has judged. */
async function stopRuns(tx: Transaction, { workspaceId, projectId }: Place): Promise<void> {
  const stopped = await tx.$queryRaw<{ id: string; seq: number }[]>`
    update run set cancel_at = clock_timestamp(), seq = seq + 1,
      finished_at = case when status = 'queued' then clock_timestamp() else finished_at end,
      status = case when status = 'queued' then 'cancelled' else status end
    where workspace_id = ${workspaceId}::uuid and project_id = ${projectId}::uuid
      and status in ('queued', 'running') and cancel_at is null
    returning id::text as id, seq`
  for (const { id: runId, seq } of stopped) await notifyProject(tx, { projectId, runId, seq })
}

/**
 * Puts a project away or brings it back. One that is put away leaves the lists, its audits end and no new one
 * starts (`conflict`); everything about it can still be read. Doing the same twice changes nothing.
 */
export async function archiveProject(context: Context, projectId: string, archived: boolean): Promise<ProjectDto> {
  allow(context, 'project.update')
  const known = await getProject(context, projectId)
  if ((known.archivedAt !== null) === archived) return known
  const place = { workspaceId: context.workspaceId, projectId }
  return changeProject(context, projectId, {
    action: archived ? 'project.archived' : 'project.restored',
    describe: ({ archivedAt }) => ({ archived: archivedAt !== null }),
    write: async (tx) => {
      await tx.project.updateMany({
        where: { id: projectId, workspaceId: context.workspaceId },
        data: { archivedAt: archived ? new Date() : null },
      })
      if (archived) await stopRuns(tx, place)
    },
  })
}
