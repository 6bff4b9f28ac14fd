import { allow, type Context } from '../../auth/actor'
import type { PackDto } from '../../contracts/pack'
import { projectInWorkspace } from '../project/internal'
import { inContext } from '../transaction'
import { PACK, packDto, sizesOf } from './internal'

/** Versions of the pack of a project, the newest first. */
export async function listPacks(context: Context, projectId: string): Promise<{ items: PackDto[] }> {
  allow(context, 'project.read')
  return inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, projectId)
    const where = { workspaceId: context.workspaceId, projectId }
    const rows = await tx.pack.findMany({ where, select: PACK, orderBy: { version: 'desc' } })
    const sizes = await sizesOf(
      tx,
      rows.map(({ id }) => id),
    )
    return { items: rows.map((row) => packDto(row, sizes)) }
  })
}
