import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { generatePrisma } from './lib/generate.mjs'
import { MIGRATIONS, migrate } from './lib/migrate.mjs'
import { ROOT } from './lib/paths.mjs'
import { ensureRoles, parseUrl, rolesOf, usesOneRole } from './lib/roles.mjs'
import { fail, Plain } from './lib/say.mjs'

const USAGE = `Usage: node scripts/db.mjs <command>
  migrate            bring the database up to date
  migrate:new NAME   write the next migration from the difference between schema and migrations
  generate           write the database client
  reset              empty a test database (its name must end in _test)`

const say = (text) => process.stdout.write(`${text}\n`)

function ownerUrl() {
  const url = process.env.LR_OWNER_DATABASE_URL || process.env.DATABASE_URL
  if (!url)
    throw new Plain(
      'Set DATABASE_URL (and LR_OWNER_DATABASE_URL for the role that owns the tables). `npm start` needs neither.',
    )
  return url
}

function login(url) {
  if (!url) return undefined
  const { user, password } = parseUrl(url)
  return { user, password }
}

async function runMigrate() {
  const owner = ownerUrl()
  if (process.env.LR_ADMIN_DATABASE_URL) {
    await ensureRoles(process.env.LR_ADMIN_DATABASE_URL, parseUrl(owner).database, {
      owner: login(owner),
      app: login(process.env.DATABASE_URL),
      worker: login(process.env.LR_WORKER_DATABASE_URL),
      backup: login(process.env.LR_BACKUP_DATABASE_URL),
    })
  }
  const { applied } = await migrate(owner, rolesOf(process.env))
  for (const name of applied) say(`applied ${name}`)
  say(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.length}.`)
  if (usesOneRole(process.env)) {
    say('This database has one role for everything. Forced row level security on that role keeps workspaces apart;')
    say('separate roles (docs/operations.md) also keep the running product from changing tables.')
  }
}

/** A folder name that sorts after every earlier migration: year to second, then the title. */
function migrationName(title) {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  return `${stamp}_${title}`
}

async function runNew(title) {
  if (!title || !/^[a-z0-9_]+$/.test(title)) {
    throw new Plain('Give the migration a name of small letters, digits and _: npm run db:migrate:new -- add_comments')
  }
  const { startTestDatabase } = await import('./lib/test-database.mjs')
  const { diffToSchema } = await import('./lib/engine.mjs')
  const database = await startTestDatabase()
  try {
    const sql = await diffToSchema(database.env.LR_OWNER_DATABASE_URL, join(ROOT, 'prisma', 'schema.prisma'))
    if (!sql) return say('Schema and migrations agree: nothing to write.')
    const name = migrationName(title)
    mkdirSync(join(MIGRATIONS, name), { recursive: true })
    writeFileSync(join(MIGRATIONS, name, 'migration.sql'), sql)
    say(`Wrote prisma/migrations/${name}/migration.sql`)
    say('Add policies, partial indexes and checks by hand, then: npm run db:migrate')
  } finally {
    await database.stop()
  }
}

async function runReset() {
  const owner = ownerUrl()
  const { database, host } = parseUrl(owner)
  if (!database.endsWith('_test'))
    throw new Plain(
      `Refused: reset empties a database, and ${database} on ${host} is not named like a test database (_test).`,
    )
  const client = new pg.Client({ connectionString: owner })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname = 'public' and tablename <> '_prisma_migrations'
       union all select format('%I.%I', schemaname, tablename) from pg_tables
       where schemaname = 'pgboss' and tablename in ('job', 'schedule', 'queue', 'subscription')`,
    )
    if (rows.length > 0)
      await client.query(`TRUNCATE ${rows.map((row) => row.name).join(', ')} RESTART IDENTITY CASCADE`)
  } finally {
    await client.end()
  }
  say(`Emptied ${database}.`)
}

async function main() {
  const [command, argument] = process.argv.slice(2)
  if (command === 'migrate') return runMigrate()
  if (command === 'migrate:new') return runNew(argument)
  if (command === 'generate')
    return say(
      { none: 'There is no prisma/schema.prisma yet.', written: 'Database client written.', fresh: '' }[
        await generatePrisma({ force: true })
      ],
    )
  if (command === 'reset') return runReset()
  throw new Plain(USAGE)
}

await main().catch(fail)
