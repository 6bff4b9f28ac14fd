import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import type { RunDto } from '../../contracts/run'
import { database, disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { claimRun, flushRun, heartbeat } from '../../db/run-lease'
import { inWorkspace } from '../../db/workspace'
import { executeRun } from '../../jobs/execute-run'
import { sweepRuns } from '../../jobs/sweep'
import { startWorker, type Worker } from '../../jobs/worker'
import { createProject } from '../project/create-project'
import { getProjectState } from '../project/get-project-state'
import { CHECK_IDS, script } from '../test-kit/fake-registry'
import { makePerson, type TestPerson } from '../test-kit/people'
import { cancelRun } from './cancel-run'
import { getRun } from './get-run'
import { evidenceRow, resultRow } from './rows'
import { startRun } from './start-run'

let owner: TestPerson
let projectId: string
let worker: Worker | undefined

/** Runs on one domain are limited over all workspaces, so each test has one of its own. */
const ownDomain = () => `d${randomUUID().slice(0, 8)}.io`

beforeEach(async () => {
  script.gather = async () => ({ verdict: 'pass', text: 'fine' })
  owner = await makePerson()
  projectId = (await createProject(owner.context, { domain: ownDomain(), roadmap: 'creator' })).id
})

afterEach(async () => {
  await worker?.stop()
  worker = undefined
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

async function until(done: (run: RunDto) => boolean, runId: string, seconds = 15): Promise<RunDto> {
  for (let left = seconds * 20; left > 0; left -= 1) {
    const run = await getRun(owner.context, runId)
    if (done(run)) return run
    await sleep(50)
  }
  throw new Error('the run did not get there')
}

const start = async () => (await startRun(owner.context, projectId, { kind: 'full' })).run

describe('a run', () => {
  test('is queued, taken by a worker, and ends with results, evidence and a snapshot', async () => {
    worker = startWorker()
    const queued = await start()
    expect(queued.status).toBe('queued')
    expect(queued.planned.map((check) => check.id)).toEqual([...CHECK_IDS])
    const run = await until((current) => current.finishedAt !== null, queued.id)
    expect(run).toMatchObject({ status: 'finished', attempt: 1, error: null })
    expect(run.results.map((result) => result.verdict)).toEqual(['pass', 'pass', 'pass'])
    expect(run.evidence).toHaveLength(3)
    expect(run.snapshot?.verdict.answer).toBe('no-go')
    const state = await getProjectState(owner.context, projectId)
    expect(state.results).toHaveLength(3)
    expect(state.lastRun?.id).toBe(run.id)
    expect(state.activeRun).toBeNull()
  })

  test('is joined by a second click, and by ten at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => startRun(owner.context, projectId, { kind: 'full' })),
    )
    expect(new Set(answers.map((answer) => answer.run.id)).size).toBe(1)
    expect(answers.filter((answer) => !answer.joined)).toHaveLength(1)
  })

  test('is not started again while a stopped one is still ending, and says so', async () => {
    const { id } = await start()
    await claimRun({ workspaceId: owner.workspaceId, runId: id })
    await cancelRun(owner.context, id)
    await expect(startRun(owner.context, projectId, { kind: 'full' })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('takes a stranger nowhere', async () => {
    const stranger = await makePerson()
    await expect(startRun(stranger.context, projectId, { kind: 'full' })).rejects.toMatchObject({ code: 'not-found' })
    const run = await start()
    await expect(getRun(stranger.context, run.id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(cancelRun(stranger.context, run.id)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is refused to a viewer', async () => {
    const viewer = await makePerson('viewer', owner)
    await expect(startRun(viewer.context, projectId, { kind: 'full' })).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('stops within seconds when cancelled and keeps what it had', async () => {
    script.gather = async ({ key, signal }) => {
      if (key !== 'fake.first') await sleep(60_000, undefined, { signal })
      return { verdict: 'pass', text: 'fine' }
    }
    worker = startWorker()
    const queued = await start()
    await until((run) => run.results.length === 1, queued.id)
    await cancelRun(owner.context, queued.id)
    const run = await until((current) => current.finishedAt !== null, queued.id)
    expect(run.status).toBe('cancelled')
    expect(run.results.map((result) => result.checkId)).toEqual(['domain-resolves'])
  })

  test('ends at once when cancelled before anybody took it', async () => {
    const queued = await start()
    expect(await cancelRun(owner.context, queued.id)).toMatchObject({ status: 'cancelled' })
    expect(await claimRun({ workspaceId: owner.workspaceId, runId: queued.id })).toBeUndefined()
    expect((await startRun(owner.context, projectId, { kind: 'full' })).joined).toBe(false)
  })

  test('is given back without counting the attempt when the process stops', async () => {
    script.gather = async ({ key, signal }) => {
      if (key === 'fake.third') await sleep(60_000, undefined, { signal })
      return { verdict: 'pass', text: 'fine' }
    }
    const first = startWorker()
    const queued = await start()
    await until((run) => run.results.length === 2, queued.id)
    await first.stop()
    const back = await getRun(owner.context, queued.id)
    expect(back).toMatchObject({ status: 'queued', attempt: 0 })
    expect(back.results).toHaveLength(2)
    const gathered: string[] = []
    script.gather = async ({ key }) => {
      gathered.push(key)
      return { verdict: 'pass', text: 'fine' }
    }
    worker = startWorker()
    const run = await until((current) => current.finishedAt !== null, queued.id)
    expect(run).toMatchObject({ status: 'finished', attempt: 1 })
    expect(gathered).toContain('fake.third')
  })
})

describe('how often', () => {
  const audit = async (who: TestPerson, id: string) => {
    const { run } = await startRun(who.context, id, { kind: 'full' })
    await cancelRun(who.context, run.id)
  }

  test('a domain may be audited is limited over all workspaces together', async () => {
    const domain = ownDomain()
    const neighbour = await makePerson()
    const ours = (await createProject(owner.context, { domain, roadmap: 'creator' })).id
    const theirs = (await createProject(neighbour.context, { domain: `www.${domain}`, roadmap: 'creator' })).id
    for (let turn = 0; turn < 15; turn += 1) {
      await audit(owner, ours)
      await audit(neighbour, theirs)
    }
    await expect(audit(neighbour, theirs)).rejects.toMatchObject({ code: 'limit' })
    // Another domain, and a re-check of this one, are not part of that.
    await audit(owner, projectId)
    const { joined } = await startRun(neighbour.context, theirs, { kind: 'checks', checks: ['host-apex'] })
    expect(joined).toBe(false)
  })

  test('a workspace may start runs is limited, and a run that was joined does not count', async () => {
    await Promise.all(Array.from({ length: 20 }, () => startRun(owner.context, projectId, { kind: 'full' })))
    const fresh = () => createProject(owner.context, { domain: ownDomain(), roadmap: 'creator' })
    for (let turn = 1; turn < 30; turn += 1) await audit(owner, (await fresh()).id)
    await expect(audit(owner, (await fresh()).id)).rejects.toMatchObject({ code: 'limit' })
  })
})

describe('a lease', () => {
  const rows = (text: string) => ({
    evidence: [
      evidenceRow(
        { key: 'fake.first', version: 1, outcome: { status: 'ok', value: { text }, at: Date.now(), ms: 3 }, at: 0 },
        1_000_000,
      ),
    ],
    results: [
      resultRow(
        {
          checkId: 'domain-resolves',
          checkVersion: 1,
          verdict: 'pass',
          impact: 'blocker',
          findings: [],
          evidence: ['fake.first'],
          ms: 1,
        },
        Date.now(),
      ),
    ],
  })

  test('refuses the rows of a worker that was stopped past it', async () => {
    const { id: runId } = await start()
    const key = { workspaceId: owner.workspaceId, runId }
    const zombie = await claimRun(key)
    const heir = await claimRun(key)
    if (zombie === undefined || heir === undefined) throw new Error('the run could not be claimed')
    expect(heir.attempt).toBe(2)
    expect(await flushRun(zombie, rows('from the dead'))).toBe(false)
    expect(await heartbeat(zombie)).toBe('lost')
    expect(await flushRun(heir, rows('alive'))).toBe(true)
    expect(await flushRun(heir, rows('alive again'))).toBe(true)
    const run = await getRun(owner.context, runId)
    expect(run.seq).toBe(4)
    expect(run.results).toHaveLength(1)
    expect(run.evidence).toHaveLength(1)
  })

  test('lets a resumed attempt use what the first one gathered', async () => {
    const { id: runId } = await start()
    const key = { workspaceId: owner.workspaceId, runId }
    const first = await claimRun(key)
    if (first === undefined) throw new Error('the run could not be claimed')
    const value = { verdict: 'warn', text: 'gathered by the first attempt' }
    const outcome = { status: 'ok' as const, value, at: Date.now(), ms: 3 }
    await flushRun(first, {
      evidence: [evidenceRow({ key: 'fake.first', version: 1, outcome, at: 0 }, 1_000_000)],
      results: [],
    })
    const gathered: string[] = []
    script.gather = async ({ key: asked }) => {
      gathered.push(asked)
      return { verdict: 'pass', text: 'fine' }
    }
    await executeRun(key, new AbortController().signal)
    const run = await getRun(owner.context, runId)
    expect(gathered.sort()).toEqual(['fake.second', 'fake.third'])
    expect(run).toMatchObject({ status: 'finished', attempt: 2 })
    expect(run.results.find((result) => result.checkId === 'domain-resolves')?.verdict).toBe('warn')
  })

  test('is swept away when its worker fell silent', async () => {
    const { id: runId } = await start()
    await claimRun({ workspaceId: owner.workspaceId, runId })
    expect(await sweepRuns('worker')).toBe(0)
    await inWorkspace({ workspaceId: owner.workspaceId, role: 'worker' }, async (tx) => {
      await tx.$executeRaw`update run set heartbeat_at = clock_timestamp() - interval '2 minutes' where id = ${runId}::uuid`
    })
    expect(await sweepRuns('worker')).toBeGreaterThanOrEqual(1)
    const run = await getRun(owner.context, runId)
    expect(run.status).toBe('interrupted')
    expect(run.error).toMatch(/kept/)
  })
})

test('a run that fails on our side is tried again, then ends as interrupted with a reason', {
  timeout: 60_000,
}, async () => {
  const { id: runId } = await start()
  const tenant = { workspaceId: owner.workspaceId, role: 'worker' } as const
  // A frozen target this version cannot read stands for any error that comes back with every attempt.
  await inWorkspace(tenant, (tx) => tx.$executeRaw`update run set target = '{}' where id = ${runId}::uuid`)
  worker = startWorker()
  const look = () =>
    inWorkspace(tenant, (tx) =>
      tx.run.findFirst({ where: { id: runId }, select: { status: true, attempt: true, error: true } }),
    )
  await vi.waitFor(async () => expect((await look())?.status).toBe('interrupted'), { timeout: 50_000, interval: 250 })
  expect(await look()).toMatchObject({ attempt: 3, error: expect.stringContaining('gave up') })
})

describe('what a target sends', () => {
  test('never fails a run: NUL, lone surrogates and secrets are stored safely', async () => {
    const token = `eyJ${'a'.repeat(20)}.${'b'.repeat(20)}.${'c'.repeat(20)}`
    script.gather = async () => ({ verdict: 'warn', text: `a\0b\ud800c ${token}` })
    const { id: runId } = await start()
    await executeRun({ workspaceId: owner.workspaceId, runId }, new AbortController().signal)
    const run = await getRun(owner.context, runId)
    expect(run.status).toBe('finished')
    const dump = JSON.stringify(await database('app').$queryRaw`select 1`) + JSON.stringify(run)
    expect(dump).not.toContain(token)
    expect(run.results[0]?.findings[0]?.text).toContain('\uFFFD')
  })

  test('a pass that turns into a fail is looked at twice; two answers prove nothing', { timeout: 30_000 }, async () => {
    const { id: first } = await start()
    await executeRun({ workspaceId: owner.workspaceId, runId: first }, new AbortController().signal)
    let looks = 0
    script.gather = async ({ key }) => {
      if (key !== 'fake.first') return { verdict: 'pass', text: 'fine' }
      looks += 1
      return looks === 1 ? { verdict: 'fail', text: 'broken' } : { verdict: 'pass', text: 'fine' }
    }
    const { id: second } = await start()
    await executeRun({ workspaceId: owner.workspaceId, runId: second }, new AbortController().signal)
    const run = await getRun(owner.context, second)
    expect(looks).toBe(2)
    expect(run.results.find((result) => result.checkId === 'domain-resolves')).toMatchObject({
      verdict: 'unknown',
      reason: 'answers-differed',
    })
  })
})
