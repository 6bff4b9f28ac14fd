import { database } from '../db/client'
import { logger } from '../log'

type Readiness = { status: 'ready' | 'not-ready'; database: 'ok' | 'unreachable' | 'old-schema' }

/** The newest migration this code was written for. */
export const NEWEST_MIGRATION = '20260105100000_sealed'

/** Whether the database answers and has every table this version works with. Never throws. */
export async function readiness(): Promise<Readiness> {
  try {
    const rows = await database('app').$queryRaw<{ count: number }[]>`
      select count(*)::int as count from "_prisma_migrations"
      where migration_name = ${NEWEST_MIGRATION} and finished_at is not null and rolled_back_at is null`
    return rows[0]?.count === 0 ? { status: 'not-ready', database: 'old-schema' } : { status: 'ready', database: 'ok' }
  } catch (error) {
    logger('readiness').warn({ err: String(error) }, 'database does not answer')
    return { status: 'not-ready', database: 'unreachable' }
  }
}
