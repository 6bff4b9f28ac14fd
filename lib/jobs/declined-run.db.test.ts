import { afterAll, expect, test, vi } from 'vitest'

vi.mock('../registry/registry', () => import('../services/test-kit/fake-registry'))
vi.mock('../config', async (original) => {
  const real = await original<typeof import('../config')>()
  return { ...real, configForDomain: () => ({ ...real.config(), LR_TARGET_DENY: ['declined.io'] }) }
})

import { disconnect } from '../db/client'
import { closeQueue } from '../db/queue'
import { createProject } from '../services/project/create-project'
import { getRun } from '../services/run/get-run'
import { startRun } from '../services/run/start-run'
import { CHECK_IDS, script } from '../services/test-kit/fake-registry'
import { makePerson } from '../services/test-kit/people'
import { executeRun } from './execute-run'

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

test('a run on a domain this installation excludes gathers nothing and says why', async () => {
  let gathered = 0
  script.gather = async () => {
    gathered += 1
    return { verdict: 'pass', text: 'fine' }
  }
  const { context, workspaceId } = await makePerson()
  const project = await createProject(context, { domain: 'www.declined.io', roadmap: 'creator' })
  const { run } = await startRun(context, project.id, { kind: 'full' })
  await executeRun({ workspaceId, runId: run.id }, new AbortController().signal)
  const ended = await getRun(context, run.id)
  expect(gathered).toBe(0)
  expect(ended).toMatchObject({ status: 'finished', evidence: [] })
  expect(ended.results.map((result) => result.checkId).sort()).toEqual([...CHECK_IDS].sort())
  for (const result of ended.results) {
    expect(result).toMatchObject({ verdict: 'unknown', reason: 'refused-by-guard' })
    expect(result.detail).toMatch(/excluded .*declined\.io from audits\. Nothing was sent to it\.$/)
  }
})
