import { type DatabaseRole, database, type Transaction } from './client'

/**
 * Runs work inside one transaction that sees the rows of one workspace and no others. The name of the
 * workspace is bound to the transaction, never to the connection, which the next request will use.
 */
export async function inWorkspace<Result>(
  place: { workspaceId: string; role: DatabaseRole },
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return database(place.role).$transaction(async (tx) => {
    await enterWorkspace(tx, place.workspaceId)
    return work(tx)
  })
}

/** Lets a transaction that is already open see one workspace. */
export async function enterWorkspace(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.$queryRaw`select set_config('app.workspace_id', ${workspaceId}, true)`
}

/** Runs work that belongs to no workspace (accounts, sessions): tenant tables look empty to it. */
export async function outsideWorkspaces<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return database('app').$transaction(work)
}
