import pg from 'pg'
import { Plain } from './say.mjs'

const { escapeIdentifier: name, escapeLiteral: literal } = pg

/** What each role is for. The owner changes tables; the others can only work with rows. */
const ROLES = {
  owner: 'BYPASSRLS',
  app: 'NOBYPASSRLS',
  worker: 'NOBYPASSRLS',
  backup: 'BYPASSRLS',
}

/** Time limits of a role's sessions: a page answers soon or not at all, the worker may take longer. */
const LIMITS = {
  app: { statement_timeout: '10s', lock_timeout: '3s', idle_in_transaction_session_timeout: '15s' },
  worker: { statement_timeout: '60s', lock_timeout: '3s', idle_in_transaction_session_timeout: '15s' },
}

/** User, password, host, port and database of a connection string. */
export function parseUrl(url) {
  if (!/^postgres(ql)?:/.test(url) || !URL.canParse(url)) {
    throw new Plain('A database address needs the form postgresql://user:password@host:5432/database')
  }
  const parsed = new URL(url)
  return {
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    host: parsed.hostname,
    port: Number(parsed.port || 5432),
    database: decodeURIComponent(parsed.pathname.slice(1)) || 'postgres',
  }
}

/** The roles that work with rows, as the connection strings name them, beside the customary names. */
export function workingRoles(env) {
  const named = [env.DATABASE_URL, env.LR_WORKER_DATABASE_URL].filter(Boolean).map((url) => parseUrl(url).user)
  return [...new Set([...named, 'lr_app', 'lr_worker'])]
}

/** The roles by what they may do, as the connection strings name them: for `migrate`. */
export function rolesOf(env) {
  const nameIn = (url) => (url ? [parseUrl(url).user] : [])
  const app = nameIn(env.DATABASE_URL)
  const workers = nameIn(env.LR_WORKER_DATABASE_URL).filter((user) => !app.includes(user))
  return {
    users: workingRoles(env),
    workers: [...new Set([...workers, 'lr_worker'])].filter((user) => !app.includes(user)),
    readers: [...new Set([...nameIn(env.LR_BACKUP_DATABASE_URL), 'lr_backup'])],
  }
}

/** Whether the product works with rows as the very role that owns the tables. */
export function usesOneRole(env) {
  if (!env.LR_OWNER_DATABASE_URL || !env.DATABASE_URL) return true
  return parseUrl(env.LR_OWNER_DATABASE_URL).user === parseUrl(env.DATABASE_URL).user
}

/** The same server and database as another user. */
export function urlFor({ host, port, database }, user, password) {
  return `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${encodeURIComponent(database)}`
}

async function exists(client, table, column, value) {
  const { rowCount } = await client.query(`select 1 from ${table} where ${column} = $1`, [value])
  return rowCount > 0
}

async function ensureRole(client, kind, { user, password }) {
  const attributes = `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION ${ROLES[kind]}`
  const verb = (await exists(client, 'pg_roles', 'rolname', user)) ? 'ALTER' : 'CREATE'
  await client.query(`${verb} ROLE ${name(user)} ${attributes} PASSWORD ${literal(password)}`)
  for (const [setting, value] of Object.entries(LIMITS[kind] ?? {})) {
    await client.query(`ALTER ROLE ${name(user)} SET ${setting} = ${literal(value)}`)
  }
}

/**
 * Makes the roles and the database, as an administrator of the server. Safe to run again: an existing
 * role keeps its rows and gets the attributes and password given here.
 * `logins` maps owner, app, worker and backup to `{ user, password }`; absent ones are left alone.
 */
export async function ensureRoles(adminUrl, database, logins) {
  const admin = parseUrl(adminUrl)
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5000 })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', ['launch-ready roles'])
    for (const [kind, login] of Object.entries(logins)) {
      if (login && login.user !== admin.user) await ensureRole(client, kind, login)
    }
    const owner = name(logins.owner.user)
    // A managed administrator is no superuser and may hand things only to roles it belongs to.
    const { rows } = await client.query('select rolsuper from pg_roles where rolname = current_user')
    if (!rows[0]?.rolsuper && logins.owner.user !== admin.user) await client.query(`GRANT ${owner} TO CURRENT_USER`)
    if (!(await exists(client, 'pg_database', 'datname', database))) {
      await client.query(`CREATE DATABASE ${name(database)} OWNER ${owner}`)
    }
    await client.query(`REVOKE ALL ON DATABASE ${name(database)} FROM PUBLIC`)
    await client.query(`GRANT CREATE, CONNECT, TEMPORARY ON DATABASE ${name(database)} TO ${owner}`)
    for (const [kind, login] of Object.entries(logins)) {
      if (login && kind !== 'owner')
        await client.query(`GRANT CONNECT ON DATABASE ${name(database)} TO ${name(login.user)}`)
    }
  } finally {
    await client.end()
  }
  const inside = new pg.Client({ connectionString: urlFor({ ...admin, database }, admin.user, admin.password) })
  await inside.connect()
  try {
    await inside.query(`GRANT ALL ON SCHEMA public TO ${name(logins.owner.user)}`)
  } finally {
    await inside.end()
  }
}

async function defaultsAreSet(client, schema, user) {
  const { rowCount } = await client.query(
    `select 1 from pg_default_acl d join pg_namespace n on n.oid = d.defaclnamespace
     where n.nspname = $1 and d.defaclobjtype = 'r' and d.defaclrole = current_user::regrole
       and exists (select 1 from aclexplode(d.defaclacl) a where a.grantee = $2::regrole)`,
    [schema, name(user)],
  )
  return rowCount > 0
}

/**
 * Rights of a role on one schema, run as the owner. Default privileges cover every later table, so a
 * migration that takes a right away again (an append-only table) is not undone by the next run; the
 * sweep over existing tables happens only the first time.
 */
export async function grantSchema(client, schema, user, { readOnly = false } = {}) {
  const role = name(user)
  const where = name(schema)
  await client.query(`GRANT USAGE ON SCHEMA ${where} TO ${role}`)
  if (await defaultsAreSet(client, schema, user)) return
  const rows = readOnly ? 'SELECT' : 'SELECT, INSERT, UPDATE, DELETE'
  const numbers = readOnly ? 'SELECT' : 'USAGE, SELECT'
  for (const [what, rights] of [
    ['TABLES', rows],
    ['SEQUENCES', numbers],
    ['FUNCTIONS', 'EXECUTE'],
  ]) {
    await client.query(`GRANT ${rights} ON ALL ${what} IN SCHEMA ${where} TO ${role}`)
    await client.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA ${where} GRANT ${rights} ON ${what} TO ${role}`)
  }
}
