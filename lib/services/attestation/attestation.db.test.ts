import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { confirmItem as contract } from '../../contracts/attestation'
import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { inWorkspace } from '../../db/workspace'
import { createProject } from '../project/create-project'
import { deleteProject } from '../project/delete-project'
import { getProjectState } from '../project/get-project-state'
import { getVerdict } from '../project/get-verdict'
import { updateProject } from '../project/update-project'
import { makePerson, type TestPerson } from '../test-kit/people'
import { confirmItem } from './confirm-item'
import { getProofFile } from './get-proof-file'
import { listAttestations } from './list-attestations'
import { withdrawConfirmation } from './withdraw-confirmation'

const ITEM = 'rollback-rehearsed'
const DAY_MS = 86_400_000
let owner: TestPerson
let member: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let projectId: string

beforeAll(async () => {
  owner = await makePerson('owner')
  member = await makePerson('member', owner)
  viewer = await makePerson('viewer', owner)
  stranger = await makePerson('owner')
})

beforeEach(async () => {
  const name = `Project ${crypto.randomUUID()}`
  projectId = (await createProject(owner.context, { domain: 'acme.io', name, roadmap: 'creator' })).id
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

const confirm = (as: TestPerson, proof: unknown = { kind: 'note', text: 'Ana, 3 May, 7 minutes' }, itemId = ITEM) =>
  confirmItem(as.context, { projectId, itemId, ...contract.body.parse({ statementVersion: 1, proof }) })
const withdraw = (as: TestPerson, confirmationId: string, itemId = ITEM) =>
  withdrawConfirmation(as.context, { projectId, itemId, confirmationId })
const history = async (itemId = ITEM) => (await listAttestations(viewer.context, projectId, { itemId })).items
const file = (name: string, text: string) => ({
  kind: 'file',
  name,
  content: Buffer.from(text).toString('base64'),
})

describe('a confirmation', () => {
  test('says who, when, until when and shows its proof to every member', async () => {
    const made = await confirm(member)
    expect(made).toMatchObject({ itemId: ITEM, answer: 'confirmed', by: 'Test person', statementVersion: 1 })
    expect(made.proof).toEqual({ kind: 'note', text: 'Ana, 3 May, 7 minutes' })
    expect(Date.parse(made.expiresAt ?? '') - Date.parse(made.at)).toBe(90 * DAY_MS)
    expect(await history()).toEqual([made])
    const state = await getProjectState(viewer.context, projectId)
    expect(state.decisions.confirmations).toMatchObject([{ id: made.id, itemId: ITEM }])
  })

  test.each([
    ['secret-rotation-steps', 180],
    ['access-transferred', null],
  ])('of %s counts %s days', async (itemId, days) => {
    const { at, expiresAt } = await confirm(owner, undefined, itemId)
    expect(expiresAt === null ? null : (Date.parse(expiresAt) - Date.parse(at)) / DAY_MS).toBe(days)
  })

  test('taken back stays in the history and counts no more', async () => {
    const first = await confirm(owner)
    await withdraw(member, first.id)
    const again = await confirm(member, { kind: 'link', url: 'https://ci.acme.io/7' })
    expect((await history()).map(({ answer, id }) => (answer === 'confirmed' ? id : answer))).toEqual([
      again.id,
      'withdrawn',
      first.id,
    ])
    await withdraw(owner, again.id)
    const state = await getProjectState(owner.context, projectId)
    expect(state.decisions.confirmations).toEqual([])
    expect((await listAttestations(owner.context, projectId, {})).items).toMatchObject([{ answer: 'withdrawn' }])
  })

  test('of two people at once are both kept, in one order', async () => {
    const made = await Promise.all([confirm(owner), confirm(member), confirm(owner)])
    const rows = await history()
    expect(rows.map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort())
    expect(new Set(rows.map(({ at }) => at)).size).toBe(3)
  })

  test('is taken back once, and only the one that was seen', async () => {
    const first = await confirm(owner)
    const second = await confirm(member)
    await expect(withdraw(owner, first.id)).rejects.toMatchObject({
      code: 'conflict',
      detail: 'Test person confirmed this again in the meantime. Look at it first.',
    })
    const both = await Promise.allSettled([withdraw(owner, second.id), withdraw(member, second.id)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await history()).toHaveLength(3)
  })

  test('of a former wording, of another roadmap, of nothing we know, or where a machine decides, is refused', async () => {
    const proof = { kind: 'note', text: 'x' } as const
    const give = (itemId: string, statementVersion = 1) =>
      confirmItem(owner.context, { projectId, itemId, statementVersion, proof })
    await expect(give(ITEM, 0)).rejects.toMatchObject({ code: 'conflict' })
    await expect(give('no-such-item')).rejects.toMatchObject({ code: 'not-found' })
    await expect(give('constructor')).rejects.toMatchObject({ code: 'not-found' })
    await expect(give('dns-apex-resolves')).rejects.toMatchObject({ code: 'not-found' })
    await updateProject(owner.context, projectId, { roadmap: 'ops' })
    await expect(give(ITEM)).rejects.toMatchObject({ code: 'conflict' })
    expect(await history()).toEqual([])
  })

  test('is for members and up; strangers cannot tell that the project exists', async () => {
    const made = await confirm(owner, file('names.txt', 'Ana'))
    await expect(confirm(viewer)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(withdraw(viewer, made.id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(confirm(stranger)).rejects.toMatchObject({ code: 'not-found' })
    await expect(withdraw(stranger, made.id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(listAttestations(stranger.context, projectId, {})).rejects.toMatchObject({ code: 'not-found' })
    const place = { projectId, confirmationId: made.id }
    await expect(getProofFile(stranger.context, place)).rejects.toMatchObject({ code: 'not-found' })
    expect(await getProofFile(viewer.context, place)).toMatchObject({ name: 'names.txt', type: 'text/plain' })
  })

  test('is an entry the database itself lets nobody change, and goes with its project', async () => {
    const made = await confirm(owner)
    const inside = <Result>(work: Parameters<typeof inWorkspace<Result>>[1]) =>
      inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, work)
    await expect(
      inside((tx) => tx.attestation.updateMany({ where: { id: made.id }, data: { byName: 'Somebody' } })),
    ).rejects.toThrow(/never changed/)
    await expect(inside((tx) => tx.attestation.deleteMany({ where: { id: made.id } }))).rejects.toThrow(/never changed/)
    const { name } = (await getProjectState(owner.context, projectId)).project
    await deleteProject(owner.context, projectId, name)
    expect(await inside((tx) => tx.attestation.count({ where: { projectId } }))).toBe(0)
  })

  test('and taking it back are in the activity log, without the proof', async () => {
    const made = await confirm(owner, { kind: 'note', text: 'only for the team' })
    await withdraw(owner, made.id)
    const rows = await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
      tx.auditEvent.findMany({
        where: { targetId: projectId, action: { startsWith: 'item.' } },
        orderBy: { at: 'asc' },
      }),
    )
    expect(rows.map(({ action }) => action)).toEqual(['item.confirmed', 'item.confirmation-withdrawn'])
    expect(JSON.stringify(rows.map(({ change }) => change))).not.toContain('only for the team')
  })

  test('counts for the verdict at once, and its withdrawal too', async () => {
    const unproven = async () => (await getVerdict(owner.context, projectId)).unproven.map(({ checkId }) => checkId)
    expect(await unproven()).toContain('rollback-rehearsed')
    const made = await confirm(owner)
    expect(await unproven()).not.toContain('rollback-rehearsed')
    await withdraw(owner, made.id)
    expect(await unproven()).toContain('rollback-rehearsed')
  })
})

describe('hostile proof', () => {
  test.each([
    ['a script called a picture', 'shot.png', '<script>alert(1)</script>'],
    ['a page', 'page.html', '<html>'],
    ['a file of nothing', 'empty.txt', ''],
  ])('%s is refused beside its field', async (_, name, text) => {
    await expect(confirm(owner, file(name, text))).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ name: 'proof.content' }],
    })
    expect(await history()).toEqual([])
  })

  test('a file name is a name and never a path, a header or a direction', async () => {
    const made = await confirm(owner, file('../../\u202Egpj\r\nX: 1"\0.txt', 'Ana'))
    expect(made.proof).toEqual({ kind: 'file', name: 'gpjX 1.txt', type: 'text/plain', bytes: 3 })
  })

  test('10,000 characters of right-to-left text and marks are kept as they were typed', async () => {
    const note = '\u202Eשלום\u2066עולם\u2069 '.repeat(1000).slice(0, 9_999).trim()
    const made = await confirm(owner, { kind: 'note', text: note })
    expect(made.proof).toEqual({ kind: 'note', text: note })
  })

  test('a key in a note loses all but its first characters', async () => {
    const key = ['ghp', 'abcdefghijklmnopqrstuvwxyz0123456789'].join('_')
    const made = await confirm(owner, { kind: 'note', text: `the old key was ${key}` })
    expect(made.proof).toEqual({ kind: 'note', text: 'the old key was ghp_****' })
  })
})
