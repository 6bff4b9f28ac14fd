import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { executeRun } from '../../jobs/execute-run'
import { createProject } from '../project/create-project'
import { getProjectState } from '../project/get-project-state'
import { getVerdict } from '../project/get-verdict'
import { startRun } from '../run/start-run'
import { script } from '../test-kit/fake-registry'
import { makePerson, type TestPerson } from '../test-kit/people'
import { addComment, deleteComment, listComments } from './comments'
import { decideDispute, openDispute } from './dispute'
import { moveBlocker, resetOrder } from './fix-order'
import { updateTriage } from './update-triage'
import { unwaive, waive } from './waive'

const DAY_MS = 86_400_000
let owner: TestPerson
let admin: TestPerson
let member: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let projectId: string

async function audit(): Promise<void> {
  const { run } = await startRun(owner.context, projectId, { kind: 'full' })
  await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
}

beforeAll(async () => {
  owner = await makePerson('owner')
  admin = await makePerson('admin', owner)
  member = await makePerson('member', owner)
  viewer = await makePerson('viewer', owner)
  stranger = await makePerson('owner')
})

beforeEach(async () => {
  script.gather = async () => ({ verdict: 'fail', text: 'broken' })
  projectId = (await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator', name: crypto.randomUUID() }))
    .id
  await audit()
})

afterAll(async () => {
  script.gather = async () => ({ verdict: 'pass', text: 'fine' })
  await closeQueue()
  await disconnect()
})

const blockers = async () => (await getVerdict(owner.context, projectId)).blockers
const dayFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
const reason = 'The mail provider changes next week'

async function first(): Promise<string> {
  const [blocker] = await blockers()
  if (blocker === undefined) throw new Error('nothing blocks')
  return blocker.fingerprint
}

describe('accepting a risk', () => {
  test('takes the blocker out of the answer and taking it back brings it in again', async () => {
    for (const { fingerprint } of await blockers()) {
      await waive(admin.context, { projectId, fingerprint, reason, publicNote: 'Next week', until: dayFromNow(7) })
    }
    expect(await blockers()).toEqual([])
    const { decisions } = await getProjectState(viewer.context, projectId)
    expect(decisions.triage.map((entry) => entry.waiver?.by)).toContain('Test person')
    const [entry] = decisions.triage
    await unwaive(owner.context, { projectId, fingerprint: entry?.fingerprint ?? '' })
    expect((await blockers()).map((blocker) => blocker.fingerprint)).toEqual([entry?.fingerprint])
  })

  test.each([
    ['yesterday', -1],
    ['too far away for a blocker', 120],
  ])('refuses a day that is %s', async (_, days) => {
    const asked = { projectId, fingerprint: await first(), reason, publicNote: 'n', until: dayFromNow(days) }
    await expect(waive(admin.context, asked)).rejects.toMatchObject({ code: 'invalid', fields: [{ name: 'until' }] })
  })

  test('is refused for what is not open any more', async () => {
    const fingerprint = await first()
    script.gather = async () => ({ verdict: 'pass', text: 'fine' })
    await audit()
    const asked = { projectId, fingerprint, reason, publicNote: 'n', until: dayFromNow(3) }
    await expect(waive(admin.context, asked)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is for admins and owners of this workspace', async () => {
    const asked = { projectId, fingerprint: await first(), reason, publicNote: 'n', until: dayFromNow(3) }
    await expect(waive(member.context, asked)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(waive(stranger.context, asked)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('the fix order', () => {
  test('survives a run, and new blockers stand where the suggestion puts them', async () => {
    const before = (await blockers()).map((blocker) => blocker.fingerprint)
    expect(before.length).toBeGreaterThan(1)
    const [top, last] = [before[0] ?? '', before.at(-1) ?? '']
    const { order } = await moveBlocker(member.context, { projectId, fingerprint: last, after: null })
    expect(order[0]).toBe(last)
    await audit()
    expect((await blockers()).map((blocker) => blocker.fingerprint)).toEqual(order)
    const moved = await moveBlocker(member.context, { projectId, fingerprint: last, after: top })
    expect(moved.order.indexOf(last)).toBe(moved.order.indexOf(top) + 1)
    expect((await resetOrder(owner.context, projectId)).order).toEqual(before)
  })

  test('two people who move at once both keep their move', async () => {
    const [one = '', two = ''] = (await blockers()).map((blocker) => blocker.fingerprint)
    await Promise.all([
      moveBlocker(owner.context, { projectId, fingerprint: two, after: null }),
      moveBlocker(member.context, { projectId, fingerprint: one, after: two }),
    ])
    const order = (await blockers()).map((blocker) => blocker.fingerprint)
    expect(order.indexOf(one)).toBe(order.indexOf(two) + 1)
  })

  test('refuses what is not in the list', async () => {
    const move = { projectId, fingerprint: 'A'.repeat(22), after: null }
    await expect(moveBlocker(owner.context, move)).rejects.toMatchObject({ code: 'conflict' })
    await expect(moveBlocker(viewer.context, move)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('owners', () => {
  test('are members who can work', async () => {
    const place = { projectId, fingerprint: await first() }
    const set = await updateTriage(owner.context, { ...place, ownerId: member.userId, dueOn: '2026-12-24' })
    expect(set).toMatchObject({ ownerId: member.userId, dueAt: '2026-12-24T23:59:59.999Z' })
    expect(await updateTriage(owner.context, { ...place, ownerId: null })).toMatchObject({
      ownerId: null,
      dueAt: '2026-12-24T23:59:59.999Z',
    })
    for (const ownerId of [viewer.userId, stranger.userId]) {
      await expect(updateTriage(owner.context, { ...place, ownerId })).rejects.toMatchObject({
        code: 'invalid',
        fields: [{ name: 'ownerId' }],
      })
    }
  })
})

describe('doubts', () => {
  test('are decided once, by somebody with the right', async () => {
    const place = { projectId, fingerprint: await first() }
    await openDispute(member.context, { ...place, note: 'The record is there' })
    await expect(decideDispute(member.context, { ...place, state: 'upheld' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await decideDispute(admin.context, { ...place, state: 'upheld' })).toMatchObject({
      dispute: { state: 'upheld' },
    })
    await expect(decideDispute(admin.context, { ...place, state: 'rejected' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})

describe('comments', () => {
  test('keep their order, name members only, and go when their author removes them', async () => {
    const place = { projectId, fingerprint: await first() }
    const said = await addComment(member.context, { ...place, body: 'Ticket is open', mentions: [owner.userId] })
    await addComment(owner.context, { ...place, body: 'Thanks', mentions: [] })
    const { comments } = await listComments(viewer.context, place)
    expect(comments.map((comment) => comment.body)).toEqual(['Ticket is open', 'Thanks'])
    const naming = addComment(owner.context, { ...place, body: 'x', mentions: [stranger.userId] })
    await expect(naming).rejects.toMatchObject({ code: 'invalid', fields: [{ name: 'mentions' }] })
    const [, other] = comments
    const foreign = deleteComment(member.context, { projectId, commentId: other?.id ?? '' })
    await expect(foreign).rejects.toMatchObject({ code: 'forbidden' })
    await deleteComment(member.context, { projectId, commentId: said.id })
    expect((await listComments(owner.context, place)).comments.map((comment) => comment.body)).toEqual(['Thanks'])
  })

  test('of another workspace do not exist', async () => {
    const place = { projectId, fingerprint: await first() }
    await expect(listComments(stranger.context, place)).rejects.toMatchObject({ code: 'not-found' })
    await expect(addComment(stranger.context, { ...place, body: 'x', mentions: [] })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
