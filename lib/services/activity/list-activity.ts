import { z } from 'zod'
import { allow, type Context } from '../../auth/actor'
import type { ActivityDto } from '../../contracts/activity'
import { Id } from '../../contracts/primitives'
import type { Transaction } from '../../db/client'
import { csvText } from '../../format/csv'
import { cursorAfter, readCursor } from '../cursor'
import { inContext } from '../transaction'
import { projectsOf } from './projects-of'

type Filter = { action?: string | undefined; actor?: string | undefined }
type Query = Filter & { cursor?: string | undefined; limit: number }

const EXPORTED = 5000
const US = 'Launch Ready'
const OUTSIDE = 'Somebody outside'

async function find(tx: Transaction, context: Context, { action, actor, cursor, limit }: Query) {
  const after = readCursor(cursor)
  return tx.auditEvent.findMany({
    where: {
      workspaceId: context.workspaceId,
      ...(action === undefined ? {} : { action: { startsWith: action } }),
      ...(actor === undefined ? {} : { actorId: actor }),
      ...(after === undefined
        ? {}
        : { OR: [{ at: { lt: after.createdAt } }, { at: after.createdAt, id: { lt: after.id } }] }),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  })
}

type Row = Awaited<ReturnType<typeof find>>[number]

/** Names of the people in some events; an account that is gone has none. */
async function namesOf(tx: Transaction, rows: readonly Row[]): Promise<Map<string, string>> {
  const ids = rows.flatMap(({ actorKind, actorId }) =>
    actorKind === 'user' && Id.safeParse(actorId).success && actorId !== null ? [actorId] : [],
  )
  const people = await tx.user.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, email: true },
  })
  return new Map(people.map(({ id, name, email }) => [id, name ?? email]))
}

type Known = { names: ReadonlyMap<string, string>; projects: ReadonlyMap<string, ActivityDto['project']> }

/** What events say besides their own columns. */
async function knownOf(tx: Transaction, context: Context, rows: readonly Row[]): Promise<Known> {
  return { names: await namesOf(tx, rows), projects: await projectsOf(tx, context, rows) }
}

function activityDto(row: Row, { names, projects }: Known): ActivityDto {
  const isPerson = row.actorKind === 'user' && row.actorId !== null
  const change = z.json().safeParse(row.change)
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: isPerson
      ? (names.get(row.actorId ?? '') ?? 'Somebody whose account is gone')
      : row.actorKind === 'nobody'
        ? OUTSIDE
        : US,
    actorId: isPerson ? row.actorId : null,
    action: row.action,
    target: row.targetKind === null || row.targetId === null ? null : { kind: row.targetKind, id: row.targetId },
    project: projects.get(row.id) ?? null,
    change: change.success ? change.data : null,
    source: row.sourceNetwork,
  }
}

/** Who did what in the workspace, newest first. Throws `invalid` for a cursor that is not ours. */
export async function listActivity(
  context: Context,
  query: Query,
): Promise<{ items: ActivityDto[]; nextCursor: string | null }> {
  allow(context, 'activity.read')
  return inContext(context, async (tx) => {
    const found = await find(tx, context, { ...query, limit: query.limit + 1 })
    const rows = found.slice(0, query.limit)
    const known = await knownOf(tx, context, rows)
    const last = rows.at(-1)
    return {
      items: rows.map((row) => activityDto(row, known)),
      nextCursor:
        found.length > query.limit && last !== undefined
          ? cursorAfter({ createdAt: last.at.toISOString(), id: last.id })
          : null,
    }
  })
}

/** The newest events as CSV with a header row. */
export async function exportActivity(context: Context, filter: Filter): Promise<string> {
  allow(context, 'activity.read')
  const items = await inContext(context, async (tx) => {
    const rows = await find(tx, context, { ...filter, limit: EXPORTED })
    const known = await knownOf(tx, context, rows)
    return rows.map((row) => activityDto(row, known))
  })
  const rows = items.map(({ at, actor, action, project, target, change, source }) => [
    at,
    actor,
    action,
    project?.name ?? '',
    target?.kind ?? '',
    target?.id ?? '',
    change === null ? '' : JSON.stringify(change),
    source ?? '',
  ])
  return csvText([['When', 'Who', 'Action', 'Project', 'Kind', 'Id', 'Change', 'Network'], ...rows])
}
