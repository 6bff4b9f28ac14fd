import type { Context } from '../../auth/actor'
import type { ClientDto } from '../../contracts/client'
import type { Transaction } from '../../db/client'
import { isUniqueViolation } from '../../db/problems'
import { AppError, notFound } from '../../errors'

/** Columns of a client with the number of its projects. */
export const CLIENT = { id: true, name: true, _count: { select: { projects: true } } } as const

type Row = { id: string; name: string; _count: { projects: number } }

/** One row of clients as the API answers it. */
export function clientDto({ id, name, _count }: Row): ClientDto {
  return { id, name, projects: _count.projects }
}

/** A client of the workspace of the context, locked until the end of the transaction. */
export async function findLocked(tx: Transaction, context: Context, clientId: string): Promise<ClientDto | undefined> {
  const { workspaceId } = context
  await tx.$queryRaw`
    select 1 from client where workspace_id = ${workspaceId}::uuid and id = ${clientId}::uuid for update`
  const row = await tx.client.findFirst({ where: { id: clientId, workspaceId }, select: CLIENT })
  return row === null ? undefined : clientDto(row)
}

/** The same, or `not-found`. */
export async function lockClient(tx: Transaction, context: Context, clientId: string): Promise<ClientDto> {
  const found = await findLocked(tx, context, clientId)
  if (found === undefined) throw notFound()
  return found
}

/** What a failed write means: a taken name is a conflict of the field, anything else goes on as it is. */
export function refusedName(error: unknown, name: string): unknown {
  if (!isUniqueViolation(error)) return error
  return new AppError('conflict', {
    detail: `There is already a client called ${name}. Choose it, or type another name.`,
    fields: [{ name: 'name', reason: 'This name is taken' }],
    cause: error,
  })
}
