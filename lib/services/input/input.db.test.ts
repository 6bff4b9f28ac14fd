import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { createProject } from '../project/create-project'
import { makePerson, type TestPerson } from '../test-kit/people'
import { deleteInput } from './delete-input'
import { listInputs } from './list-inputs'
import { putInput } from './put-input'
import { touchedChecks } from './touched-checks'

const { signal } = new AbortController()
const QUESTION = 'hosts-dismissed'
let owner: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let projectId: string

beforeAll(async () => {
  owner = await makePerson('owner')
  viewer = await makePerson('viewer', owner)
  stranger = await makePerson('owner')
  projectId = (await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })).id
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

const answer = (person: TestPerson, value: unknown, question = QUESTION) =>
  putInput(person.context, { projectId, question, value, signal })

describe('what may be sent many times', () => {
  const send = (template: object) => answer(owner, { templates: [{ surface: 'login', ...template }] }, 'rate-requests')

  test('is kept as it was written, to an address of the project', async () => {
    const body = '{"email":"{{email}}","password":"{{password}}"}'
    await send({ url: 'https://api.acme.io/login#x', contentType: 'application/json', body, requests: 10 })
    const { inputs } = await listInputs(owner.context, projectId)
    expect(inputs.find(({ question }) => question === 'rate-requests')?.value).toEqual({
      templates: [
        { surface: 'login', url: 'https://api.acme.io/login', contentType: 'application/json', body, requests: 10 },
      ],
    })
    await deleteInput(owner.context, { projectId, question: 'rate-requests' })
  })

  test.each([
    ['a real account', { body: '{"email":"ana@acme.io","password":"{{password}}"}' }, 'value.templates.0.body'],
    ['an address of somebody else', { url: 'https://other.io/login' }, 'value.templates.0.url'],
    ['an address with a password', { url: 'https://a:b@acme.io/login' }, 'value.templates.0.url'],
    ['more than 60 requests', { requests: 61 }, 'value.templates.0.requests'],
  ])('is refused with %s', async (_, template, field) => {
    await expect(send(template)).rejects.toMatchObject({ code: 'invalid', fields: [{ name: field }] })
  })
})

describe('the address of the own server', () => {
  test.each([['203.0.113.7'], ['2001:db8::7']])('may be %s', async (address) => {
    await answer(owner, { addresses: [address] }, 'origin-address')
    await deleteInput(owner.context, { projectId, question: 'origin-address' })
  })

  test.each([['10.0.0.5'], ['fd00::1'], ['app.acme.io'], ['::1'], ['']])('is not %s', async (address) => {
    await expect(answer(owner, { addresses: [address] }, 'origin-address')).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('an answer', () => {
  test('is kept with who gave it, and the next one replaces it', async () => {
    const first = await answer(owner, ['beta.acme.io'])
    const second = await answer(owner, ['old.acme.io'])
    expect(first.runId).not.toBeNull()
    expect(second.runId, 'a run that may have read the former answer is not joined').not.toBe(first.runId)
    const { inputs } = await listInputs(viewer.context, projectId)
    expect(inputs).toMatchObject([{ question: QUESTION, value: ['old.acme.io'] }])
  })

  test('can be taken back, twice without harm', async () => {
    await answer(owner, ['old.acme.io'])
    expect(await deleteInput(owner.context, { projectId, question: QUESTION })).toMatchObject({ input: null })
    expect(await deleteInput(owner.context, { projectId, question: QUESTION })).toEqual({ input: null, runId: null })
    expect((await listInputs(owner.context, projectId)).inputs).toEqual([])
  })

  test('of another shape is refused and changes nothing', async () => {
    await answer(owner, ['kept.acme.io'])
    await expect(answer(owner, { name: 'acme.io' })).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ name: 'value' }],
    })
    expect((await listInputs(owner.context, projectId)).inputs).toMatchObject([{ value: ['kept.acme.io'] }])
  })

  test('to a question nobody asks does not exist', async () => {
    await expect(answer(owner, 'x', 'constructor')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is for those who may change the project', async () => {
    await expect(answer(viewer, [])).rejects.toMatchObject({ code: 'forbidden' })
    await expect(answer(stranger, [])).rejects.toMatchObject({ code: 'not-found' })
    await expect(listInputs(stranger.context, projectId)).rejects.toMatchObject({ code: 'not-found' })
    await expect(deleteInput(stranger.context, { projectId, question: QUESTION })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

test('an answer touches the checks behind every collector that reads it', () => {
  expect(touchedChecks(QUESTION)).toEqual(['host-apex'])
  expect(touchedChecks('nobody-asks')).toEqual([])
})
