import type { Context } from '../../auth/actor'
import type { MyAskDto } from '../../contracts/ask'
import type { Transaction } from '../../db/client'
import { items } from '../../roadmaps/items'
import { type ProveEntry, proveEntries } from '../../roadmaps/prove'
import { inputsOf } from '../input/internal'
import { projectInWorkspace } from './internal'
import { loadState } from './load-state'

function titleOf(entry: ProveEntry): string {
  return entry.kind === 'question' ? entry.question.text : items[entry.itemId].text
}

/** Questions a person was asked that nobody answered yet, over all projects, the oldest first. */
export async function myAsks(tx: Transaction, context: Context, userId: string): Promise<MyAskDto[]> {
  const { workspaceId } = context
  const rows = await tx.ask.findMany({
    where: { workspaceId, userId, project: { archivedAt: null } },
    orderBy: [{ at: 'asc' }, { place: 'asc' }],
  })
  const asks: MyAskDto[] = []
  for (const projectId of new Set(rows.map((row) => row.projectId))) {
    const project = await projectInWorkspace(tx, context, projectId)
    const state = await loadState(tx, context, project)
    const kept = (await inputsOf(tx, { workspaceId, projectId })).map((row) => ({
      ...row,
      by: row.byName,
      at: row.at.toISOString(),
    }))
    const open = new Map(
      proveEntries({ state, target: project.target, kept }).flatMap((entry) =>
        entry.isOpen ? [[entry.id, titleOf(entry)]] : [],
      ),
    )
    for (const row of rows) {
      const title = row.projectId === projectId ? open.get(row.place) : undefined
      if (title === undefined) continue
      asks.push({
        projectId,
        projectName: project.name,
        place: row.place,
        title,
        by: row.byName,
        at: row.at.toISOString(),
      })
    }
  }
  return asks
}
