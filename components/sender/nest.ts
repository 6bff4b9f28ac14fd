import type { SpfTreeRowDto } from '@/lib/contracts/sender'

export type SpfBranch = { key: string; row: SpfTreeRowDto; inside: SpfBranch[] }

/** The lines of a tree, each with the lines below it. A line deeper than its place allows joins the nearest one. */
export function nest(rows: readonly SpfTreeRowDto[]): SpfBranch[] {
  const top: SpfBranch[] = []
  const open: SpfBranch[] = []
  for (const [index, row] of rows.entries()) {
    const branch: SpfBranch = { key: `${index} ${row.term}`, row, inside: [] }
    while (open.length > 0 && (open.at(-1)?.row.depth ?? 0) >= row.depth) open.pop()
    const siblings = open.at(-1)?.inside ?? top
    siblings.push(branch)
    open.push(branch)
  }
  return top
}
