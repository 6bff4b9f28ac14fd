import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import type { ProjectSort, VerdictFilter } from '../../contracts/project'
import { disconnect } from '../../db/client'
import { closeQueue } from '../../db/queue'
import { inWorkspace } from '../../db/workspace'
import { executeRun } from '../../jobs/execute-run'
import { createClient } from '../client/change-client'
import { startRun } from '../run/start-run'
import { script } from '../test-kit/fake-registry'
import { makePerson, type TestPerson } from '../test-kit/people'
import { updateTriage } from '../triage/update-triage'
import { createProject } from './create-project'
import { listProjects } from './list-projects'

let owner: TestPerson
let stranger: TestPerson
let northwind: string

const MADE = [
  { name: 'Élan', launchAt: '2026-12-01' },
  { name: 'beta' },
  { name: 'Alpha', launchAt: '2026-11-01' },
  { name: 'delta', launchAt: '2026-12-01' },
  { name: 'Gamma' },
]

async function audit(projectId: string, verdict: 'pass' | 'fail'): Promise<void> {
  script.gather = async () => ({ verdict, text: 'said so' })
  const { run } = await startRun(owner.context, projectId, { kind: 'full' })
  await executeRun({ workspaceId: owner.workspaceId, runId: run.id }, new AbortController().signal)
}

beforeAll(async () => {
  owner = await makePerson()
  stranger = await makePerson()
  northwind = (await createClient(owner.context, 'Northwind')).id
  const ids = new Map<string, string>()
  for (const { name, launchAt } of MADE) {
    const made = await createProject(owner.context, {
      domain: 'acme.io',
      roadmap: 'creator',
      name,
      ...(launchAt === undefined ? {} : { profile: { launchAt } }),
      ...(name === 'beta' || name === 'Alpha' ? { clientId: northwind } : {}),
    })
    ids.set(name, made.id)
  }
  await createProject(stranger.context, { domain: 'acme.io', roadmap: 'creator', name: 'Theirs' })
  await audit(ids.get('delta') ?? '', 'fail')
  await audit(ids.get('beta') ?? '', 'pass')
})

afterAll(async () => {
  await closeQueue()
  await disconnect()
})

type More = { sort?: ProjectSort; verdict?: VerdictFilter; client?: string; search?: string; owner?: string }

/** Names of every page after another, in pages of `limit`. */
async function paged(limit: number, more: More = {}): Promise<string[]> {
  const names: string[] = []
  let cursor: string | undefined
  do {
    const page = await listProjects(owner.context, { ...more, limit, cursor })
    names.push(...page.items.map(({ name }) => name))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return names
}

describe('the list of projects', () => {
  test.each([
    ['created', ['Gamma', 'delta', 'Alpha', 'beta', 'Élan']],
    ['name', ['Alpha', 'beta', 'delta', 'Élan', 'Gamma']],
    ['checked', ['beta', 'delta', 'Alpha', 'Gamma', 'Élan']],
  ] as const)('is in the order %s, on one page and on many', async (sort, expected) => {
    const whole = await paged(50, { sort })
    if (sort === 'checked') expect(whole.slice(0, 2)).toEqual(expected.slice(0, 2))
    else expect(whole).toEqual(expected)
    expect(await paged(1, { sort })).toEqual(whole)
    expect(await paged(2, { sort })).toEqual(whole)
  })

  test('puts the next launch first and projects without a date last', async () => {
    const whole = await paged(50, { sort: 'launch' })
    expect(whole[0]).toBe('Alpha')
    expect(whole.slice(1, 3).sort()).toEqual(['delta', 'Élan'])
    expect(whole.slice(3).sort()).toEqual(['Gamma', 'beta'])
    expect(await paged(1, { sort: 'launch' })).toEqual(whole)
  })

  test('keeps its place when a project is added, renamed or removed between two pages', async () => {
    const own = await makePerson()
    const make = (name: string) => createProject(own.context, { domain: 'acme.io', roadmap: 'creator', name })
    for (const name of ['a', 'c', 'e', 'g']) await make(name)
    const first = await listProjects(own.context, { sort: 'name', limit: 2 })
    await make('b')
    await make('f')
    await inWorkspace({ workspaceId: own.workspaceId, role: 'app' }, (tx) =>
      tx.project.deleteMany({ where: { name: 'c' } }),
    )
    const second = await listProjects(own.context, { sort: 'name', limit: 9, cursor: first.nextCursor ?? '' })
    expect(first.items.map(({ name }) => name)).toEqual(['a', 'c'])
    expect(second.items.map(({ name }) => name)).toEqual(['e', 'f', 'g'])
  })

  test('says what each row is about', async () => {
    const { items, total } = await listProjects(owner.context, { limit: 9, sort: 'name', search: 'TA' })
    expect(total).toBe(2)
    expect(items).toMatchObject([
      { name: 'beta', client: { name: 'Northwind' } },
      { name: 'delta', client: null, verdict: { reason: 'blocked' }, ownedBlockers: 0 },
    ])
  })

  test.each([
    ['blocked', ['delta']],
    ['unproven', ['beta']],
    ['unchecked', ['Alpha', 'Gamma', 'Élan']],
    ['clear', []],
  ] as const)('shows those whose verdict is %s now', async (verdict, expected) => {
    expect((await paged(50, { verdict })).sort()).toEqual([...expected])
    expect((await paged(1, { verdict })).sort()).toEqual([...expected])
  })

  test('follows a verdict that changed by a decision and not by a run', async () => {
    const own = await makePerson()
    const { id } = await createProject(own.context, { domain: 'acme.io', roadmap: 'creator' })
    script.gather = async () => ({ verdict: 'fail', text: 'said so' })
    const { run } = await startRun(own.context, id, { kind: 'full' })
    await executeRun({ workspaceId: own.workspaceId, runId: run.id }, new AbortController().signal)
    const blocked = () => listProjects(own.context, { limit: 9, verdict: 'blocked' })
    expect((await blocked()).items).toHaveLength(1)
    await inWorkspace({ workspaceId: own.workspaceId, role: 'app' }, async (tx) => {
      const rows = await tx.finding.findMany({ where: { verdict: 'fail' } })
      await tx.triage.createMany({
        data: rows.map(({ fingerprint, checkId }) => ({
          workspaceId: own.workspaceId,
          projectId: id,
          fingerprint,
          checkId,
          waivedAt: new Date(),
          waivedUntil: new Date(Date.now() + 86_400_000),
          waivedByName: 'Ana',
          waiveReason: 'Moves to another provider',
          publicNote: 'Moving',
        })),
      })
    })
    expect((await blocked()).items).toEqual([])
  })

  test('finds projects of a client, of nobody, and those somebody works on', async () => {
    expect((await paged(50, { client: northwind, sort: 'name' })).join()).toBe('Alpha,beta')
    expect((await paged(50, { client: 'none', sort: 'name' })).join()).toBe('delta,Élan,Gamma')
    expect(await paged(50, { owner: owner.userId })).toEqual([])
    const [delta] = (await listProjects(owner.context, { limit: 9, search: 'delta' })).items
    const finding = await inWorkspace({ workspaceId: owner.workspaceId, role: 'app' }, (tx) =>
      tx.finding.findFirstOrThrow({ where: { projectId: delta?.id ?? '', verdict: 'fail' } }),
    )
    await updateTriage(owner.context, {
      projectId: delta?.id ?? '',
      fingerprint: finding.fingerprint,
      ownerId: owner.userId,
    })
    expect(await paged(50, { owner: owner.userId })).toEqual(['delta'])
  })

  test('of another workspace shows nothing here, whoever the client is', async () => {
    expect((await listProjects(stranger.context, { limit: 9 })).items.map(({ name }) => name)).toEqual(['Theirs'])
    expect((await listProjects(stranger.context, { limit: 9, client: northwind })).items).toEqual([])
  })

  test('refuses a cursor that was made up, or made for another order', async () => {
    const { nextCursor } = await listProjects(owner.context, { limit: 1, sort: 'name' })
    for (const cursor of ['nonsense', nextCursor ?? '']) {
      await expect(listProjects(owner.context, { limit: 1, sort: 'checked', cursor })).rejects.toMatchObject({
        code: 'invalid',
      })
    }
  })
})
