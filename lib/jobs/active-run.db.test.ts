import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AnyCheck } from '../engine/check'
import type { AnyCollector } from '../engine/collector'
import { defineEvidence } from '../engine/evidence'

const looking = vi.hoisted(() => ({ at: vi.fn() }))
vi.mock('../live/look-at-proof', () => ({ lookAtProof: looking.at }))

const probes = vi.hoisted(() => ({ sent: [] as (readonly string[])[], verdict: 'pass' as 'pass' | 'fail' }))
const PROBING = 'dns-zone-transfer'
/** Looks in every run, and further where it may probe. */
const BOTH = 'tls-weak-ciphers'

vi.mock('../registry/registry', async () => {
  const fake = await import('../services/test-kit/fake-registry')
  const { z } = await import('zod')
  const token = defineEvidence({
    key: 'fake.probe',
    version: 1,
    title: 'Scripted probe',
    access: 'active',
    schema: z.object({ verdict: z.enum(['pass', 'fail']) }),
  })
  const collector: AnyCollector = {
    token,
    needs: {},
    lane: 'local',
    timeoutMs: 60_000,
    collect: async (_: unknown, context: { ports: { provenNames: readonly string[] } }) => {
      probes.sent.push(context.ports.provenNames)
      return { verdict: probes.verdict }
    },
  }
  const check: AnyCheck = {
    id: 'dns-zone-transfer',
    version: 1,
    kind: 'automatic',
    title: 'Scripted active check',
    impact: 'medium',
    why: 'For tests.',
    covers: {},
    needs: { value: token },
    messages: { said: 'looked' },
    sources: [],
    judge: ({ value }, say) => say[value.verdict]('said', {}, { subject: { kind: 'host', id: 'acme.io' }, refs: [] }),
  }
  const [passive] = fake.collectors
  if (passive === undefined) throw new RangeError('no passive evidence')
  const both: AnyCheck = {
    ...check,
    id: 'tls-weak-ciphers',
    title: 'Scripted check that looks further when it may',
    passiveToo: true,
    needs: { seen: passive.token, value: { mode: 'if-present', token } },
    judge: ({ seen, value }, say) =>
      say[seen.verdict === 'fail' || value?.verdict === 'fail' ? 'fail' : 'pass'](
        'said',
        {},
        {
          subject: { kind: 'host', id: 'acme.io' },
          refs: ['fake.first#/verdict', ...(value === undefined ? [] : ['fake.probe#/verdict'])],
        },
      ),
  }
  const checks = [...fake.checks, check, both]
  return { checks, collectors: [...fake.collectors, collector], checksOf: () => checks }
})

import { disconnect } from '../db/client'
import { closeQueue } from '../db/queue'
import { claimRun, releaseRun } from '../db/run-lease'
import { inWorkspace } from '../db/workspace'
import { checkOwnership } from '../services/ownership/check-ownership'
import { revokeOwnership } from '../services/ownership/revoke-ownership'
import { takeToken } from '../services/ownership/take-token'
import { createProject } from '../services/project/create-project'
import { getProjectState } from '../services/project/get-project-state'
import { getRun } from '../services/run/get-run'
import { startRun } from '../services/run/start-run'
import { CHECK_IDS, script } from '../services/test-kit/fake-registry'
import { makePerson, type TestPerson } from '../services/test-kit/people'
import { executeRun } from './execute-run'

const { signal } = new AbortController()
const FULL = { kind: 'full' } as const
const PROVEN = { outcome: 'proven' } as const
const GONE = { outcome: 'failed', code: 'record-missing', text: 'There is no record.', todo: 'Create it.', seen: [] }

let owner: TestPerson
let domain: string
let projectId: string

beforeEach(async () => {
  probes.sent.length = 0
  probes.verdict = 'pass'
  looking.at.mockReset()
  looking.at.mockResolvedValue(PROVEN)
  script.gather = async () => ({ verdict: 'pass', text: 'fine' })
  owner = await makePerson()
  domain = `d${randomUUID().slice(0, 8)}.io`
  projectId = (await createProject(owner.context, { domain: `app.${domain}`, roadmap: 'creator' })).id
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

async function prove(name = domain): Promise<void> {
  await takeToken(owner.context, projectId, { name })
  await checkOwnership(owner.context, projectId, { given: { name, method: 'dns' }, signal })
}

async function carryOut(options: { active: boolean; scope?: Parameters<typeof startRun>[2] }) {
  const { run } = await startRun(owner.context, projectId, options.scope ?? FULL, { active: options.active })
  await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, signal)
  return getRun(owner.context, run.id)
}

const answerOf = (run: Awaited<ReturnType<typeof getRun>>) => run.results.find(({ checkId }) => checkId === PROBING)

describe('a run with active checks', () => {
  test('sends probes to the names whose proof stands at that moment', async () => {
    await prove()
    const run = await carryOut({ active: true })
    expect(run).toMatchObject({ active: true, status: 'finished' })
    expect(probes.sent).toEqual([[domain]])
    expect(answerOf(run)).toMatchObject({ verdict: 'pass' })
  })

  test('is refused in plain words while nothing is proven, and after a revocation', async () => {
    const refused = { code: 'ownership-required', detail: expect.stringMatching(/Prove that you own .* first/) }
    await expect(carryOut({ active: true })).rejects.toMatchObject(refused)
    await prove()
    await revokeOwnership(owner.context, projectId, { name: domain, method: 'dns' })
    await expect(carryOut({ active: true })).rejects.toMatchObject(refused)
    expect(probes.sent).toEqual([])
  })

  test('needs a proof that covers a host of this project', async () => {
    await prove()
    const other = await createProject(owner.context, { domain: `x${randomUUID().slice(0, 8)}.io`, roadmap: 'creator' })
    await expect(startRun(owner.context, other.id, FULL, { active: true })).rejects.toMatchObject({
      code: 'ownership-required',
    })
  })

  test.each(['member', 'viewer'] as const)('is not for a %s', async (role) => {
    await prove()
    const { context } = await makePerson(role, owner)
    await expect(startRun(context, projectId, FULL, { active: true })).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('sends nothing when the record is gone right before, and says so', async () => {
    await prove()
    looking.at.mockResolvedValue(GONE)
    const run = await carryOut({ active: true })
    expect(probes.sent).toEqual([])
    expect(answerOf(run)).toMatchObject({ verdict: 'unknown', reason: 'needs-permission' })
    expect(answerOf(run)?.detail).toMatch(/^No active probe was sent\. There is no record\./)
    expect(run.results).toHaveLength(CHECK_IDS.length + 2)
  })

  test('sends nothing in a second attempt after the first had begun', async () => {
    await prove()
    const { run } = await startRun(owner.context, projectId, FULL, { active: true })
    const key = { workspaceId: owner.workspaceId, runId: run.id }
    script.gather = () => new Promise(() => {})
    const first = new AbortController()
    const running = executeRun(key, first.signal)
    await vi.waitFor(() => expect(probes.sent).toHaveLength(1), { timeout: 10_000 })
    first.abort()
    await running
    script.gather = async () => ({ verdict: 'pass', text: 'fine' })
    await executeRun(key, signal)
    const ended = await getRun(owner.context, run.id)
    expect(ended.status).toBe('finished')
    expect(probes.sent).toHaveLength(1)
    // What the first attempt saw stays, or the check says that it was interrupted.
    expect(['pass', 'unknown']).toContain(answerOf(ended)?.verdict)
  })

  test('sends nothing after a worker died, even if it died before the first probe', async () => {
    await prove()
    const { run } = await startRun(owner.context, projectId, FULL, { active: true })
    const key = { workspaceId: owner.workspaceId, runId: run.id }
    await claimRun(key)
    await executeRun(key, signal)
    const ended = await getRun(owner.context, run.id)
    expect(probes.sent).toEqual([])
    expect(answerOf(ended)).toMatchObject({ verdict: 'unknown', reason: 'aborted' })
    expect(answerOf(ended)?.detail).toMatch(/never sent again by themselves/)
  })

  test('given back before anything was sent it may still probe, once', async () => {
    await prove()
    const { run } = await startRun(owner.context, projectId, FULL, { active: true })
    const key = { workspaceId: owner.workspaceId, runId: run.id }
    const lease = await claimRun(key)
    if (lease === undefined) throw new Error('the run was not there to claim')
    await inWorkspace({ workspaceId: owner.workspaceId, role: 'worker' }, (tx) => releaseRun(tx, lease))
    await executeRun(key, signal)
    expect(probes.sent).toHaveLength(1)
  })

  test('never repeats a probe to confirm a fail, and shows it at once', async () => {
    await prove()
    await carryOut({ active: true })
    probes.verdict = 'fail'
    const run = await carryOut({ active: true })
    expect(probes.sent).toHaveLength(2)
    expect(answerOf(run)).toMatchObject({ verdict: 'fail' })
  })
})

describe('a run without them', () => {
  test('leaves active checks out, so their earlier answer stays', async () => {
    await prove()
    await carryOut({ active: true })
    const run = await carryOut({ active: false })
    expect(run.active).toBe(false)
    expect(run.planned.map(({ id }) => id)).not.toContain(PROBING)
    expect(probes.sent).toHaveLength(1)
    const { results } = await getProjectState(owner.context, projectId)
    expect(results.find(({ checkId }) => checkId === PROBING)).toMatchObject({ verdict: 'pass' })
  })

  test('of one active check is refused with words', async () => {
    await expect(
      carryOut({ active: false, scope: { kind: 'checks', checks: ['host-apex', PROBING] } }),
    ).rejects.toMatchObject({ code: 'invalid', fields: [{ name: 'scope.checks.1' }] })
  })

  test('of what is not proven says when only active checks are left', async () => {
    await carryOut({ active: false })
    await expect(carryOut({ active: false, scope: { kind: 'not-proven' } })).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ name: 'scope' }],
    })
  })
})

describe('a weakness only probes saw', () => {
  const named = { kind: 'checks' as const, checks: [BOTH] }
  const shownNow = async () =>
    (await getProjectState(owner.context, projectId)).results.find(({ checkId }) => checkId === BOTH)
  const mark = (run: Awaited<ReturnType<typeof getRun>>) =>
    run.results
      .find(({ checkId }) => checkId === BOTH)
      ?.findings.flatMap(({ exhibits }) => exhibits)
      .find(({ title }) => title === 'Seen by active checks')

  beforeEach(async () => {
    await prove()
    probes.verdict = 'fail'
    await carryOut({ active: true })
  })

  test.each([
    ['a re-check of that check', named],
    ['a full run', FULL],
    ['a run of its stage', { kind: 'stage', stage: 'audit' } as const],
  ])('outlives %s without probes, which says when it was seen', async (_, scope) => {
    const run = await carryOut({ active: false, scope })
    expect(await shownNow()).toMatchObject({ verdict: 'fail' })
    if (!run.planned.some(({ id }) => id === BOTH)) return
    expect(mark(run)).toMatchObject({ text: expect.stringMatching(/^Seen on 20\d\d-.* UTC\. .*active checks/) })
  })

  test('keeps the moment it was first seen through several looks', async () => {
    const first = mark(await carryOut({ active: false, scope: named }))
    expect(first).toBeDefined()
    expect(mark(await carryOut({ active: false, scope: named }))).toEqual(first)
  })

  test('outlives a run whose probes were refused', async () => {
    looking.at.mockResolvedValue(GONE)
    const run = await carryOut({ active: true })
    expect(answerOf(run)).toMatchObject({ verdict: 'fail' })
    expect(await shownNow()).toMatchObject({ verdict: 'fail' })
  })

  test('outlives a look without probes that began before the probes and ended after them', async () => {
    probes.verdict = 'pass'
    await carryOut({ active: true, scope: named })
    const { run } = await startRun(owner.context, projectId, named)
    const begun = Promise.withResolvers<void>()
    const ended = Promise.withResolvers<void>()
    script.gather = async () => {
      begun.resolve()
      await ended.promise
      return { verdict: 'pass', text: 'fine' }
    }
    const passive = executeRun({ workspaceId: owner.workspaceId, runId: run.id }, signal)
    await begun.promise
    script.gather = async () => ({ verdict: 'pass', text: 'fine' })
    probes.verdict = 'fail'
    await carryOut({ active: true, scope: named })
    ended.resolve()
    await passive
    expect(await shownNow()).toMatchObject({ verdict: 'fail', runId: run.id })
  })

  test('is cleared by probes that find it mended', async () => {
    await carryOut({ active: false, scope: named })
    probes.verdict = 'pass'
    await carryOut({ active: true, scope: named })
    expect(await shownNow()).toMatchObject({ verdict: 'pass' })
    await carryOut({ active: false, scope: named })
    expect(await shownNow()).toMatchObject({ verdict: 'pass' })
  })

  test('but one that any look sees is cleared by any look', async () => {
    script.gather = async () => ({ verdict: 'fail', text: 'open' })
    await carryOut({ active: true })
    script.gather = async () => ({ verdict: 'pass', text: 'fine' })
    await carryOut({ active: false, scope: named })
    expect(await shownNow()).toMatchObject({ verdict: 'pass' })
  })
})

describe('two people at once', () => {
  test('a passive start joins the active run; an active one does not join a passive run', async () => {
    await prove()
    const { run } = await startRun(owner.context, projectId, FULL, { active: true })
    expect(await startRun(owner.context, projectId, FULL)).toMatchObject({ joined: true, run: { id: run.id } })
    await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, signal)
    await startRun(owner.context, projectId, FULL)
    await expect(startRun(owner.context, projectId, FULL, { active: true })).rejects.toMatchObject({ code: 'conflict' })
  })
})
