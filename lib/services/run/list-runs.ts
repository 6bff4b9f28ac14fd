import { allow, type Context } from '../../auth/actor'
import type { RunSummaryDto } from '../../contracts/run'
import { cursorAfter, readCursor } from '../cursor'
import { projectInWorkspace } from '../project/internal'
import { inContext } from '../transaction'
import { findRuns } from './internal'

type Page = { items: RunSummaryDto[]; nextCursor: string | null }

/** Runs of a project, newest first, a page at a time. */
export async function listRuns(
  context: Context,
  projectId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page> {
  allow(context, 'run.read')
  const before = readCursor(cursor)
  return inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, projectId)
    const rows = await findRuns(tx, context, {
      projectId,
      take: limit + 1,
      ...(before === undefined ? {} : { before }),
    })
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return { items, nextCursor: rows.length > limit && last !== undefined ? cursorAfter(last) : null }
  })
}
