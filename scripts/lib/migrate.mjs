import { createHash } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { readMigrations } from './engine-files.mjs'
import { ROOT } from './paths.mjs'
import { grantSchema, parseUrl } from './roles.mjs'
import { Plain } from './say.mjs'

export const MIGRATIONS = join(ROOT, 'prisma', 'migrations')
const LOCK_NOT_AVAILABLE = '55P03'

async function hasTable(client, table) {
  const { rows } = await client.query('select to_regclass($1) is not null as present', [table])
  return rows[0].present
}

/** Rows of Prisma's own table, so the common case (nothing to do) needs no engine. */
async function appliedChecksums(client) {
  if (!(await hasTable(client, 'public._prisma_migrations'))) return new Map()
  const { rows } = await client.query(
    'select migration_name, checksum from "_prisma_migrations" where finished_at is not null and rolled_back_at is null',
  )
  return new Map(rows.map((row) => [row.migration_name, row.checksum]))
}

/** Names of migrations to apply; throws when an applied one was edited, because that never does what it seems to. */
export function pending(migrations, applied) {
  for (const { name, sql } of migrations) {
    const known = applied.get(name)
    if (known !== undefined && known !== createHash('sha256').update(sql).digest('hex')) {
      throw new Plain(
        `The migration ${name} was changed after this database had run it. Write a new one: npm run db:migrate:new NAME`,
      )
    }
  }
  return migrations.filter(({ name }) => !applied.has(name)).map(({ name }) => name)
}

/** Each file runs in one transaction, so an unfinished row means nothing of it stayed and it may run again. */
async function forgetUnfinished(client) {
  if (!(await hasTable(client, 'public._prisma_migrations'))) return
  await client.query(
    'update "_prisma_migrations" set rolled_back_at = now() where finished_at is null and rolled_back_at is null',
  )
}

async function applyWithRetry(client, url, folder) {
  const { applyMigrations } = await import('./engine.mjs')
  for (let attempt = 1; ; attempt += 1) {
    await forgetUnfinished(client)
    try {
      return await applyMigrations(url, folder)
    } catch (error) {
      if (attempt === 4 || error?.code !== LOCK_NOT_AVAILABLE) throw explain(error)
      await new Promise((resolve) => setTimeout(resolve, attempt * 1000))
    }
  }
}

function explain(error) {
  const text = String(error?.message ?? error).trim()
  return new Plain(`A migration did not apply; nothing of it was kept.\n${text}`)
}

/** The queue's own tables, made by the owner so the roles that use them need no right to change tables. */
async function migrateQueue(url) {
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({
    connectionString: url,
    schema: 'pgboss',
    max: 2,
    migrate: true,
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => {})
  try {
    await boss.start()
  } finally {
    await boss.stop({ graceful: false, close: true }).catch(() => {})
  }
}

async function queueIsCurrent(client) {
  if (!(await hasTable(client, 'pgboss.version'))) return false
  const { createRequire } = await import('node:module')
  const { readFileSync } = await import('node:fs')
  const entry = createRequire(join(ROOT, 'package.json')).resolve('pg-boss')
  const expected = JSON.parse(readFileSync(join(entry, '..', '..', 'package.json'), 'utf8')).pgboss?.schema
  const { rows } = await client.query('select version from pgboss.version')
  return Number(rows[0]?.version) === Number(expected)
}

async function grantTo(client, users, readers) {
  for (const user of [...users, ...readers]) {
    for (const schema of ['public', 'pgboss'])
      await grantSchema(client, schema, user, { readOnly: readers.includes(user) })
  }
  if (!(await hasTable(client, 'public._prisma_migrations'))) return
  for (const user of users) {
    await client.query(
      `REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "_prisma_migrations" FROM ${pg.escapeIdentifier(user)}`,
    )
  }
}

/** What the migrations take from the customary roles, taken from roles of any other name as well. */
async function restrict(client, users, workers) {
  if (!(await hasTable(client, 'public.audit_event'))) return
  for (const user of users.map(pg.escapeIdentifier)) {
    await client.query(`REVOKE UPDATE, DELETE, TRUNCATE ON "audit_event" FROM ${user}`)
    await client.query(`REVOKE EXECUTE ON FUNCTION "lr_replaced_runs"(interval) FROM ${user}`)
  }
  for (const worker of workers.map(pg.escapeIdentifier)) {
    await client.query(`REVOKE ALL ON "user", "account", "session", "verification_token" FROM ${worker}`)
    await client.query(`REVOKE INSERT, UPDATE, DELETE ON "membership", "workspace" FROM ${worker}`)
    await client.query(`REVOKE EXECUTE ON FUNCTION "lr_memberships"(uuid), "lr_forget_old"(integer) FROM ${worker}`)
  }
}

async function existing(client, users) {
  const { rows } = await client.query(
    'select rolname from pg_roles where rolname = any($1) and rolname <> current_user',
    [users],
  )
  return rows.map((row) => row.rolname)
}

/**
 * Brings a database up to date as the role that owns it: tables, queue, rights. Two runs at once wait
 * for each other. `users` and `readers` get rights where they exist; `workers` are the users that never see accounts. Answers `{ applied }`.
 */
export async function migrate(ownerUrl, { users = [], workers = [], readers = [], folder = MIGRATIONS } = {}) {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5000 })
  await client.connect().catch((error) => {
    const { host, port, database, user } = parseUrl(ownerUrl)
    throw new Plain(`The database ${database} on ${host}:${port} did not accept ${user}: ${error.message}`)
  })
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', ['launch-ready migrate'])
    await client.query('CREATE SCHEMA IF NOT EXISTS pgboss')
    const others = await existing(client, [...users, ...readers])
    const granted = others.filter((user) => users.includes(user))
    const reading = others.filter((user) => readers.includes(user))
    await grantTo(client, granted, reading)
    const todo = pending(readMigrations(folder), await appliedChecksums(client))
    const applied = todo.length === 0 ? [] : await applyWithRetry(client, ownerUrl, folder)
    if (!(await queueIsCurrent(client))) await migrateQueue(ownerUrl)
    await grantTo(client, granted, reading)
    await restrict(
      client,
      granted,
      granted.filter((user) => workers.includes(user)),
    )
    return { applied }
  } finally {
    await client.end()
  }
}
