import { randomUUID } from 'node:crypto'
import { allow, type Context } from '../../auth/actor'
import type { ClientDto } from '../../contracts/client'
import { AppError } from '../../errors'
import { audit, inContext } from '../transaction'
import { findLocked, lockClient, refusedName } from './internal'

/** A workspace holds at most as many clients as projects. */
const MOST_CLIENTS = 500

/** Adds a client. A name that is taken in this workspace is a conflict. */
export async function createClient(context: Context, name: string): Promise<ClientDto> {
  allow(context, 'client.manage')
  const { workspaceId } = context
  const id = randomUUID()
  try {
    await inContext(context, async (tx) => {
      const count = await tx.client.count({ where: { workspaceId } })
      if (count >= MOST_CLIENTS)
        throw new AppError('limit', { detail: `A workspace can have ${MOST_CLIENTS} clients.` })
      await tx.client.createMany({ data: [{ id, workspaceId, name }] })
      await audit(tx, context, {
        action: 'client.created',
        target: { kind: 'client', id },
        change: { after: { name } },
      })
    })
  } catch (error) {
    throw refusedName(error, name)
  }
  return { id, name, projects: 0 }
}

/** Gives a client another name. */
export async function renameClient(
  context: Context,
  { clientId, name }: { clientId: string; name: string },
): Promise<ClientDto> {
  allow(context, 'client.manage')
  try {
    return await inContext(context, async (tx) => {
      const before = await lockClient(tx, context, clientId)
      if (before.name === name) return before
      await tx.client.updateMany({ where: { id: clientId, workspaceId: context.workspaceId }, data: { name } })
      await audit(tx, context, {
        action: 'client.renamed',
        target: { kind: 'client', id: clientId },
        change: { before: { name: before.name }, after: { name } },
      })
      return { ...before, name }
    })
  } catch (error) {
    throw refusedName(error, name)
  }
}

/** Removes a client nothing is made for any more; one with projects is a conflict. One that is gone stays gone. */
export async function deleteClient(context: Context, clientId: string): Promise<{ deleted: true }> {
  allow(context, 'client.manage')
  return inContext(context, async (tx) => {
    const before = await findLocked(tx, context, clientId)
    if (before === undefined) return { deleted: true }
    if (before.projects > 0) {
      const many = before.projects === 1 ? 'one project' : `${before.projects} projects`
      throw new AppError('conflict', {
        detail: `${before.name} still has ${many}. Move or delete them first, then remove the client.`,
      })
    }
    await tx.client.deleteMany({ where: { id: clientId, workspaceId: context.workspaceId } })
    await audit(tx, context, {
      action: 'client.deleted',
      target: { kind: 'client', id: clientId },
      change: { before: { name: before.name } },
    })
    return { deleted: true }
  })
}
