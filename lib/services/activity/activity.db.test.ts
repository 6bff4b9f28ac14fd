import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import { database, disconnect } from '../../db/client'
import { Prisma } from '../../db/generated/client'
import { closeQueue } from '../../db/queue'
import { sealEvents } from '../../db/seals'
import { executeRun } from '../../jobs/execute-run'
import { createProject } from '../project/create-project'
import { deleteProject } from '../project/delete-project'
import { getVerdict } from '../project/get-verdict'
import { listMyItems } from '../project/list-my-items'
import { startRun } from '../run/start-run'
import { script } from '../test-kit/fake-registry'
import { makePerson, type TestPerson } from '../test-kit/people'
import { updateTriage } from '../triage/update-triage'
import { renameWorkspace } from '../workspace/rename-workspace'
import { checkActivity } from './check-activity'
import { exportActivity, listActivity } from './list-activity'

let owner: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let projectId: string

beforeAll(async () => {
  owner = await makePerson('owner')
  viewer = await makePerson('viewer', owner)
  stranger = await makePerson('owner')
  script.gather = async () => ({ verdict: 'fail', text: 'broken' })
  projectId = (await createProject(owner.context, { domain: 'acme.io', roadmap: 'creator' })).id
  const { run } = await startRun(owner.context, projectId, { kind: 'full' })
  await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
  for (const name of ['=1+1', 'Fabrikam', 'Northwind']) await renameWorkspace(owner.context, name)
})

afterAll(async () => {
  script.gather = async () => ({ verdict: 'pass', text: 'fine' })
  await closeQueue()
  await disconnect()
})

describe('activity', () => {
  test('is shown newest first, with names and what changed, page by page', async () => {
    const whole = await listActivity(viewer.context, { limit: 100 })
    expect(whole.items[0]).toMatchObject({
      actor: 'Test person',
      action: 'workspace.renamed',
      change: { before: { name: 'Fabrikam' }, after: { name: 'Northwind' } },
    })
    const pages: string[] = []
    let cursor: string | undefined
    do {
      const page = await listActivity(viewer.context, { limit: 2, cursor })
      pages.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(pages).toEqual(whole.items.map(({ id }) => id))
  })

  test('names the project it happened in, also once that is gone', async () => {
    const { id } = await createProject(owner.context, { domain: 'short-lived.io', roadmap: 'creator' })
    await deleteProject(owner.context, id, 'short-lived.io')
    const { items } = await listActivity(owner.context, { limit: 10 })
    expect(items.slice(0, 3).map(({ action, project }) => [action, project])).toEqual([
      ['project.deleted', { id: null, name: 'short-lived.io' }],
      ['project.created', { id: null, name: 'A project that is gone' }],
      ['workspace.renamed', null],
    ])
    const runs = (await listActivity(owner.context, { limit: 10, action: 'run' })).items
    expect(runs.map(({ project }) => project)).toEqual(runs.map(() => ({ id: projectId, name: 'acme.io' })))
  })

  test('is filtered by what and who', async () => {
    const { items } = await listActivity(owner.context, { limit: 10, action: 'run' })
    expect(new Set(items.map(({ action }) => action))).toEqual(new Set(['run.finished', 'run.started']))
    const system = items.find(({ action }) => action === 'run.finished')
    expect(system).toMatchObject({ actor: 'Launch Ready', actorId: null })
    expect((await listActivity(owner.context, { limit: 10, actor: viewer.userId })).items).toEqual([])
  })

  test('is a file a spreadsheet reads as text', async () => {
    const csv = await exportActivity(owner.context, { action: 'workspace' })
    const rows = csv.trimEnd().split('\r\n')
    expect(rows[0]).toBe('"When","Who","Action","Project","Kind","Id","Change","Network"')
    expect(rows).toHaveLength(4)
    expect(rows.every((row) => row.split(',').every((cell) => !/^"?[=+@-]/.test(cell)))).toBe(true)
  })

  test('of another workspace is not there', async () => {
    expect((await listActivity(stranger.context, { limit: 10 })).items).toEqual([])
  })

  test('refuses the end of a page it did not write', async () => {
    await expect(listActivity(owner.context, { limit: 10, cursor: 'abc' })).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('the record', () => {
  const check = (as = viewer) => checkActivity(as.context)
  /** Past the product and its policies: as whoever owns the tables. */
  async function tamper(change: string): Promise<void> {
    const client = new pg.Client({ connectionString: process.env.LR_OWNER_DATABASE_URL })
    await client.connect()
    const all = (policies: string) =>
      ['audit_event', 'audit_seal'].map((table) => `alter table ${table} ${policies} row level security`).join('; ')
    await client.query(`begin; ${all('no force')}; ${change}; ${all('force')}; commit`)
    await client.end()
  }

  test('is sealed event by event, once, also by two sealers at a time', async () => {
    await Promise.all([sealEvents(), sealEvents()])
    await sealEvents()
    const { items } = await listActivity(owner.context, { limit: 200 })
    const before = await check()
    expect(before).toEqual({
      sealed: items.length,
      waiting: 0,
      broken: null,
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    await renameWorkspace(owner.context, 'Contoso')
    expect(await check()).toEqual({ ...before, waiting: 1 })
    await sealEvents()
    expect(await check()).toMatchObject({ sealed: before.sealed + 1, waiting: 0, broken: null })
    expect(await check(stranger)).toMatchObject({ broken: null })
  })

  test('is written by many at once while it is sealed, and nobody waits for anybody', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `Name ${index}`)
    await Promise.all(names.flatMap((name) => [renameWorkspace(owner.context, name), sealEvents()]))
    await sealEvents()
    expect(await check()).toMatchObject({ waiting: 0, broken: null })
  })

  test('cannot be sealed, changed or unsealed by the roles that work', async () => {
    for (const sql of ['update audit_seal set number = 9', 'delete from audit_seal', 'truncate audit_seal'])
      await expect(database('app').$executeRaw(Prisma.raw(sql))).rejects.toThrow(/permission denied/)
  })

  test('shows where an event was changed, removed or slipped in', async () => {
    await sealEvents()
    const { sealed } = await check()
    const ours = `workspace_id = '${owner.workspaceId}'`
    const third = `(select event_id from audit_seal where ${ours} and number = 3)`
    await tamper(`update audit_event set action = action || '.forged' where id = ${third}`)
    expect(await check()).toMatchObject({ sealed, broken: 3 })
    await tamper(`update audit_event set action = replace(action, '.forged', '') where id = ${third}`)
    expect(await check()).toMatchObject({ sealed, broken: null })
    await tamper(`update audit_seal set hash = previous where ${ours} and number = 5`)
    expect(await check()).toMatchObject({ broken: 5 })
    await tamper(`delete from audit_seal where ${ours} and number = 5`)
    expect(await check()).toMatchObject({ sealed: sealed - 1, broken: 6, waiting: 1 })
  })
})

describe('my items', () => {
  test('are what a person owns and what is still open, the next due first', async () => {
    const { blockers } = await getVerdict(owner.context, projectId)
    const [first, second] = blockers.map(({ fingerprint }) => fingerprint)
    expect((await listMyItems(owner.context)).items).toEqual([])
    await updateTriage(owner.context, { projectId, fingerprint: first ?? '', ownerId: owner.userId })
    await updateTriage(owner.context, {
      projectId,
      fingerprint: second ?? '',
      ownerId: owner.userId,
      dueOn: '2026-12-24',
    })
    const { items } = await listMyItems(owner.context)
    expect(items.map(({ fingerprint }) => fingerprint)).toEqual([second, first])
    expect(items[0]).toMatchObject({ isBlocker: true, displayDomain: 'acme.io' })
    expect((await listMyItems(viewer.context)).items).toEqual([])
    expect((await listMyItems(stranger.context)).items).toEqual([])
  })
})
