import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { diffToSchema } from './engine.mjs'
import { MIGRATIONS, migrate } from './migrate.mjs'
import { ROOT } from './paths.mjs'
import { ensureRoles, parseUrl, rolesOf, urlFor } from './roles.mjs'

const DATABASE = 'migrate_test'
const admin = process.env.LR_ADMIN_DATABASE_URL
const at = { ...parseUrl(admin), database: DATABASE }
const login = (user) => ({ user, password: 'test' })
const owner = urlFor(at, 'lr_owner', 'test')
const app = urlFor(at, 'lr_app', 'test')
const options = () => ({ users: ['lr_app', 'lr_worker'], readers: ['lr_backup'], folder })
let folder

async function query(url, ...statements) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let rows = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

function write(name, sql) {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}

const drop = () => query(admin, `DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`)

beforeAll(drop)
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  writeFileSync(join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n')
  const logins = {
    owner: login('lr_owner'),
    app: login('lr_app'),
    worker: login('lr_worker'),
    backup: login('lr_backup'),
  }
  await ensureRoles(admin, DATABASE, logins)
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  await drop()
})
afterAll(drop)

test('function bodies stay whole, and a second run has nothing to do', async () => {
  write(
    '1_first',
    'CREATE TABLE thing (id int);\nCREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END; $$;',
  )
  expect((await migrate(owner, options())).applied).toEqual(['1_first'])
  expect((await migrate(owner, options())).applied).toEqual([])
  expect(await query(app, 'select f() as answer')).toEqual([{ answer: 1 }])
})

test('a failing migration leaves nothing behind and applies once it is right', async () => {
  write('1_first', 'CREATE TABLE thing (id int);')
  write('2_second', 'CREATE TABLE other (id int);\nSELECT nonsense;')
  await expect(migrate(owner, options())).rejects.toThrow(/nothing of it was kept[\s\S]*nonsense/)
  expect(await query(owner, "select to_regclass('thing')::text as thing, to_regclass('other')::text as other")).toEqual(
    [{ thing: 'thing', other: null }],
  )
  write('2_second', 'CREATE TABLE other (id int);')
  expect((await migrate(owner, options())).applied).toEqual(['2_second'])
})

test('a migration that was killed half-way runs again', async () => {
  write('1_first', 'CREATE TABLE thing (id int);')
  await migrate(owner, options())
  write('2_second', 'CREATE TABLE other (id int);')
  await query(
    owner,
    `insert into "_prisma_migrations" (id, checksum, migration_name, started_at, applied_steps_count) values ('x', 'y', '2_second', now(), 0)`,
  )
  expect((await migrate(owner, options())).applied).toEqual(['2_second'])
})

test('two runs at once: one applies, the other waits and finds nothing', async () => {
  write('1_first', 'CREATE TABLE thing (id int); SELECT pg_sleep(0.3);')
  const both = await Promise.all([migrate(owner, options()), migrate(owner, options())])
  expect(both.map(({ applied }) => applied.length).sort()).toEqual([0, 1])
})

test('the working roles use rows, cannot change tables, and keep what a migration took from them', async () => {
  write('1_first', 'CREATE TABLE thing (id int); CREATE TABLE log (id int); REVOKE UPDATE, DELETE ON log FROM lr_app;')
  await migrate(owner, options())
  await migrate(owner, options())
  await query(app, 'insert into thing values (1)', 'update thing set id = 2', 'insert into log values (1)')
  await expect(query(app, 'update log set id = 2')).rejects.toThrow(/permission denied/)
  await expect(query(app, 'create table mine (id int)')).rejects.toThrow(/permission denied/)
  await expect(query(app, 'alter table thing disable row level security')).rejects.toThrow(/must be owner/)
  await expect(query(app, 'delete from "_prisma_migrations"')).rejects.toThrow(/permission denied/)
  const backup = urlFor(at, 'lr_backup', 'test')
  expect(await query(backup, 'select count(*)::int as rows from thing')).toEqual([{ rows: 1 }])
  await expect(query(backup, 'insert into thing values (3)')).rejects.toThrow(/permission denied/)
})

test('the queue works as a role that may not change tables', async () => {
  await migrate(owner, options())
  const boss = new PgBoss({
    connectionString: urlFor(at, 'lr_worker', 'test'),
    migrate: false,
    createSchema: false,
    supervise: true,
  })
  const errors = []
  boss.on('error', (error) => errors.push(error.message))
  await boss.start()
  try {
    await boss.createQueue('dead')
    await boss.createQueue('try', { retryLimit: 2, deadLetter: 'dead', heartbeatSeconds: 10, notify: true })
    await boss.send('try', { id: 1 })
    const [job] = await boss.fetch('try')
    await boss.complete('try', job.id)
    await boss.supervise()
  } finally {
    await boss.stop({ graceful: false })
  }
  expect(errors).toEqual([])
})

test('the migrations of this checkout lead exactly to its schema', async () => {
  await migrate(owner, { ...options(), folder: MIGRATIONS })
  expect(await diffToSchema(owner, join(ROOT, 'prisma', 'schema.prisma'))).toBe('')
})

test('roles of any name are bound like the customary ones', async () => {
  const logins = { owner: login('lr_owner'), app: login('web_role'), worker: login('job_role') }
  await ensureRoles(admin, DATABASE, logins)
  const env = {
    DATABASE_URL: urlFor(at, 'web_role', 'test'),
    LR_WORKER_DATABASE_URL: urlFor(at, 'job_role', 'test'),
    LR_BACKUP_DATABASE_URL: urlFor(at, 'lr_backup', 'test'),
  }
  await migrate(owner, rolesOf(env))
  const [web, job] = [env.DATABASE_URL, env.LR_WORKER_DATABASE_URL]
  for (const url of [web, job]) {
    await expect(query(url, 'delete from audit_event')).rejects.toThrow(/permission denied/)
    await query(url, 'select id from project')
  }
  await query(web, 'select id from "user"', 'select evidence from lr_forget_old(1)')
  for (const statement of [
    'select id from "user"',
    'select user_id from session',
    "update workspace set name = 'mine'",
    'select evidence from lr_forget_old(1)',
  ]) {
    await expect(query(job, statement), statement).rejects.toThrow(/permission denied/)
  }
})
