import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'

const HOURS_12 = 12 * 3_600_000

/** Of the scripted evidence the third kind may be asked for now and then only. */
vi.mock('../../registry/registry', async () => {
  const fake = await import('../test-kit/fake-registry')
  const slow = { reuseMs: 12 * 3_600_000, mayReuse: (value: unknown) => JSON.stringify(value).includes('registered') }
  return {
    ...fake,
    collectors: fake.collectors.map((collector) =>
      collector.token.key === 'fake.third' ? { ...collector, token: { ...collector.token, ...slow } } : collector,
    ),
  }
})

import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { claimRun, flushRun } from '../../db/run-lease'
import { executeRun } from '../../jobs/execute-run'
import { createProject } from '../project/create-project'
import { script } from '../test-kit/fake-registry'
import { makePerson, type TestPerson } from '../test-kit/people'
import { inContext } from '../transaction'
import { getRun } from './get-run'
import { reusableEvidence } from './reusable-evidence'
import { evidenceRow } from './rows'
import { startRun } from './start-run'

let owner: TestPerson
let projectId: string

beforeEach(async () => {
  owner = await makePerson()
  const domain = `r${Math.random().toString(36).slice(2, 10)}.io`
  projectId = (await createProject(owner.context, { domain, roadmap: 'creator' })).id
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

/** A finished run; what its collectors gathered says `text`. */
async function runOnce(text: string): Promise<string[]> {
  const gathered: string[] = []
  script.gather = async ({ key }) => {
    gathered.push(key)
    return { verdict: 'pass', text }
  }
  const { run } = await startRun(owner.context, projectId, { kind: 'full' })
  await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
  expect((await getRun(owner.context, run.id)).status).toBe('finished')
  return gathered.sort()
}

test('a later run takes over what may be asked now and then only', async () => {
  expect(await runOnce('registered')).toEqual(['fake.first', 'fake.second', 'fake.third'])
  expect(await runOnce('registered')).toEqual(['fake.first', 'fake.second'])
})

test('a value that may not be taken over is asked for again', async () => {
  await runOnce('asked too often')
  expect(await runOnce('registered')).toContain('fake.third')
})

test('its age counts from when it was gathered, other projects see nothing of it', async () => {
  const { run } = await startRun(owner.context, projectId, { kind: 'full' })
  const lease = await claimRun({ workspaceId: owner.workspaceId, runId: run.id })
  if (lease === undefined) throw new Error('the run could not be claimed')
  const at = Date.now()
  const outcome = { status: 'ok' as const, value: { verdict: 'pass', text: 'registered' }, at, ms: 1 }
  const evidence = ['fake.first', 'fake.third'].map((key) => evidenceRow({ key, version: 1, outcome, at }, 1_000_000))
  await flushRun(lease, { evidence, results: [] })
  const look = (place: { projectId: string; runId: string }, now: number) =>
    inContext(owner.context, (tx) => reusableEvidence(tx, { workspaceId: owner.workspaceId, ...place }, now))
  const later = { projectId, runId: z.uuid().parse('0198c000-0000-7000-8000-000000000000') }
  expect([...(await look(later, at + HOURS_12 - 1000)).keys()]).toEqual(['fake.third'])
  expect((await look(later, at + HOURS_12)).size).toBe(0)
  expect((await look({ projectId, runId: run.id }, at + 1000)).size).toBe(0)
  const other = (await createProject(owner.context, { domain: `o${run.id.slice(-8)}.io`, roadmap: 'creator' })).id
  expect((await look({ ...later, projectId: other }, at + 1000)).size).toBe(0)
})
