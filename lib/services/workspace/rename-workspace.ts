import { allow, type Context } from '../../auth/actor'
import { Role } from '../../contracts/role'
import type { WorkspaceDto } from '../../contracts/workspace'
import { notFound } from '../../errors'
import { audit, inContext } from '../transaction'

/** Gives a workspace another name; its address stays. */
export async function renameWorkspace(context: Context, name: string): Promise<WorkspaceDto> {
  allow(context, 'workspace.update')
  return inContext(context, async (tx) => {
    const id = context.workspaceId
    const before = await tx.workspace.findUnique({ where: { id }, select: { name: true, slug: true } })
    if (before === null) throw notFound()
    await tx.workspace.updateMany({ where: { id }, data: { name } })
    await audit(tx, context, {
      action: 'workspace.renamed',
      target: { kind: 'workspace', id },
      change: { before: { name: before.name }, after: { name } },
    })
    return { id, slug: before.slug, name, role: Role.parse(context.role) }
  })
}
