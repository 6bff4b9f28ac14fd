import { join } from 'node:path'
import { readJson, writeAtomic } from './files.mjs'
import { DATA } from './paths.mjs'
import { startPostgres } from './postgres.mjs'

const NOTE = join(DATA, 'postgres.json')
const DATABASE = 'launch_ready'
const USERS = { owner: 'lr_owner', app: 'lr_app', worker: 'lr_worker', backup: 'lr_backup' }

async function accepts(url) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch (error) {
    if (error.code === '28P01' || error.code === '28000') return false
    throw error
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * The product's own PostgreSQL below `.data/`: started or adopted, with roles and database.
 * Answers `{ server, urls }`, one connection string per role.
 */
export async function startEmbedded(secrets) {
  const { urlFor, ensureRoles } = await import('./roles.mjs')
  const { database: passwords } = secrets
  const options = { folder: join(DATA, 'postgres'), password: passwords.postgres, preferredPort: readJson(NOTE)?.port }
  let server = await startPostgres(options)
  const at = () => ({ host: '127.0.0.1', port: server.port, database: 'postgres' })
  const admin = () => urlFor(at(), 'postgres', passwords.postgres)
  if (!(await accepts(admin()))) {
    // The key file was lost or replaced while the data stayed: whoever owns the folder owns the database.
    await server.stop()
    server = await startPostgres({ ...options, resetPassword: true })
  }
  writeAtomic(NOTE, JSON.stringify({ port: server.port }))
  const logins = Object.fromEntries(
    Object.entries(USERS).map(([kind, user]) => [kind, { user, password: passwords[kind] }]),
  )
  await ensureRoles(admin(), DATABASE, logins)
  const url = (kind) => urlFor({ ...at(), database: DATABASE }, USERS[kind], passwords[kind])
  return { server, urls: { owner: url('owner'), app: url('app'), worker: url('worker') } }
}
