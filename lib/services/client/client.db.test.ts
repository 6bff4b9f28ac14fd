import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { disconnect } from '../../db/client'
import { inWorkspace } from '../../db/workspace'
import { createProject } from '../project/create-project'
import { getProject } from '../project/get-project'
import { updateProject } from '../project/update-project'
import { makePerson, type TestPerson } from '../test-kit/people'
import { createClient, deleteClient, renameClient } from './change-client'
import { listClients } from './list-clients'

let owner: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  owner = await makePerson('owner')
  viewer = await makePerson('viewer', owner)
  stranger = await makePerson('owner')
})

afterAll(disconnect)

const project = (name: string, more: { clientId?: string } = {}) =>
  createProject(owner.context, { domain: 'acme.io', roadmap: 'creator', name, ...more })

describe('a client', () => {
  test('is listed by name with the number of its projects, in its own workspace only', async () => {
    const { id } = await createClient(owner.context, 'Northwind')
    await createClient(owner.context, 'Fabrikam')
    await createClient(stranger.context, 'Northwind')
    await project('First', { clientId: id })
    await project('Second', { clientId: id })
    const { items } = await listClients(viewer.context)
    expect(items.map(({ name, projects }) => `${name} ${projects}`)).toEqual(['Fabrikam 0', 'Northwind 2'])
    expect((await listClients(stranger.context)).items).toMatchObject([{ name: 'Northwind', projects: 0 }])
  })

  test('has a name of its own', async () => {
    await createClient(owner.context, 'Contoso')
    await expect(createClient(owner.context, 'Contoso')).rejects.toMatchObject({ code: 'conflict' })
    const { id } = await createClient(owner.context, 'Contoso Two')
    await expect(renameClient(owner.context, { clientId: id, name: 'Contoso' })).rejects.toMatchObject({
      code: 'conflict',
      fields: [{ name: 'name' }],
    })
    expect(await renameClient(owner.context, { clientId: id, name: 'Contoso Ltd' })).toMatchObject({
      name: 'Contoso Ltd',
    })
  })

  test('is removed only when nothing is made for it any more; twice changes nothing', async () => {
    const { id } = await createClient(owner.context, 'Tailspin')
    const { id: projectId } = await project('Third', { clientId: id })
    await expect(deleteClient(owner.context, id)).rejects.toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('one project'),
    })
    expect((await updateProject(owner.context, projectId, { clientId: null })).client).toBeNull()
    expect(await deleteClient(owner.context, id)).toEqual({ deleted: true })
    expect(await deleteClient(owner.context, id)).toEqual({ deleted: true })
    await expect(renameClient(owner.context, { clientId: id, name: 'Back' })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('is chosen for a project and stays when something else changes', async () => {
    const { id } = await createClient(owner.context, 'Wingtip')
    const { id: projectId, client } = await project('Fourth')
    expect(client).toBeNull()
    await updateProject(owner.context, projectId, { clientId: id })
    await updateProject(owner.context, projectId, { roadmap: 'ops' })
    expect((await getProject(owner.context, projectId)).client).toEqual({ id, name: 'Wingtip' })
  })

  test('of another workspace can neither be chosen, renamed nor removed', async () => {
    const { id } = await createClient(stranger.context, 'Theirs')
    await expect(project('Fifth', { clientId: id })).rejects.toMatchObject({ fields: [{ name: 'clientId' }] })
    const { id: projectId } = await project('Sixth')
    await expect(updateProject(owner.context, projectId, { clientId: id })).rejects.toMatchObject({ code: 'invalid' })
    await expect(renameClient(owner.context, { clientId: id, name: 'Ours' })).rejects.toMatchObject({
      code: 'not-found',
    })
    await deleteClient(owner.context, id)
    expect((await listClients(stranger.context)).items.map(({ name }) => name)).toContain('Theirs')
  })

  test('cannot be changed by a viewer', async () => {
    await expect(createClient(viewer.context, 'New')).rejects.toMatchObject({ code: 'forbidden' })
    const { id } = await createClient(owner.context, 'Adatum')
    await expect(renameClient(viewer.context, { clientId: id, name: 'New' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(deleteClient(viewer.context, id)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('leaves what was done to it in the activity', async () => {
    const own = await makePerson()
    const { id } = await createClient(own.context, 'Litware')
    await renameClient(own.context, { clientId: id, name: 'Litware Inc' })
    await deleteClient(own.context, id)
    const rows = await inWorkspace({ workspaceId: own.workspaceId, role: 'app' }, (tx) =>
      tx.auditEvent.findMany({ orderBy: { at: 'asc' }, select: { action: true } }),
    )
    expect(rows.map(({ action }) => action)).toEqual(['client.created', 'client.renamed', 'client.deleted'])
  })
})
