import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProject } from '../services/project/create-project'
import { makePerson, type TestPerson } from '../services/test-kit/people'
import { database, databaseUrl, disconnect } from './client'
import { Prisma } from './generated/client'
import { checkRoles } from './roles'
import { inWorkspace } from './workspace'

let ours: TestPerson
let theirs: TestPerson
let ourProject: string
let theirProject: string

beforeAll(async () => {
  ours = await makePerson()
  theirs = await makePerson()
  ourProject = (await createProject(ours.context, { domain: 'acme.io', roadmap: 'creator' })).id
  theirProject = (await createProject(theirs.context, { domain: 'acme.io', roadmap: 'creator' })).id
})

afterAll(disconnect)

/** Tables that belong to no workspace, each for a reason that is written in the schema. */
const SHARED = [
  '_prisma_migrations',
  'account',
  'password_reset',
  'rate_limit',
  'session',
  'user',
  'verification_token',
]

test('every table is bound by a forced policy or is known to be shared', async () => {
  const rows = await database('app').$queryRaw<{ name: string; bound: boolean; policies: number }[]>`
    select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as bound,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p')`
  const open = rows.filter((row) => !row.bound || row.policies === 0).map((row) => row.name)
  expect(open.sort()).toEqual(SHARED)
  expect(rows.length).toBeGreaterThan(SHARED.length)
})

test('no shared table has a workspace', async () => {
  const rows = await database('app').$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'workspace_id' and table_name = any(${SHARED})`
  expect(rows).toEqual([])
})

describe.each(['app', 'worker'] as const)('the role %s', (role) => {
  test('sees nothing of any workspace until it names one', async () => {
    for (const table of ['workspace', 'membership', 'project', 'host', 'run', 'evidence', 'check_result', 'finding']) {
      const rows = await database(role).$queryRaw<
        { count: number }[]
      >`select count(*)::int as count from ${Prisma.raw(table)}`
      expect(rows[0]?.count, table).toBe(0)
    }
    expect(await database(role).project.findMany()).toEqual([])
  })

  test('sees its own rows and no others, with and without a where', async () => {
    await inWorkspace({ workspaceId: ours.workspaceId, role }, async (tx) => {
      const raw = await tx.$queryRaw<{ id: string }[]>`select id from project`
      expect(raw.map((row) => row.id)).toEqual([ourProject])
      expect(await tx.project.findFirst({ where: { id: theirProject } })).toBeNull()
      expect(await tx.project.findFirst({ where: { workspaceId: theirs.workspaceId } })).toBeNull()
    })
  })

  test('forgets the name of the workspace with the transaction', async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      await inWorkspace({ workspaceId: ours.workspaceId, role }, (tx) => tx.project.count())
      expect(await database(role).project.count()).toBe(0)
    }
  })

  test('never mixes workspaces that work at the same time', async () => {
    const counts = await Promise.all(
      Array.from({ length: 40 }, (_, turn) => {
        const { workspaceId } = turn % 2 === 0 ? ours : theirs
        return inWorkspace({ workspaceId, role }, (tx) => tx.$queryRaw<{ id: string }[]>`select id from project`)
      }),
    )
    counts.forEach((rows, turn) => {
      expect(rows.map((row) => row.id)).toEqual([turn % 2 === 0 ? ourProject : theirProject])
    })
  })

  test('cannot write into another workspace, move a row there, or hang one on a foreign parent', async () => {
    const inOurs = <Result>(work: Parameters<typeof inWorkspace<Result>>[1]) =>
      inWorkspace({ workspaceId: ours.workspaceId, role }, work)
    await expect(
      inOurs(
        (tx) => tx.$executeRaw`insert into project (id, workspace_id, name, domain, roadmap)
        values (${randomUUID()}::uuid, ${theirs.workspaceId}::uuid, 'planted', 'acme.io', 'creator')`,
      ),
    ).rejects.toThrow(/row-level security/)
    await expect(
      inOurs((tx) => tx.$executeRaw`update project set workspace_id = ${theirs.workspaceId}::uuid`),
    ).rejects.toThrow(/row-level security|violates/)
    await expect(
      inOurs((tx) =>
        tx.host.createMany({
          data: [
            { workspaceId: ours.workspaceId, projectId: theirProject, name: 'x.acme.io', role: 'app', position: 0 },
          ],
        }),
      ),
    ).rejects.toThrow(/[Ff]oreign key/)
    expect(await inOurs((tx) => tx.$executeRaw`delete from project where id = ${theirProject}::uuid`)).toBe(0)
  })

  test('can neither change the tables nor step around the policies', async () => {
    for (const sql of [
      'alter table project disable row level security',
      'drop policy "tenant" on project',
      'create table planted (id int)',
      'set role lr_owner',
      'alter role current_user bypassrls',
      'set row_security = off; select * from project',
      'truncate project',
      "select set_config('app.lookup', 'on', true); delete from project",
    ]) {
      const client = new pg.Client({ connectionString: databaseUrl(role) })
      await client.connect()
      const outcome = await client.query(sql).then(
        (result) => ({ rows: Array.isArray(result) ? (result.at(-1)?.rowCount ?? 0) : result.rowCount }),
        (error: Error) => ({ error: error.message }),
      )
      await client.end()
      if ('error' in outcome)
        expect(outcome.error, sql).toMatch(/denied|must be owner|permission|would be affected by row-level/)
      else expect(outcome.rows, sql).toBe(0)
    }
  })
})

test('switching the look-up policy on by hand shows the app role nothing', async () => {
  const rows = await database('app').$transaction(async (tx) => {
    await tx.$queryRaw`select set_config('app.lookup', 'on', true)`
    return tx.$queryRaw<unknown[]>`select id from project`
  })
  expect(rows).toEqual([])
})

test('the worker cannot read accounts, sessions or who belongs where', async () => {
  for (const table of ['"user"', 'session', 'account', 'verification_token']) {
    await expect(database('worker').$queryRaw`select 1 from ${Prisma.raw(table)}`).rejects.toThrow(/denied/)
  }
  await expect(database('worker').$queryRaw`select * from lr_memberships(${ours.userId}::uuid)`).rejects.toThrow(
    /denied/,
  )
})

test('activity is added to, never changed', async () => {
  await inWorkspace({ workspaceId: ours.workspaceId, role: 'app' }, async (tx) => {
    const rows = await tx.auditEvent.findMany({ where: { workspaceId: ours.workspaceId } })
    expect(rows.map((row) => row.action)).toContain('project.created')
  })
  for (const statement of [
    Prisma.sql`update audit_event set action = 'nothing'`,
    Prisma.sql`delete from audit_event`,
    Prisma.sql`truncate audit_event`,
  ]) {
    await expect(
      inWorkspace({ workspaceId: ours.workspaceId, role: 'app' }, (tx) => tx.$executeRaw(statement)),
    ).rejects.toThrow(/denied/)
  }
})

test('undefined in a where is an error, not "everything"', async () => {
  const nothing: { id?: string } = {}
  await expect(
    inWorkspace({ workspaceId: ours.workspaceId, role: 'app' }, (tx) =>
      tx.project.findFirst({ where: { id: nothing.id as string } }),
    ),
  ).rejects.toThrow(/undefined/)
})

test('the start refuses a role the policies do not bind', async () => {
  await expect(checkRoles()).resolves.toBeUndefined()
})
