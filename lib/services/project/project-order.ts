import { z } from 'zod'
import type { Context } from '../../auth/actor'
import { type ArchiveFilter, type ClientFilter, ProjectSort } from '../../contracts/project'
import type { Transaction } from '../../db/client'
import { Prisma } from '../../db/generated/client'
import { invalidField } from '../../errors'

/** A project and its place in the chosen order; null: it has none and comes last. */
export type Placed = { id: string; key: string | null }

export type ProjectFilter = {
  search?: string | undefined
  client?: ClientFilter | undefined
  owner?: string | undefined
  shows?: ArchiveFilter | undefined
}

/** Runs whose newest result is asked for; among this many one has a result. */
const RUNS_LOOKED_AT = 20

/** ISO 8601 in UTC, so that moments and days are in order when their texts are. */
function moment(column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

const NEWEST_RESULT = Prisma.sql`(
  select max(c.judged_at) from (
    select r.id from run r where r.workspace_id = p.workspace_id and r.project_id = p.id
    order by r.created_at desc limit ${RUNS_LOOKED_AT}::int
  ) r cross join lateral (
    select x.judged_at from check_result x where x.workspace_id = p.workspace_id and x.run_id = r.id
    order by x.seq desc limit 1
  ) c)`

const KEYS: Readonly<Record<ProjectSort, Prisma.Sql>> = {
  created: moment(Prisma.sql`p.created_at`),
  name: Prisma.sql`p.name`,
  launch: Prisma.sql`p.profile->>'launchAt'`,
  checked: moment(NEWEST_RESULT),
}

function conditions(context: Context, { search, client, owner, shows = 'active' }: ProjectFilter): Prisma.Sql {
  const text = search?.normalize('NFC').trim() ?? ''
  // The wildcards of LIKE are taken literally.
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return Prisma.join(
    [
      Prisma.sql`p.workspace_id = ${context.workspaceId}::uuid`,
      shows === 'archived' ? Prisma.sql`p.archived_at is not null` : Prisma.sql`p.archived_at is null`,
      ...(text === '' ? [] : [Prisma.sql`(p.name ilike ${like} or p.domain ilike ${like})`]),
      ...(client === undefined ? [] : [clientIs(client)]),
      ...(owner === undefined ? [] : [ownedBy(owner)]),
    ],
    ' and ',
  )
}

function clientIs(client: ClientFilter): Prisma.Sql {
  return client === 'none' ? Prisma.sql`p.client_id is null` : Prisma.sql`p.client_id = ${client}::uuid`
}

function ownedBy(owner: string): Prisma.Sql {
  return Prisma.sql`exists (select 1 from triage t where t.workspace_id = p.workspace_id and t.project_id = p.id
    and t.owner_id = ${owner}::uuid)`
}

const names = new Intl.Collator('en')

function byKey(sort: ProjectSort): (left: string, right: string) => number {
  const plain = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)
  if (sort === 'name') return (left, right) => names.compare(left, right) || plain(left, right)
  return sort === 'launch' ? plain : (left, right) => plain(right, left)
}

function comparing(sort: ProjectSort): (left: Placed, right: Placed) => number {
  const compare = byKey(sort)
  return (left, right) => {
    if (left.key === null || right.key === null) {
      const absent = Number(left.key === null) - Number(right.key === null)
      if (absent !== 0) return absent
    } else {
      const difference = compare(left.key, right.key)
      if (difference !== 0) return difference
    }
    return left.id < right.id ? -1 : left.id > right.id ? 1 : 0
  }
}

/**
 * Every matching project in the chosen order. A workspace has at most 500, so the whole order fits into memory and
 * pages agree with each other whatever it is made of.
 */
export async function orderedProjects(
  tx: Transaction,
  context: Context,
  { sort, ...filter }: ProjectFilter & { sort: ProjectSort },
): Promise<Placed[]> {
  const rows = await tx.$queryRaw<Placed[]>`
    select p.id::text as id, ${KEYS[sort]} as key from project p where ${conditions(context, filter)}`
  return rows.sort(comparing(sort))
}

const Cursor = z.tuple([ProjectSort, z.string().max(120).nullable(), z.uuid()])

/** Where the next page begins, as opaque text. */
export function cursorBehind(sort: ProjectSort, { key, id }: Placed): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString('base64url')
}

/** What comes behind a cursor; throws `invalid` for one we did not write, or wrote for another order. */
export function behind(placed: readonly Placed[], sort: ProjectSort, cursor: string | undefined): readonly Placed[] {
  if (cursor === undefined) return placed
  const from = readCursor(sort, cursor)
  const compare = comparing(sort)
  return placed.filter((candidate) => compare(candidate, from) > 0)
}

function readCursor(sort: ProjectSort, text: string): Placed {
  const refused = invalidField('cursor', 'This is not the end of a page we sent')
  try {
    const [made, key, id] = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    if (made !== sort) throw refused
    return { key, id }
  } catch {
    throw refused
  }
}
