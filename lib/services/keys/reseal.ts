import { database, type Transaction } from '../../db/client'
import { Prisma } from '../../db/generated/client'
import { inWorkspace } from '../../db/workspace'
import { SealError, type SealedPlace, seal, unseal } from '../../secrets/seal'

/** Every column that holds sealed text. Names of tables and columns are written here and come from nowhere else. */
const SEALED = [
  { table: 'share_link', column: 'token_sealed' },
  { table: 'notice_channel', column: 'url' },
  { table: 'notice_channel', column: 'secret' },
  { table: 'notice_channel', column: 'old_secret' },
  { table: 'outbox_message', column: 'body' },
] as const

type Field = (typeof SEALED)[number]
type Keys = NonNullable<Parameters<typeof seal>[2]>

const BATCH = 200
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

export type Leftover = { table: string; column: string; id: string; problem: string }

/** How many fields carry the newest key now, and those that no configured key opens. */
export type Resealed = { done: number; leftovers: Leftover[] }

/** Every workspace: each has a member at least. */
async function workspaces(): Promise<string[]> {
  const rows = await database('app').$queryRaw<{ id: string }[]>`
    select distinct m.workspace_id as id from "user" u cross join lateral lr_memberships(u.id) m order by 1`
  return rows.map(({ id }) => id)
}

type Row = { id: string; text: string }

/** Fields that another key sealed, in the order of their ids; nobody changes them until the transaction ends. */
function olderRows(
  tx: Transaction,
  { table, column }: Field,
  { workspaceId, after, newest }: { workspaceId: string; after: string; newest: string },
): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    select id, ${Prisma.raw(column)} as text from ${Prisma.raw(table)}
    where workspace_id = ${workspaceId}::uuid and id > ${after}::uuid
      and ${Prisma.raw(column)} is not null and ${Prisma.raw(column)} not like ${`lr1.${newest}.%`}
    order by id limit ${BATCH}::int for update`
}

/** The same text under the newest key; what is wrong where no key opens it. */
function again(place: SealedPlace, text: string, keys: Keys): { text: string } | { problem: string } {
  try {
    return { text: seal(place, unseal(place, text, keys), keys) }
  } catch (error) {
    if (error instanceof SealError) return { problem: error.message }
    throw error
  }
}

async function resealField(workspaceId: string, field: Field, keys: Keys): Promise<Resealed> {
  const { table, column } = field
  const newest = keys[0]?.id ?? ''
  const all: Resealed = { done: 0, leftovers: [] }
  for (let after = FIRST_ID; ; ) {
    const rows = await inWorkspace({ workspaceId, role: 'app' }, async (tx) => {
      const found = await olderRows(tx, field, { workspaceId, after, newest })
      for (const { id, text } of found) {
        const fresh = again({ table, column, id, workspaceId }, text, keys)
        if ('problem' in fresh) {
          all.leftovers.push({ table, column, id, problem: fresh.problem })
          continue
        }
        await tx.$executeRaw`
          update ${Prisma.raw(table)} set ${Prisma.raw(column)} = ${fresh.text}
          where workspace_id = ${workspaceId}::uuid and id = ${id}::uuid`
        all.done += 1
      }
      return found
    })
    const last = rows.at(-1)
    if (last === undefined) return all
    after = last.id
  }
}

/**
 * Seals every stored secret with the first of `keys`, in batches, while the product runs. Safe to run again: what
 * carries the newest key is left alone. What no key opens stays as it is and is answered as left over.
 */
export async function resealAll(keys: Keys): Promise<Resealed> {
  const all: Resealed = { done: 0, leftovers: [] }
  for (const workspaceId of await workspaces()) {
    for (const field of SEALED) {
      const { done, leftovers } = await resealField(workspaceId, field, keys)
      all.done += done
      all.leftovers.push(...leftovers)
    }
  }
  return all
}
