import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('../registry/registry', () => import('../services/test-kit/fake-registry'))

import { executeRun } from '../jobs/execute-run'
import { createProject } from '../services/project/create-project'
import { startRun } from '../services/run/start-run'
import { CHECK_IDS, KEYS, script } from '../services/test-kit/fake-registry'
import { makePerson, type TestPerson } from '../services/test-kit/people'
import { database, disconnect } from './client'
import { closeQueue } from './queue'
import { forgetOld } from './retention'
import { inWorkspace } from './workspace'

let owner: TestPerson
let projectId: string

beforeEach(async () => {
  script.gather = async () => ({ verdict: 'fail', text: 'broken' })
  owner = await makePerson()
  projectId = (await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })).id
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

/** A finished run that began so many days ago. */
async function runOf(days: number, scope: Parameters<typeof startRun>[2] = { kind: 'full' }): Promise<string> {
  const { run } = await startRun(owner.context, projectId, scope)
  await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
  await inWorkspace(
    { workspaceId: owner.workspaceId, role: 'app' },
    (tx) => tx.$executeRaw`
      update run set created_at = clock_timestamp() - make_interval(days => ${days}::int) where id = ${run.id}::uuid`,
  )
  return run.id
}

/** What is left of a run: pieces of evidence, results, findings; `undefined` when the run is gone. */
async function left(runId: string): Promise<number[] | undefined> {
  return inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, async (tx) => {
    if ((await tx.run.findFirst({ where: { id: runId } })) === null) return undefined
    const where = { runId }
    return [
      await tx.evidence.count({ where }),
      await tx.checkResult.count({ where }),
      await tx.finding.count({ where }),
    ]
  })
}

const whole = [KEYS.length, CHECK_IDS.length, CHECK_IDS.length]
const withoutEvidence = [0, CHECK_IDS.length, CHECK_IDS.length]

describe('what is old', () => {
  test('loses its raw evidence after 90 days, its results after 400', async () => {
    await runOf(500)
    const veryOld = await runOf(401)
    const old = await runOf(91)
    const young = await runOf(89)
    const last = await runOf(0)
    await forgetOld()
    expect(await left(veryOld)).toBeUndefined()
    expect(await left(old)).toEqual(withoutEvidence)
    expect(await left(young)).toEqual(whole)
    expect(await left(last)).toEqual(whole)
  })

  test('stays when it is the first full run, which is pinned', async () => {
    const first = await runOf(900)
    await runOf(800)
    await runOf(0)
    await forgetOld()
    expect(await left(first)).toEqual(whole)
  })

  test('stays when it is the last run of its project, however old', async () => {
    await runOf(900)
    const last = await runOf(800)
    const recheck = await runOf(700, { kind: 'checks', checks: ['host-apex'] })
    await forgetOld()
    expect(await left(last)).toEqual(whole)
    expect(await left(recheck)).toEqual([1, 1, 1])
  })

  test('leaves the activity log after 400 days', async () => {
    const write = (days: number) =>
      inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
        tx.auditEvent.createMany({
          data: [
            {
              workspaceId: owner.workspaceId,
              actorKind: 'nobody',
              action: `test.${days}`,
              at: new Date(Date.now() - days * 86_400_000),
            },
          ],
        }),
      )
    await write(401)
    await write(399)
    expect((await forgetOld()).events).toBeGreaterThanOrEqual(1)
    const events = await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
      tx.auditEvent.findMany({ where: { action: { startsWith: 'test.' } }, select: { action: true } }),
    )
    expect(events).toEqual([{ action: 'test.399' }])
  })
})

test('the working roles cannot remove activity or name runs of other workspaces themselves', async () => {
  await expect(database('app').$executeRaw`delete from audit_event`).rejects.toThrow(/permission denied/)
  await expect(database('app').$queryRaw`select lr_replaced_runs(interval '1 second')::text`).rejects.toThrow(
    /permission denied/,
  )
  await expect(database('worker').$queryRaw`select evidence from lr_forget_old(1)`).rejects.toThrow(/permission denied/)
})
