import { z } from 'zod'
import { contract } from './contract'
import { Id, line } from './primitives'

/** Whom projects are made for: a consultant groups projects by it. */
export const ClientDto = z.object({
  id: Id,
  name: z.string(),
  /** How many projects are made for this client. */
  projects: z.number().int(),
})
export type ClientDto = z.infer<typeof ClientDto>

const Named = z.strictObject({ name: line(80) })

/** In order of name. */
export const listClients = contract({
  id: 'client.list',
  method: 'GET',
  path: '/workspaces/{workspaceId}/clients',
  can: 'project.read',
  summary: 'Clients of a workspace',
  response: z.object({ items: z.array(ClientDto) }),
  errors: ['not-found'],
})

/** A name that is taken in this workspace is a conflict. */
export const createClient = contract({
  id: 'client.create',
  method: 'POST',
  path: '/workspaces/{workspaceId}/clients',
  can: 'client.manage',
  summary: 'Add a client',
  body: Named,
  response: ClientDto,
  errors: ['invalid', 'not-found', 'conflict', 'limit'],
})

export const renameClient = contract({
  id: 'client.rename',
  method: 'PATCH',
  path: '/workspaces/{workspaceId}/clients/{clientId}',
  can: 'client.manage',
  summary: 'Rename a client',
  body: Named,
  response: ClientDto,
  errors: ['invalid', 'not-found', 'conflict'],
})

/** A client that still has projects is a conflict. */
export const deleteClient = contract({
  id: 'client.delete',
  method: 'DELETE',
  path: '/workspaces/{workspaceId}/clients/{clientId}',
  can: 'client.manage',
  summary: 'Remove a client without projects',
  response: z.object({ deleted: z.literal(true) }),
  errors: ['not-found', 'conflict'],
})
