import { afterAll, beforeEach, expect, test, vi } from 'vitest'

const earlier: unknown[] = []

/** Of the scripted evidence the second kind remembers what the run before gathered. */
vi.mock('../../registry/registry', async () => {
  const fake = await import('../test-kit/fake-registry')
  return {
    ...fake,
    collectors: fake.collectors.map((collector) =>
      collector.token.key === 'fake.second'
        ? {
            ...collector,
            remembers: true,
            collect: (needs: unknown, context: { ports: { earlier?: (key: string) => unknown } }) => {
              earlier.push(context.ports.earlier?.('fake.second'))
              return collector.collect(needs, context)
            },
          }
        : collector,
    ),
  }
})

import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { executeRun } from '../../jobs/execute-run'
import { createProject } from '../project/create-project'
import { script } from '../test-kit/fake-registry'
import { makePerson, type TestPerson } from '../test-kit/people'
import { startRun } from './start-run'

let owner: TestPerson

beforeEach(async () => {
  owner = await makePerson()
  earlier.length = 0
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

async function newProject(): Promise<string> {
  const domain = `m${Math.random().toString(36).slice(2, 10)}.io`
  return (await createProject(owner.context, { domain, roadmap: 'creator' })).id
}

async function runOnce(projectId: string, text: string): Promise<void> {
  script.gather = async () => ({ verdict: 'pass', text })
  const { run } = await startRun(owner.context, projectId, { kind: 'full' })
  await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
}

test('a collector that remembers gets what the newest earlier run of its project gathered', async () => {
  const projectId = await newProject()
  for (const text of ['one', 'two', 'three']) await runOnce(projectId, text)
  await runOnce(await newProject(), 'another project')
  expect(earlier).toEqual([undefined, { verdict: 'pass', text: 'one' }, { verdict: 'pass', text: 'two' }, undefined])
})
