import { afterAll, beforeAll, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { deleteInput } from '../input/delete-input'
import { listInputs } from '../input/list-inputs'
import { putInput } from '../input/put-input'
import { createProject } from '../project/create-project'
import { getProject } from '../project/get-project'
import { makePerson, type TestPerson } from '../test-kit/people'

const { signal } = new AbortController()
let owner: TestPerson
let projectId: string

beforeAll(async () => {
  owner = await makePerson('owner')
  projectId = (await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })).id
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

const answer = (question: string, value: unknown) => putInput(owner.context, { projectId, question, value, signal })
const target = async () => (await getProject(owner.context, projectId)).target

test('two answers at once both become part of the target', async () => {
  await Promise.all([
    answer('login-url', { url: 'https://acme.io/login' }),
    answer('signup-url', { url: 'https://acme.io/join' }),
    answer('sends-mail', { answer: 'yes' }),
  ])
  const { urls, profile } = await target()
  expect(urls.map(({ purpose }) => purpose).sort()).toEqual(['login', 'signup'])
  expect(profile.sendsMail).toBe(true)
})

test('"there is none" and taking it back are told apart', async () => {
  await answer('login-url', { none: true })
  expect((await target()).urls.map(({ purpose }) => purpose)).toEqual(['signup'])
  expect((await listInputs(owner.context, projectId)).inputs).toContainEqual(
    expect.objectContaining({ question: 'login-url', value: { none: true } }),
  )
  await deleteInput(owner.context, { projectId, question: 'login-url' })
  expect((await listInputs(owner.context, projectId)).inputs.map(({ question }) => question)).not.toContain('login-url')
})

test('an answer that cannot be used changes nothing', async () => {
  const before = await target()
  await expect(answer('login-url', { url: 'https://elsewhere.io/' })).rejects.toMatchObject({
    code: 'invalid',
    fields: [{ name: 'value.url' }],
  })
  expect(await target()).toEqual(before)
})
