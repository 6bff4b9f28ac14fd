import { z } from 'zod'
import { allow, type Context } from '../../auth/actor'
import type { CheckHistoryEntryDto } from '../../contracts/project'
import type { CheckMetaDto } from '../../contracts/result'
import { notFound } from '../../errors'
import { listChecks } from '../catalogue/list-checks'
import { historyOf } from '../results'
import { metaDto } from '../run/internal'
import { inContext } from '../transaction'
import { projectInWorkspace } from './internal'

const KEPT = 30

/** The last 30 results of one check in one project, newest first; `not-found` for a check that does not exist. */
export async function getCheckHistory(
  context: Context,
  { projectId, checkId }: { projectId: string; checkId: string },
): Promise<{ check: CheckMetaDto; results: CheckHistoryEntryDto[] }> {
  allow(context, 'run.read')
  return inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, projectId)
    const check = listChecks().find((candidate) => candidate.id === checkId)
    if (check === undefined) throw notFound()
    const results = await historyOf(tx, { projectId, checkId, take: KEPT })
    const runs = await tx.run.findMany({
      where: { workspaceId: context.workspaceId, id: { in: results.map((result) => result.runId) } },
      select: { id: true, kind: true },
    })
    const kinds = new Map(runs.map((run) => [run.id, z.enum(['full', 'partial']).parse(run.kind)]))
    return {
      check: metaDto(check),
      results: results.map((result) => ({ ...result, runKind: kinds.get(result.runId) ?? 'partial' })),
    }
  })
}
