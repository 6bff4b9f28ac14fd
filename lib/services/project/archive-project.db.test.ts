import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { executeRun } from '../../jobs/execute-run'
import { listActivity } from '../activity/list-activity'
import { getRun } from '../run/get-run'
import { startRun } from '../run/start-run'
import { script } from '../test-kit/fake-registry'
import { makePerson, type TestPerson } from '../test-kit/people'
import { updateTriage } from '../triage/update-triage'
import { archiveProject } from './archive-project'
import { createProject } from './create-project'
import { getProjectState } from './get-project-state'
import { getVerdict } from './get-verdict'
import { listMyItems } from './list-my-items'
import { listProjects } from './list-projects'

let owner: TestPerson
let projectId: string

async function audit(): Promise<void> {
  script.gather = async () => ({ verdict: 'fail', text: 'said so' })
  const { run } = await startRun(owner.context, projectId, { kind: 'full' })
  await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
}

beforeEach(async () => {
  owner = await makePerson()
  projectId = (await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })).id
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

describe('a project that is archived', () => {
  test('leaves the list and the count, and is found when it is asked for', async () => {
    await archiveProject(owner.context, projectId, true)
    expect(await listProjects(owner.context, { limit: 9 })).toMatchObject({ items: [], total: 0, archived: 1 })
    const asked = await listProjects(owner.context, { limit: 9, shows: 'archived' })
    expect(asked.items.map(({ id }) => id)).toEqual([projectId])
    expect(asked.items[0]?.archivedAt).not.toBeNull()
  })

  test('can be read as before, and nothing of it waits on the page of its owner', async () => {
    await audit()
    const [first] = (await getVerdict(owner.context, projectId)).blockers
    await updateTriage(owner.context, { projectId, fingerprint: first?.fingerprint ?? '', ownerId: owner.userId })
    expect((await listMyItems(owner.context)).items).toHaveLength(1)
    await archiveProject(owner.context, projectId, true)
    const state = await getProjectState(owner.context, projectId)
    expect(state.results.length).toBeGreaterThan(0)
    expect((await listMyItems(owner.context)).items).toEqual([])
  })

  test('starts no run, and ends the one that was waiting', async () => {
    const { run } = await startRun(owner.context, projectId, { kind: 'full' })
    await archiveProject(owner.context, projectId, true)
    expect((await getRun(owner.context, run.id)).status).toBe('cancelled')
    await expect(startRun(owner.context, projectId, { kind: 'full' })).rejects.toMatchObject({
      code: 'conflict',
      detail: 'This project is archived. Bring it back to check it again.',
    })
  })

  test('comes back as it was, and doing the same twice is written down once', async () => {
    await archiveProject(owner.context, projectId, true)
    await archiveProject(owner.context, projectId, true)
    expect((await archiveProject(owner.context, projectId, false)).archivedAt).toBeNull()
    expect((await listProjects(owner.context, { limit: 9 })).items).toHaveLength(1)
    await audit()
    const { items } = await listActivity(owner.context, { limit: 20, action: 'project' })
    expect(items.map(({ action }) => action)).toEqual(['project.restored', 'project.archived', 'project.created'])
    expect(items[1]?.change).toEqual({ before: { archived: false }, after: { archived: true } })
  })

  test.each(['viewer', 'stranger'] as const)('is not for a %s to put away', async (who) => {
    const other = who === 'viewer' ? await makePerson('viewer', owner) : await makePerson()
    await expect(archiveProject(other.context, projectId, true)).rejects.toMatchObject({
      code: who === 'viewer' ? 'forbidden' : 'not-found',
    })
  })
})
