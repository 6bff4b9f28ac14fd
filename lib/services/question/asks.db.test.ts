import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { listActivity } from '../activity/list-activity'
import { confirmItem } from '../attestation/confirm-item'
import { removeMember } from '../member/remove-member'
import { archiveProject } from '../project/archive-project'
import { createProject } from '../project/create-project'
import { listMyItems } from '../project/list-my-items'
import { makePerson, type TestPerson } from '../test-kit/people'
import { askTeammate, listAsks } from './asks'

const PLACE = 'confirm-change-approvers-named'

let owner: TestPerson
let ben: TestPerson
let projectId: string

beforeAll(async () => {
  owner = await makePerson()
  ben = await makePerson('member', owner)
  projectId = (await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })).id
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

const ask = (userId: string | null, place = PLACE) => askTeammate(owner.context, { projectId, place, userId })
const forBen = async () => (await listMyItems(ben.context)).asks

describe('a question somebody does not know the answer to', () => {
  test('is given to a teammate, who finds exactly it', async () => {
    expect((await ask(ben.userId)).asks).toMatchObject([{ place: PLACE, userId: ben.userId, by: 'Test person' }])
    expect(await forBen()).toMatchObject([{ projectId, place: PLACE, projectName: 'acme.io' }])
    expect((await listMyItems(owner.context)).asks).toEqual([])
  })

  test('stays with one person, and asking again is written down once', async () => {
    await ask(ben.userId)
    const { items } = await listActivity(owner.context, { limit: 20, action: 'question' })
    expect(items).toHaveLength(1)
    expect((await ask(owner.userId)).asks).toHaveLength(1)
    expect(await forBen()).toEqual([])
  })

  test('is off the list while its project is archived, and once it is answered', async () => {
    await ask(ben.userId)
    await archiveProject(owner.context, projectId, true)
    expect(await forBen()).toEqual([])
    await archiveProject(owner.context, projectId, false)
    expect(await forBen()).toHaveLength(1)
    const proof = { kind: 'note' as const, text: 'Ana, Ben, Ana' }
    await confirmItem(ben.context, { projectId, itemId: 'change-approvers-named', statementVersion: 1, proof })
    expect(await forBen()).toEqual([])
    expect((await ask(null)).asks).toEqual([])
  })

  test('is given to nobody who cannot answer, and nothing else can be asked', async () => {
    const viewer = await makePerson('viewer', owner)
    const stranger = await makePerson()
    for (const person of [viewer, stranger]) await expect(ask(person.userId)).rejects.toMatchObject({ code: 'invalid' })
    await expect(ask(ben.userId, 'confirm-nothing')).rejects.toMatchObject({ code: 'invalid' })
    const asViewer = askTeammate(viewer.context, { projectId, place: PLACE, userId: ben.userId })
    await expect(asViewer).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listAsks(stranger.context, projectId)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is nobody any more when the member leaves', async () => {
    const cara = await makePerson('member', owner)
    await ask(cara.userId)
    await removeMember(owner.context, cara.userId)
    expect((await listAsks(owner.context, projectId)).asks).toEqual([])
  })
})
