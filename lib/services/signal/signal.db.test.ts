import { afterAll, beforeAll, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { inWorkspace } from '../../db/workspace'
import { createProject } from '../project/create-project'
import { getProjectState } from '../project/get-project-state'
import { makePerson, type TestPerson } from '../test-kit/people'
import { answerSignal, forgetSignalAnswer } from './answer-signal'

const SIGNAL = 'every-change-a-ticket'
let owner: TestPerson
let member: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let projectId: string

beforeAll(async () => {
  owner = await makePerson('owner')
  member = await makePerson('member', owner)
  viewer = await makePerson('viewer', owner)
  stranger = await makePerson('owner')
  projectId = (await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })).id
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

const answer = (as: TestPerson, said: 'yes' | 'no', signalId = SIGNAL) =>
  answerSignal(as.context, { projectId, signalId, answer: said })
const forget = (as: TestPerson, signalId = SIGNAL) => forgetSignalAnswer(as.context, { projectId, signalId })
const known = async () => (await getProjectState(viewer.context, projectId)).decisions.signalAnswers

test('the last answer of a team counts, and everybody sees whose it is', async () => {
  await answer(owner, 'yes')
  expect(await answer(member, 'no')).toMatchObject({ signalId: SIGNAL, answer: 'no', by: 'Test person' })
  expect(await known()).toMatchObject([{ signalId: SIGNAL, answer: 'no' }])
  await Promise.all([answer(owner, 'yes'), answer(member, 'yes')])
  expect(await known()).toMatchObject([{ answer: 'yes' }])
})

test('an answer can be taken back, twice without harm, and the log keeps both', async () => {
  await answer(owner, 'yes')
  expect(await forget(member)).toEqual({ removed: true })
  expect(await forget(owner)).toEqual({ removed: false })
  expect(await known()).toEqual([])
  const rows = await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
    tx.auditEvent.findMany({ where: { targetId: projectId, action: { startsWith: 'signal.' } } }),
  )
  expect(rows.filter(({ action }) => action === 'signal.forgotten')).toHaveLength(1)
})

test('viewers look, strangers find nothing, and only signals we know can be answered', async () => {
  await expect(answer(viewer, 'yes')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(forget(viewer)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(answer(stranger, 'yes')).rejects.toMatchObject({ code: 'not-found' })
  await expect(forget(stranger)).rejects.toMatchObject({ code: 'not-found' })
  await expect(answer(owner, 'yes', 'constructor')).rejects.toMatchObject({ code: 'not-found' })
  await expect(forget(owner, 'no-such-signal')).rejects.toMatchObject({ code: 'not-found' })
})
