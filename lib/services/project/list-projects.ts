import { allow, type Context } from '../../auth/actor'
import type { ProjectPageDto, ProjectRowDto, ProjectSort, VerdictFilter } from '../../contracts/project'
import type { Transaction } from '../../db/client'
import { inContext } from '../transaction'
import { behind, cursorBehind, orderedProjects, type Placed, type ProjectFilter } from './project-order'
import { projectRows } from './project-rows'

type Query = ProjectFilter & {
  cursor?: string | undefined
  limit: number
  sort?: ProjectSort | undefined
  verdict?: VerdictFilter | undefined
}

/** Verdicts are derived this many projects at a time, and of at most so many for one page. */
const DERIVED_AT_ONCE = 20
const MOST_DERIVED = 40

function matches(row: ProjectRowDto, verdict: VerdictFilter): boolean {
  return (row.verdict?.reason ?? 'unchecked') === verdict
}

type Found = { items: ProjectRowDto[]; last: Placed | undefined }

/** The first rows with a verdict, and the last project that was looked at for them. */
async function rowsWithVerdict(
  tx: Transaction,
  context: Context,
  { placed, limit, verdict }: { placed: readonly Placed[]; limit: number; verdict: VerdictFilter },
): Promise<Found> {
  const items: ProjectRowDto[] = []
  const most = Math.min(placed.length, MOST_DERIVED)
  for (let from = 0; from < most; from += DERIVED_AT_ONCE) {
    const batch = placed.slice(from, Math.min(from + DERIVED_AT_ONCE, most))
    const rows = await projectRows(
      tx,
      context,
      batch.map(({ id }) => id),
    )
    for (const row of rows) {
      if (!matches(row, verdict)) continue
      items.push(row)
      if (items.length === limit) return { items, last: placed.find(({ id }) => id === row.id) }
    }
  }
  return { items, last: placed[most - 1] }
}

async function firstRows(
  tx: Transaction,
  context: Context,
  { placed, limit }: { placed: readonly Placed[]; limit: number },
): Promise<Found> {
  const page = placed.slice(0, limit)
  const items = await projectRows(
    tx,
    context,
    page.map(({ id }) => id),
  )
  return { items, last: page.at(-1) }
}

/**
 * A page of the projects of a workspace with the verdict each has right now. A verdict is never stored, so a filter
 * by it looks at projects in their order until the page is full, forty were looked at or none is left.
 */
export async function listProjects(context: Context, query: Query): Promise<ProjectPageDto> {
  allow(context, 'project.read')
  const { limit, verdict, cursor, sort = 'created' } = query
  return inContext(context, async (tx) => {
    const all = await orderedProjects(tx, context, { ...query, sort })
    const placed = behind(all, sort, cursor)
    const { items, last } =
      verdict === undefined
        ? await firstRows(tx, context, { placed, limit })
        : await rowsWithVerdict(tx, context, { placed, limit, verdict })
    const archived = await tx.project.count({
      where: { workspaceId: context.workspaceId, archivedAt: { not: null } },
    })
    const isMore = last !== undefined && last !== placed.at(-1)
    return { items, total: all.length, archived, nextCursor: isMore ? cursorBehind(sort, last) : null }
  })
}
