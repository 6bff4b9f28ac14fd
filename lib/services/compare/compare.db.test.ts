import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import type { Verdict } from '../../engine/finding'
import { executeRun } from '../../jobs/execute-run'
import { createProject } from '../project/create-project'
import { keepRun } from '../run/keep-run'
import { startRun } from '../run/start-run'
import { script } from '../test-kit/fake-registry'
import { makePerson, type TestPerson } from '../test-kit/people'
import { compareRuns } from './compare-runs'

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
  script.gather = async () => ({ verdict: 'pass', text: 'fine' })
  await closeQueue()
  await disconnect()
})

async function audit(verdict: Verdict): Promise<string> {
  script.gather = async () => ({ verdict, text: verdict })
  const { run } = await startRun(owner.context, projectId, { kind: 'full' })
  await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
  return run.id
}

describe('before and after', () => {
  test('says so while there is nothing to compare with', async () => {
    await expect(compareRuns(owner.context, { projectId })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('compares the first audit with now, and any two', async () => {
    const first = await audit('fail')
    const second = await audit('warn')
    await audit('pass')
    const whole = await compareRuns(viewer.context, { projectId })
    expect(whole.from.runId).toBe(first)
    expect(whole.to.runId).toBeNull()
    expect(whole.summary).toBe('3 fixed')
    expect(whole.changes[0]).toMatchObject({ label: 'fixed', before: { verdict: 'fail' }, after: { verdict: 'pass' } })
    const middle = await compareRuns(viewer.context, { projectId, from: second, to: first })
    expect(middle.summary).toBe('3 worse')
  })

  test('what is not decided any more is never called fixed', async () => {
    const before = await audit('fail')
    const after = await audit('unknown')
    expect((await compareRuns(owner.context, { projectId, from: before, to: after })).summary).toBe(
      '3 no longer proven',
    )
  })

  test('of another workspace, and with runs of another project, does not exist', async () => {
    const run = await audit('pass')
    await expect(compareRuns(stranger.context, { projectId })).rejects.toMatchObject({ code: 'not-found' })
    const other = await createProject(owner.context, { domain: 'acme.dev', roadmap: 'creator', name: 'Other' })
    const mixed = compareRuns(owner.context, { projectId: other.id, from: run })
    await expect(mixed).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a kept run stays kept until it is let go', async () => {
    const runId = await audit('pass')
    expect(await keepRun(owner.context, { runId, kept: true })).toEqual({ kept: true })
    expect(await keepRun(owner.context, { runId, kept: true })).toEqual({ kept: true })
    await expect(keepRun(viewer.context, { runId, kept: false })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(keepRun(stranger.context, { runId, kept: false })).rejects.toMatchObject({ code: 'not-found' })
    expect(await keepRun(owner.context, { runId, kept: false })).toEqual({ kept: false })
  })
})
