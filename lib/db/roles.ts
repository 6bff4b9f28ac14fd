import { setTimeout as sleep } from 'node:timers/promises'
import { logger } from '../log'
import { type DatabaseRole, database } from './client'
import { isUnavailable } from './problems'

type Rights = { name: string; superuser: boolean; bypass: boolean; owner: boolean }

/** What the role of a connection could do that the policies do not see. */
async function rightsOf(role: DatabaseRole): Promise<Rights | undefined> {
  const rows = await database(role).$queryRaw<Rights[]>`
    select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as bypass,
      exists (select 1 from pg_tables t where t.schemaname = 'public' and t.tableowner = r.rolname) as owner
    from pg_roles r where r.rolname = current_user`
  return rows[0]
}

/**
 * Refuses to go on with a role that row level security does not bind. A role that owns the tables is bound
 * by force, which is the least this product runs with; that is said once.
 */
async function checkRole(role: DatabaseRole): Promise<void> {
  const rights = await rightsOf(role)
  if (rights === undefined) return
  if (rights.superuser || rights.bypass) {
    throw new Error(
      `The database role ${rights.name} is not bound by row level security (superuser or BYPASSRLS). Use one that is; see docs/operations.md.`,
    )
  }
  if (rights.owner)
    logger('database').warn({ role: rights.name }, 'one role owns and uses the tables; separate ones are safer')
}

const ATTEMPTS = 60

/** Checks the roles of this process, waiting up to a minute for a database that is still starting. */
export async function checkRoles(): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await checkRole('app')
      await checkRole('worker')
      return
    } catch (error) {
      if (!isUnavailable(error) || attempt === ATTEMPTS) throw error
      await sleep(1000)
    }
  }
}
