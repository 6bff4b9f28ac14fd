import type { Transaction } from '../../db/client'

export type LatestEvidence = {
  key: string
  version: number
  status: 'ok' | 'absent' | 'error'
  value: unknown
  reason: string | null
  runId: string
  at: Date
}

/** Runs older than this many say nothing about today. */
const RUNS = 30

/**
 * The newest evidence of each key over the last runs of a project that ended. What a stopped run left unfinished
 * takes the place of nothing.
 */
export async function latestEvidence(
  tx: Transaction,
  { workspaceId, projectId, keys }: { workspaceId: string; projectId: string; keys: readonly string[] },
): Promise<LatestEvidence[]> {
  return tx.$queryRaw<LatestEvidence[]>`
    select distinct on (e.key) e.key, e.version, e.status, e.value, e.reason, e.run_id as "runId", e.collected_at as at
    from (
      select id from run
      where workspace_id = ${workspaceId}::uuid and project_id = ${projectId}::uuid
        and status not in ('queued', 'running')
      order by created_at desc limit ${RUNS}::int
    ) r
    join evidence e on e.run_id = r.id
    where e.workspace_id = ${workspaceId}::uuid and e.key = any(${[...keys]}::text[])
      and e.reason is distinct from 'aborted'
    order by e.key, e.collected_at desc, e.run_id desc`
}
