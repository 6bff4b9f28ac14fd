import { allow, type Context } from '../../auth/actor'
import type { ClientDto } from '../../contracts/client'
import { inContext } from '../transaction'
import { CLIENT, clientDto } from './internal'

/** Every client of the workspace with the number of its projects, in order of name. */
export async function listClients(context: Context): Promise<{ items: ClientDto[] }> {
  allow(context, 'project.read')
  const rows = await inContext(context, (tx) =>
    tx.client.findMany({ where: { workspaceId: context.workspaceId }, select: CLIENT, orderBy: { name: 'asc' } }),
  )
  return { items: rows.map(clientDto).sort((left, right) => left.name.localeCompare(right.name, 'en')) }
}
