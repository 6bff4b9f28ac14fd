import { PrismaPg } from '@prisma/adapter-pg'
import type { PoolConfig } from 'pg'
import { config } from '../config'
import { AppError } from '../errors'
import { logger } from '../log'
import { PrismaClient } from './generated/client'

/** Whose rights a statement runs with: pages and endpoints, or the worker. */
export type DatabaseRole = 'app' | 'worker'

const LIMITS: Record<DatabaseRole, { max: number; statementMs: number }> = {
  app: { max: 10, statementMs: 10_000 },
  worker: { max: 8, statementMs: 60_000 },
}

/** The connection string of a role. Throws `unavailable` when no database is configured. */
export function databaseUrl(role: DatabaseRole): string {
  const { DATABASE_URL, LR_WORKER_DATABASE_URL } = config()
  const url = role === 'worker' ? (LR_WORKER_DATABASE_URL ?? DATABASE_URL) : DATABASE_URL
  if (url === undefined) throw new AppError('unavailable', { detail: 'DATABASE_URL is not set.' })
  return url
}

/** Pool settings with the time limits that keep a slow database from piling work up. */
export function poolConfig(role: DatabaseRole): PoolConfig {
  const { max, statementMs } = LIMITS[role]
  return {
    connectionString: databaseUrl(role),
    max,
    // Also how long a burst of readers waits for its turn; a database that is away refuses at once.
    connectionTimeoutMillis: 8000,
    idleTimeoutMillis: 30_000,
    application_name: `launch-ready ${role}`,
    options: `-c statement_timeout=${statementMs} -c lock_timeout=3000 -c idle_in_transaction_session_timeout=15000`,
  }
}

function connect(role: DatabaseRole) {
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  const onError = (error: Error): void => logger('database').warn({ role, err: error.message }, 'connection lost')
  const adapter = new PrismaPg(poolConfig(role), { onPoolError: onError, onConnectionError: onError })
  return new PrismaClient({
    adapter,
    omit: { user: { passwordHash: true } },
    transactionOptions: { maxWait: 8000, timeout: 15_000 },
  })
}

export type Database = ReturnType<typeof connect>
/** What a piece of work inside a transaction may use. */
export type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0]

// Route bundles and the server process are separate module graphs; what exists once per process lives here.
const shared = globalThis as typeof globalThis & { lrDatabases?: Partial<Record<DatabaseRole, Database>> }

/** The client of a role, one per process. */
export function database(role: DatabaseRole): Database {
  shared.lrDatabases ??= {}
  shared.lrDatabases[role] ??= connect(role)
  return shared.lrDatabases[role]
}

/** Closes every connection of this process; used at shutdown and by tests. */
export async function disconnect(): Promise<void> {
  const open = Object.values(shared.lrDatabases ?? {})
  shared.lrDatabases = {}
  await Promise.all(open.map((client) => client.$disconnect()))
}
