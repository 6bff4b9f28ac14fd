import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { generatePrisma } from './generate.mjs'
import { migrate } from './migrate.mjs'
import { DATA } from './paths.mjs'
import { startPostgres, stopPostgres } from './postgres.mjs'
import { databaseAccount, place } from './postgres-files.mjs'
import { identify } from './process.mjs'
import { ensureRoles, parseUrl, urlFor } from './roles.mjs'

const FOLDER = join(DATA, 'test')
/** Throwaway data: nothing needs to survive a power cut. */
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=64MB']

/** Removes clusters whose test run was killed, wherever their data went. */
async function sweep() {
  let names = []
  try {
    names = readdirSync(FOLDER)
  } catch {
    return
  }
  for (const name of names) {
    const pid = Number(/^pg-(\d+)/.exec(name)?.[1])
    if (!Number.isInteger(pid) || pid === process.pid || identify(pid)) continue
    const { data } = place(join(FOLDER, name.replace(/\..*$/, '')), databaseAccount())
    await stopPostgres(data)
    for (const left of [data, join(FOLDER, name)]) rmSync(left, { recursive: true, force: true })
  }
}

const login = (user) => ({ user, password: 'test' })
const LOGINS = {
  owner: login('lr_owner'),
  app: login('lr_app'),
  worker: login('lr_worker'),
  backup: login('lr_backup'),
}

/** The connection strings of the roles for the database at this address. */
const envOf = (at) => ({
  DATABASE_URL: urlFor(at, 'lr_app', 'test'),
  LR_WORKER_DATABASE_URL: urlFor(at, 'lr_worker', 'test'),
  LR_OWNER_DATABASE_URL: urlFor(at, 'lr_owner', 'test'),
})

/** Another database like the one at this address, which nobody may be using meanwhile; its connection strings. */
async function copyDatabase(adminUrl, at, number) {
  const database = at.database.replace(/_test$/, `_${number}_test`)
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(`CREATE DATABASE ${database} TEMPLATE ${at.database} OWNER lr_owner`)
  } finally {
    await client.end()
  }
  await ensureRoles(adminUrl, database, LOGINS)
  return envOf({ ...at, database })
}

/**
 * An empty, migrated database on a server of its own, in a temporary folder below `.data/test`.
 * Answers `{ env, adminUrl, copy(number), stop() }`; `env` holds the connection strings of the roles.
 */
export async function startTestDatabase({ migrated = true } = {}) {
  await sweep()
  const folder = join(FOLDER, `pg-${process.pid}`)
  const remove = () => {
    for (const suffix of ['', '.log', '.new']) rmSync(`${folder}${suffix}`, { recursive: true, force: true })
  }
  remove()
  const server = await startPostgres({ folder, password: 'test', flags: FAST })
  const at = { host: '127.0.0.1', port: server.port, database: 'launch_ready_test' }
  const adminUrl = urlFor({ ...at, database: 'postgres' }, 'postgres', 'test')
  const stop = async () => {
    await server.stop()
    rmSync(server.data, { recursive: true, force: true })
    remove()
  }
  try {
    await ensureRoles(adminUrl, at.database, LOGINS)
    const env = envOf(at)
    if (migrated) await migrate(env.LR_OWNER_DATABASE_URL, { users: ['lr_app', 'lr_worker'], readers: ['lr_backup'] })
    return { env, adminUrl, copy: (number) => copyDatabase(adminUrl, at, number), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const isForTests = (url) => url !== undefined && parseUrl(url).database.endsWith('_test')

/**
 * For vitest: gives the tests a database per worker, unless the environment already names one meant for
 * tests (`…_test`).
 */
export async function setup({ config }) {
  await generatePrisma()
  if (isForTests(process.env.LR_OWNER_DATABASE_URL) && isForTests(process.env.DATABASE_URL)) return undefined
  const database = await startTestDatabase()
  const databases = [database.env]
  while (databases.length < config.maxWorkers) databases.push(await database.copy(databases.length + 1))
  Object.assign(process.env, database.env, {
    LR_ADMIN_DATABASE_URL: database.adminUrl,
    LR_TEST_DATABASES: JSON.stringify(databases),
  })
  return database.stop
}
