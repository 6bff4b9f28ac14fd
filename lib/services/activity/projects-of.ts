import { z } from 'zod'
import type { Context } from '../../auth/actor'
import type { ActivityDto } from '../../contracts/activity'
import { Id } from '../../contracts/primitives'
import type { Transaction } from '../../db/client'

type Row = { id: string; targetKind: string | null; targetId: string | null; change: unknown }

const GONE = 'A project that is gone'

const State = z.looseObject({ projectId: Id.optional(), name: z.string().optional() })
/** Where events name their project, beside their target. */
const Change = z.looseObject({
  projectId: Id.optional(),
  project: Id.optional(),
  before: State.nullish().catch(null),
  after: State.nullish().catch(null),
})

function projectIdOf({ targetKind, targetId, change }: Row, runs: ReadonlyMap<string, string>): string | undefined {
  if (targetId !== null && targetKind === 'project') return targetId
  const said = Change.safeParse(change).data
  const named = said?.projectId ?? said?.project ?? said?.after?.projectId ?? said?.before?.projectId
  return named ?? (targetId !== null && targetKind === 'run' ? runs.get(targetId) : undefined)
}

async function projectsOfRuns(tx: Transaction, workspaceId: string, rows: readonly Row[]) {
  const ids = rows.flatMap(({ targetKind, targetId }) =>
    targetKind === 'run' && Id.safeParse(targetId).success && targetId !== null ? [targetId] : [],
  )
  const runs = await tx.run.findMany({
    where: { workspaceId, id: { in: [...new Set(ids)] } },
    select: { id: true, projectId: true },
  })
  return new Map(runs.map(({ id, projectId }) => [id, projectId]))
}

/** The project each event happened in, by the id of the event; events of the whole workspace have none. */
export async function projectsOf(
  tx: Transaction,
  { workspaceId }: Context,
  rows: readonly Row[],
): Promise<Map<string, ActivityDto['project']>> {
  const runs = await projectsOfRuns(tx, workspaceId, rows)
  const wanted = new Map(
    rows.flatMap((row) => {
      const projectId = projectIdOf(row, runs)
      return projectId === undefined || !Id.safeParse(projectId).success ? [] : [[row, projectId] as const]
    }),
  )
  const found = await tx.project.findMany({
    where: { workspaceId, id: { in: [...new Set(wanted.values())] } },
    select: { id: true, name: true },
  })
  const names = new Map(found.map(({ id, name }) => [id, name]))
  return new Map(
    [...wanted].map(([row, id]) => {
      const name = names.get(id)
      const last = Change.safeParse(row.change).data?.before?.name
      return [row.id, name === undefined ? { id: null, name: last ?? GONE } : { id, name }]
    }),
  )
}
