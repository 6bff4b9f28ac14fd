import type { Context } from '../../auth/actor'
import type { MyRowDto } from '../../contracts/activity'
import type { Transaction } from '../../db/client'
import { loadHandover } from '../handover/load-handover'

/** Rows of handover checklists a person owns and nobody ticked, over all projects, what is due first. */
export async function myRows(tx: Transaction, context: Context, userId: string): Promise<MyRowDto[]> {
  const { workspaceId } = context
  const projects = await tx.project.findMany({
    where: { workspaceId, archivedAt: null, handoverRows: { some: { ownerId: userId, removedAt: null } } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
  const rows: MyRowDto[] = []
  for (const { id: projectId, name: projectName } of projects) {
    const { sections } = await loadHandover(tx, context, projectId)
    for (const { key, text, dueOn, owner, tick } of sections.flatMap((section) => section.rows)) {
      if (owner?.id === userId && tick === null) rows.push({ projectId, projectName, key, text, dueOn })
    }
  }
  return rows.sort((left, right) => (left.dueOn ?? '9999').localeCompare(right.dueOn ?? '9999', 'en'))
}
