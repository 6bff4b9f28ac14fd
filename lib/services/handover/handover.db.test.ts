import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import type { HandoverDto, HandoverRowDto } from '../../contracts/handover'
import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { inWorkspace } from '../../db/workspace'
import { confirmItem } from '../attestation/confirm-item'
import { listAttestations } from '../attestation/list-attestations'
import { withdrawConfirmation } from '../attestation/withdraw-confirmation'
import { removeMember } from '../member/remove-member'
import { createProject } from '../project/create-project'
import { deleteProject } from '../project/delete-project'
import { getProject } from '../project/get-project'
import { makePerson, type TestPerson } from '../test-kit/people'
import { changeRow } from './change-row'
import { getHandover } from './get-handover'
import { nameApprover } from './name-approver'
import { addRow, moveRow, removeRow } from './own-rows'
import { beHere } from './presence'
import { getHandoverFile, proveRow } from './prove-row'
import { tickRow } from './tick-row'
import { undoChange } from './undo'
import { writeNote } from './write-note'

const TRANSFERS = ['transfer-secrets', 'transfer-deploy', 'transfer-monitoring'] as const
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
  const name = `Project ${randomUUID()}`
  projectId = (await createProject(owner.context, { domain: 'acme.io', name, roadmap: 'creator' })).id
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

const read = () => getHandover(viewer.context, projectId)
const rowsOf = (handover: HandoverDto): HandoverRowDto[] => handover.sections.flatMap(({ rows }) => rows)
async function rowNow(key: string): Promise<HandoverRowDto> {
  const found = rowsOf(await read()).find((row) => row.key === key)
  if (found === undefined) throw new Error(`no row ${key}`)
  return found
}
const tick = (row: string, done = true, as = member, at?: string) => tickRow(as.context, { projectId, row, done, at })
const note = (row: string, text: string, base: { version: number; text: string }, as = member) =>
  writeNote(as.context, { projectId, row, text, base })
async function own(text = 'Show Ben the pipeline', section: 'deploy' | 'dns' = 'deploy'): Promise<string> {
  const handover = await addRow(member.context, { projectId, section, text })
  const rows = rowsOf(handover).filter((row) => row.kind === 'own' && row.text === text)
  return rows.at(-1)?.key ?? ''
}
const undo = async (as = member) =>
  undoChange(as.context, { projectId, changeId: (await read()).lastChange?.id ?? randomUUID() })
const events = () =>
  inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
    tx.auditEvent.findMany({
      where: { targetId: projectId, action: { startsWith: 'handover.' } },
      orderBy: { id: 'asc' },
    }),
  )

describe('the checklist', () => {
  test('begins with what the roadmap asks, in every section', async () => {
    const handover = await read()
    expect(handover.sections.map(({ id, rows }) => [id, rows.length > 0])).toEqual(
      ['dns', 'email', 'secrets', 'deploy', 'monitoring', 'approvals'].map((id) => [id, true]),
    )
    expect(handover.ticked).toBe(0)
    expect(handover.lastChange).toBeNull()
    expect(await rowNow('domains-documented')).toMatchObject({ kind: 'confirm', tick: null, stageId: 'handover' })
    expect(await rowNow('email-auth-live')).toMatchObject({ kind: 'evidence', tick: null })
  })

  test('shows a confirmation somebody gave elsewhere as a tick, and takes it back from here', async () => {
    await confirmItem(member.context, {
      projectId,
      itemId: 'rollback-rehearsed',
      statementVersion: 1,
      proof: { kind: 'note', text: 'Ana, 3 May' },
    })
    const row = await rowNow('rollback-rehearsed')
    expect(row.tick).toMatchObject({ how: 'confirmation', by: 'Test person' })
    expect(row.confirmation?.proof).toEqual({ kind: 'note', text: 'Ana, 3 May' })
    await tick('rollback-rehearsed', false)
    expect((await rowNow('rollback-rehearsed')).tick).toBeNull()
    const { items } = await listAttestations(viewer.context, projectId, { itemId: 'rollback-rehearsed' })
    expect(items.map(({ answer }) => answer)).toEqual(['withdrawn', 'confirmed'])
  })

  test('ticks nothing that takes proof, and nothing that is measured', async () => {
    await expect(tick('rollback-rehearsed')).rejects.toMatchObject({ code: 'conflict' })
    await expect(tick('canonical-host-single', false)).rejects.toMatchObject({ code: 'conflict' })
  })

  test.each([['no-such-row'], [randomUUID()], ['spf-valid'], ['access-transferred']])('has no row %s', async (row) => {
    await expect(tick(row)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a tick', () => {
  test('names who and when, twice is once, and both ways are in the activity', async () => {
    const key = await own()
    await tick(key)
    const first = (await rowNow(key)).tick
    expect(first).toMatchObject({ how: 'person', by: 'Test person' })
    await tick(key, true, owner)
    expect((await rowNow(key)).tick).toEqual(first)
    await tick(key, false, owner)
    expect((await rowNow(key)).tick).toBeNull()
    expect((await events()).map(({ action }) => action)).toEqual([
      'handover.added',
      'handover.ticked',
      'handover.unticked',
    ])
  })

  test('of two people at once counts once', async () => {
    const key = await own()
    await Promise.all(Array.from({ length: 8 }, (_, index) => tick(key, true, index % 2 === 0 ? member : owner)))
    expect((await rowNow(key)).tick).not.toBeNull()
    expect((await events()).filter(({ action }) => action === 'handover.ticked')).toHaveLength(1)
  })

  test('of many people on different rows loses none', async () => {
    const keys = await Promise.all(Array.from({ length: 6 }, (_, index) => own(`Row ${index}`)))
    await Promise.all(keys.map((key, index) => tick(key, true, index % 2 === 0 ? member : owner)))
    const rows = rowsOf(await read()).filter(({ kind }) => kind === 'own')
    expect(rows).toHaveLength(6)
    expect(rows.every((row) => row.tick !== null)).toBe(true)
  })

  test('that was kept offline keeps its time', async () => {
    const key = await own()
    const at = new Date(Date.now() - 3_600_000).toISOString()
    await tick(key, true, member, at)
    expect((await rowNow(key)).tick?.at).toBe(at)
  })

  test('that was kept offline gives way to a later word', async () => {
    const key = await own()
    const at = new Date(Date.now() - 3_600_000).toISOString()
    await tick(key, true, owner)
    await tick(key, false, owner)
    await expect(tick(key, true, member, at)).rejects.toMatchObject({
      code: 'conflict',
      detail: 'Test person changed this after you clicked. Look at it again.',
    })
  })

  test('from a clock that runs ahead counts as now, one from last month is refused', async () => {
    const key = await own()
    await tick(key, true, member, new Date(Date.now() + 86_400_000).toISOString())
    expect(Date.parse((await rowNow(key)).tick?.at ?? '')).toBeLessThanOrEqual(Date.now())
    const old = new Date(Date.now() - 30 * 86_400_000).toISOString()
    await expect(tick(key, false, member, old)).rejects.toMatchObject({ code: 'conflict' })
  })

  test.each([
    ['a viewer', () => viewer, 'forbidden'],
    ['somebody of another workspace', () => stranger, 'not-found'],
  ])('is refused to %s', async (_, who, code) => {
    const key = await own()
    await expect(tick(key, true, who())).rejects.toMatchObject({ code })
    await expect(note(key, 'x', { version: 0, text: '' }, who())).rejects.toMatchObject({ code })
    const change = { projectId, changeId: (await read()).lastChange?.id ?? '' }
    await expect(undoChange(who().context, change)).rejects.toMatchObject({ code })
  })
})

describe('what changes hands', () => {
  test('is confirmed by the third tick and open again without one', async () => {
    await changeRow(member.context, { projectId, row: 'transfer-deploy', from: 'Studio', to: 'Acme' })
    for (const row of TRANSFERS) await tick(row)
    const { items } = await listAttestations(viewer.context, projectId, { itemId: 'access-transferred' })
    expect(items).toHaveLength(1)
    expect(items[0]?.proof).toMatchObject({ kind: 'note', text: expect.stringContaining('from Studio to Acme') })
    await tick('transfer-deploy', false)
    expect((await rowNow('transfer-deploy')).tick).toBeNull()
    expect((await rowNow('transfer-secrets')).tick).not.toBeNull()
    const after = await listAttestations(viewer.context, projectId, { itemId: 'access-transferred' })
    expect(after.items[0]?.answer).toBe('withdrawn')
  })

  test('that was confirmed as a whole shows three ticks; one taken back leaves two', async () => {
    const proof = { kind: 'note' as const, text: 'All of it, 3 May' }
    await confirmItem(member.context, { projectId, itemId: 'access-transferred', statementVersion: 1, proof })
    for (const row of TRANSFERS) expect((await rowNow(row)).tick).toMatchObject({ how: 'confirmation' })
    await tick('transfer-secrets', false)
    expect((await Promise.all(TRANSFERS.map(rowNow))).map((row) => row.tick?.how)).toEqual([
      undefined,
      'person',
      'person',
    ])
  })

  test('is open in all parts when the whole is taken back elsewhere', async () => {
    for (const row of TRANSFERS) await tick(row)
    const { items } = await listAttestations(viewer.context, projectId, { itemId: 'access-transferred' })
    const confirmationId = items[0]?.id ?? ''
    await withdrawConfirmation(owner.context, { projectId, itemId: 'access-transferred', confirmationId })
    for (const row of TRANSFERS) expect((await rowNow(row)).tick).toBeNull()
  })
})

describe('who approves', () => {
  const name = (approver: string, person: Parameters<typeof nameApprover>[1]['person']) =>
    nameApprover(member.context, { projectId, approver, person })

  test('three names tick the row; one less opens it; the DNS name is the one of the domain map', async () => {
    await name('dns', { name: 'Ana', reach: 'ana@acme.io' })
    await name('secrets', { userId: owner.userId })
    await expect(tick('change-approvers-named')).rejects.toMatchObject({ code: 'conflict' })
    await name('rollback', { name: 'Cem' })
    const row = await rowNow('change-approvers-named')
    expect(row.tick).toMatchObject({ how: 'confirmation' })
    expect(row.confirmation?.proof).toEqual({
      kind: 'note',
      text: 'DNS edits: Ana. Secret rotation: Test person. Rollback: Cem',
    })
    expect((await getProject(viewer.context, projectId)).target.profile.dnsApprover).toBe('Ana')
    expect((await read()).approvers[0]).toMatchObject({ name: 'Ana', reach: 'ana@acme.io', userId: null })
    await name('rollback', null)
    expect((await rowNow('change-approvers-named')).tick).toBeNull()
  })

  test('another name is confirmed anew, the same one is no change', async () => {
    for (const role of ['dns', 'secrets', 'rollback']) await name(role, { name: 'Ana' })
    const before = await listAttestations(viewer.context, projectId, { itemId: 'change-approvers-named' })
    await name('dns', { name: 'Ana' })
    await name('secrets', { name: 'Ben' })
    const after = await listAttestations(viewer.context, projectId, { itemId: 'change-approvers-named' })
    expect(after.items).toHaveLength(before.items.length + 1)
  })

  test('one name leaves a confirmation with other proof as it is', async () => {
    const proof = { kind: 'link' as const, url: 'https://acme.io/runbook' }
    await confirmItem(member.context, { projectId, itemId: 'change-approvers-named', statementVersion: 1, proof })
    await name('rollback', { name: 'Ben' })
    await name('rollback', null)
    expect((await rowNow('change-approvers-named')).confirmation?.proof).toEqual(proof)
  })

  test('nobody of another workspace can be named, and nothing unknown approved', async () => {
    await expect(name('dns', { userId: stranger.userId })).rejects.toMatchObject({ code: 'invalid' })
    await expect(name('everything', { name: 'Ana' })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a member who leaves stays named', async () => {
    const leaver = await makePerson('member', owner)
    await name('rollback', { userId: leaver.userId })
    await changeRow(member.context, { projectId, row: 'transfer-deploy', ownerId: leaver.userId })
    await removeMember(owner.context, leaver.userId)
    expect((await read()).approvers[2]).toMatchObject({ name: 'Test person', userId: null })
    expect((await rowNow('transfer-deploy')).owner).toBeNull()
  })
})

describe('a note', () => {
  const base = { version: 0, text: '' }

  test('of two people on different lines keeps both', async () => {
    const key = await own()
    await note(key, 'registrar: Gandi\nzone: Cloudflare\nlogin: Ana', base)
    const known = { version: 1, text: 'registrar: Gandi\nzone: Cloudflare\nlogin: Ana' }
    await note(key, 'registrar: OVH\nzone: Cloudflare\nlogin: Ana', known)
    const second = await note(key, 'registrar: Gandi\nzone: Cloudflare\nlogin: Ben', known, owner)
    expect(second.outcome).toBe('merged')
    expect(second.note.text).toBe('registrar: OVH\nzone: Cloudflare\nlogin: Ben')
  })

  test('of two people on the same line changes nothing and shows what is kept', async () => {
    const key = await own()
    const [first, second] = await Promise.all([note(key, 'with Ana', base), note(key, 'with Ben', base, owner)])
    expect([first.outcome, second.outcome].sort()).toEqual(['conflict', 'saved'])
    const kept = first.outcome === 'saved' ? 'with Ana' : 'with Ben'
    expect((await rowNow(key)).note).toMatchObject({ text: kept, version: 1 })
    const loser = first.outcome === 'conflict' ? first : second
    expect(loser.note.text).toBe(kept)
  })

  test('loses no line of eight people who add theirs at once', async () => {
    const key = await own()
    const lines = Array.from({ length: 8 }, (_, index) => `line ${index}`)
    await Promise.all(
      lines.map(async (line) => {
        for (let round = 0; round < 60; round += 1) {
          const { note: known } = await rowNow(key)
          const text = known.text === '' ? line : `${known.text}\n${line}`
          const { outcome } = await note(key, text, { version: known.version, text: known.text })
          if (outcome !== 'conflict') return
        }
        throw new Error('never saved')
      }),
    )
    expect((await rowNow(key)).note.text.split('\n').sort()).toEqual(lines.sort())
  })

  test('holds no secret', async () => {
    const key = await own()
    await note(key, `key ${'ghp_'}${'a1B2'.repeat(9)}`, base)
    expect((await rowNow(key)).note.text).toBe('key ghp_****')
  })
})

describe('own rows', () => {
  test('are renamed, moved and removed; taking back brings each former state', async () => {
    const [first, second, third] = [await own('First'), await own('Second'), await own('Third')]
    await moveRow(member.context, { projectId, row: third, after: null })
    const order = async () =>
      rowsOf(await read())
        .filter(({ kind }) => kind === 'own')
        .map(({ text }) => text)
    expect(await order()).toEqual(['Third', 'First', 'Second'])
    await undo(owner)
    expect(await order()).toEqual(['First', 'Second', 'Third'])
    await changeRow(member.context, { projectId, row: first, text: 'Renamed' })
    await undo()
    expect(await order()).toEqual(['First', 'Second', 'Third'])
    await removeRow(member.context, { projectId, row: second })
    expect(await order()).toEqual(['First', 'Third'])
    await undo()
    expect(await order()).toEqual(['First', 'Second', 'Third'])
    await undo()
    expect(await order()).toEqual(['First', 'Second'])
  })

  test('rows of the roadmap are neither renamed nor moved nor removed', async () => {
    const place = { projectId, row: 'transfer-deploy' }
    await expect(changeRow(member.context, { ...place, text: 'x' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(removeRow(member.context, place)).rejects.toMatchObject({ code: 'conflict' })
    await expect(moveRow(member.context, { ...place, after: null })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('are owned by members who work, until a day', async () => {
    const key = await own()
    await changeRow(member.context, { projectId, row: key, ownerId: owner.userId, dueOn: '2026-12-24' })
    expect(await rowNow(key)).toMatchObject({ owner: { id: owner.userId }, dueOn: '2026-12-24' })
    const asked = (ownerId: string) => changeRow(member.context, { projectId, row: key, ownerId })
    await expect(asked(viewer.userId)).rejects.toMatchObject({ code: 'invalid' })
    await expect(asked(stranger.userId)).rejects.toMatchObject({ code: 'invalid' })
    await undo()
    expect(await rowNow(key)).toMatchObject({ owner: null, dueOn: null })
  })
})

describe('taking back', () => {
  test('a tick, a note, a proof and a name', async () => {
    const key = await own()
    await tick(key)
    await undo(owner)
    expect((await rowNow(key)).tick).toBeNull()
    await note(key, 'one', { version: 0, text: '' })
    await note(key, 'two', { version: 1, text: 'one' })
    await undo()
    expect((await rowNow(key)).note).toMatchObject({ text: 'one', version: 3 })
    await proveRow(member.context, { projectId, row: key, proof: { kind: 'link', url: 'https://acme.io/a' } })
    await undo()
    expect((await rowNow(key)).proof).toBeNull()
    await nameApprover(member.context, { projectId, approver: 'dns', person: { name: 'Ana' } })
    await undo()
    expect((await read()).approvers[0]?.name).toBeNull()
  })

  test('a confirmation, and the taking back of one', async () => {
    const proof = { kind: 'note' as const, text: 'Ana, 3 May' }
    await confirmItem(member.context, { projectId, itemId: 'rollback-rehearsed', statementVersion: 1, proof })
    await undo()
    expect((await rowNow('rollback-rehearsed')).tick).toBeNull()
    await confirmItem(member.context, { projectId, itemId: 'rollback-rehearsed', statementVersion: 1, proof })
    await tick('rollback-rehearsed', false)
    await undo(owner)
    expect((await rowNow('rollback-rehearsed')).confirmation?.proof).toEqual(proof)
  })

  test('the third transfer takes its confirmation along', async () => {
    for (const row of TRANSFERS) await tick(row)
    await undo()
    const { items } = await listAttestations(viewer.context, projectId, { itemId: 'access-transferred' })
    expect(items[0]?.answer).toBe('withdrawn')
    expect((await Promise.all(TRANSFERS.map(rowNow))).filter((row) => row.tick !== null)).toHaveLength(2)
  })

  test('what is not the newest any more is refused', async () => {
    const key = await own()
    const changeId = (await read()).lastChange?.id ?? ''
    await tick(key, true, owner)
    await expect(undoChange(member.context, { projectId, changeId })).rejects.toMatchObject({ code: 'conflict' })
    expect((await rowNow(key)).tick).not.toBeNull()
  })

  test('two people who take the same change back do it once', async () => {
    const key = await own()
    await tick(key)
    const changeId = (await read()).lastChange?.id ?? ''
    const both = await Promise.allSettled([member, owner].map((as) => undoChange(as.context, { projectId, changeId })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(rowsOf(await read()).some((row) => row.key === key)).toBe(true)
  })
})

describe('who is here', () => {
  const here = (as: TestPerson, tab: string, editing: string | null = null, leaving = false) =>
    beHere(as.context, { projectId, tab, editing, leaving })

  test('everybody once, with what they write, until they leave', async () => {
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()]
    await here(member, first)
    await here(member, second, 'transfer-deploy')
    const { people } = await here(viewer, third)
    expect(people).toHaveLength(2)
    expect(people.find(({ userId }) => userId === member.userId)?.editing).toBe('transfer-deploy')
    await here(member, first, null, true)
    await here(member, second, null, true)
    expect((await here(viewer, third)).people.map(({ userId }) => userId)).toEqual([viewer.userId])
    await expect(here(stranger, randomUUID())).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a tab that said nothing for 25 seconds has left', async () => {
    await here(member, randomUUID())
    await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
      tx.handoverPresence.updateMany({ where: { projectId }, data: { seenAt: new Date(Date.now() - 26_000) } }),
    )
    expect((await here(viewer, randomUUID())).people.map(({ userId }) => userId)).toEqual([viewer.userId])
  })
})

test('a file is kept with the row and can be downloaded by members only', async () => {
  const content = Buffer.from('Deploys: Ben').toString('base64')
  await proveRow(member.context, {
    projectId,
    row: 'transfer-deploy',
    proof: { kind: 'file', name: 'access.txt', content },
  })
  expect((await rowNow('transfer-deploy')).proof).toEqual({
    kind: 'file',
    name: 'access.txt',
    type: 'text/plain',
    bytes: 12,
  })
  const file = await getHandoverFile(viewer.context, { projectId, row: 'transfer-deploy' })
  expect(Buffer.from(file.bytes).toString()).toBe('Deploys: Ben')
  const foreign = getHandoverFile(stranger.context, { projectId, row: 'transfer-deploy' })
  await expect(foreign).rejects.toMatchObject({ code: 'not-found' })
})

test('nothing of a checklist outlives its project', async () => {
  const key = await own()
  await tick(key)
  await note(key, 'x', { version: 0, text: '' })
  await proveRow(member.context, { projectId, row: key, proof: { kind: 'link', url: 'https://acme.io/a' } })
  await nameApprover(member.context, { projectId, approver: 'dns', person: { userId: member.userId } })
  await beHere(member.context, { projectId, tab: randomUUID(), editing: null, leaving: false })
  await deleteProject(owner.context, projectId, (await getProject(owner.context, projectId)).name)
  const left = await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, async (tx) => [
    await tx.handoverRow.count({ where: { projectId } }),
    await tx.handoverProof.count({ where: { projectId } }),
    await tx.handoverApprover.count({ where: { projectId } }),
    await tx.handoverChange.count({ where: { projectId } }),
    await tx.handoverPresence.count({ where: { projectId } }),
  ])
  expect(left).toEqual([0, 0, 0, 0, 0])
})
