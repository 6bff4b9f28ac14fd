import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { executeRun } from '../../jobs/execute-run'
import { listActivity } from '../activity/list-activity'
import { park, unpark } from '../parked/park'
import { createProject } from '../project/create-project'
import { getProjectState } from '../project/get-project-state'
import { startRun } from '../run/start-run'
import { script } from '../test-kit/fake-registry'
import { makePerson, type TestPerson } from '../test-kit/people'
import { changeSprint } from './change-sprint'

let owner: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let projectId: string

beforeAll(async () => {
  owner = await makePerson('owner')
  viewer = await makePerson('viewer', owner)
  stranger = await makePerson('owner')
})

beforeEach(async () => {
  const name = crypto.randomUUID()
  projectId = (await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator', name })).id
})

afterAll(async () => {
  script.gather = async () => ({ verdict: 'pass', text: 'fine' })
  await closeQueue()
  await disconnect()
})

const change = (person: TestPerson, wanted: Parameters<typeof changeSprint>[1]['wanted']) =>
  changeSprint(person.context, { projectId, wanted })

describe('the sprint', () => {
  test('is started once, also by two people at once', async () => {
    const [first, second] = await Promise.all([change(owner, { do: 'start' }), change(owner, { do: 'start' })])
    expect(first.sprint?.startedAt).toBe(second.sprint?.startedAt)
    expect((await getProjectState(viewer.context, projectId)).sprint).toEqual(first.sprint)
    const { items } = await listActivity(owner.context, { limit: 5, action: 'sprint' })
    expect(items, 'the second one did nothing').toHaveLength(1)
  })

  test('is paused with a reason and goes on', async () => {
    await change(owner, { do: 'start' })
    const paused = await change(owner, { do: 'pause', reason: 'Waiting for the registrar' })
    expect(paused.sprint).toMatchObject({ pauseReason: 'Waiting for the registrar', pauses: [] })
    expect((await change(owner, { do: 'pause', reason: 'again' })).sprint).toEqual(paused.sprint)
    const running = await change(owner, { do: 'continue' })
    expect(running.sprint).toMatchObject({ pausedAt: null, pauses: [{ reason: 'Waiting for the registrar' }] })
    expect((await change(owner, { do: 'continue' })).sprint).toEqual(running.sprint)
  })

  test('that nobody started cannot be paused', async () => {
    await expect(change(owner, { do: 'pause', reason: 'x' })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('ends, and is for those who may work', async () => {
    await change(owner, { do: 'start' })
    await expect(change(viewer, { do: 'end' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(change(stranger, { do: 'end' })).rejects.toMatchObject({ code: 'not-found' })
    expect((await change(owner, { do: 'end' })).sprint).toBeNull()
  })
})

describe('after the launch', () => {
  const audit = async (verdict: 'fail' | 'warn') => {
    script.gather = async () => ({ verdict, text: 'broken' })
    const { run } = await startRun(owner.context, projectId, { kind: 'full' })
    await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
    const { results } = await getProjectState(owner.context, projectId)
    return results.flatMap(({ findings }) => findings)[0]?.fingerprint ?? ''
  }

  test('waits a weakness, once, until it is taken back', async () => {
    const fingerprint = await audit('warn')
    const parked = await park(owner.context, { projectId, fingerprint, reason: 'No traffic yet' })
    expect(await park(owner.context, { projectId, fingerprint, reason: 'again' })).toEqual(parked)
    expect((await getProjectState(viewer.context, projectId)).parked).toEqual([parked])
    await unpark(owner.context, { projectId, parkedId: parked.id })
    await unpark(owner.context, { projectId, parkedId: parked.id })
    expect((await getProjectState(viewer.context, projectId)).parked).toEqual([])
  })

  test('waits an idea of somebody', async () => {
    const idea = await park(owner.context, { projectId, title: 'A second region', reason: 'No traffic yet' })
    expect(idea).toMatchObject({ title: 'A second region', fingerprint: null })
  })

  test('never waits what blocks', async () => {
    const fingerprint = await audit('fail')
    const asked = park(owner.context, { projectId, fingerprint, reason: 'x' })
    await expect(asked).rejects.toMatchObject({ code: 'conflict', detail: expect.stringContaining('blocks') })
  })

  test('is for those who may work', async () => {
    const asked = { projectId, title: 'x', reason: 'y' }
    await expect(park(viewer.context, asked)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(park(stranger.context, asked)).rejects.toMatchObject({ code: 'not-found' })
  })
})
