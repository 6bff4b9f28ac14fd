import { randomUUID } from 'node:crypto'
import type { Transaction } from './client'
import { inWorkspace } from './workspace'

export type RunKey = { workspaceId: string; runId: string }

/** The right to write rows of a run. A newer claim takes it away; every write asks for it again. */
export type Lease = RunKey & { projectId: string; token: string; attempt: number }

/** Rows of one flush, in the order they were made. */
export type EvidenceRow = {
  key: string
  version: number
  status: 'ok' | 'absent' | 'error'
  value: unknown
  reason: string | null
  detail: string | null
  bytes: number
  ms: number
  collectedAt: string
}

export type FindingRow = {
  checkId: string
  position: number
  fingerprint: string
  verdict: string
  impact: string
  code: string
  params: unknown
  text: string
  subjectKind: string
  subjectId: string
  refs: string[]
  exhibits: unknown
  fix: unknown
}

export type ResultRow = {
  checkId: string
  checkVersion: number
  verdict: string
  impact: string
  reason: string | null
  detail: string | null
  ask: string | null
  evidence: string[]
  ms: number
  judgedAt: string
  findings: FindingRow[]
}

export type Flush = { evidence: EvidenceRow[]; results: ResultRow[] }

const worker = 'worker' as const

/**
 * Takes a run over: a fresh token, one attempt more. Whoever held it before can no longer write.
 * `undefined` when the run has ended or is gone.
 */
export async function claimRun(key: RunKey): Promise<Lease | undefined> {
  const token = randomUUID()
  return inWorkspace({ workspaceId: key.workspaceId, role: worker }, async (tx) => {
    const rows = await tx.$queryRaw<{ projectId: string; attempt: number }[]>`
      update run set status = 'running', lease_token = ${token}::uuid, attempt = attempt + 1,
        heartbeat_at = clock_timestamp(), started_at = coalesce(started_at, clock_timestamp())
      where workspace_id = ${key.workspaceId}::uuid and id = ${key.runId}::uuid and status in ('queued', 'running')
      returning project_id as "projectId", attempt, pg_notify('projects', project_id || ':' || id || ':' || seq)::text as told`
    const row = rows[0]
    return row === undefined ? undefined : { ...key, token, projectId: row.projectId, attempt: row.attempt }
  })
}

/** Says that the run is being worked on. `lost` when somebody else took it, `cancel` when a person wants it to stop. */
export async function heartbeat(lease: Lease): Promise<'held' | 'cancel' | 'lost'> {
  return inWorkspace({ workspaceId: lease.workspaceId, role: worker }, async (tx) => {
    const rows = await tx.$queryRaw<{ cancel: boolean }[]>`
      update run set heartbeat_at = clock_timestamp()
      where workspace_id = ${lease.workspaceId}::uuid and id = ${lease.runId}::uuid
        and lease_token = ${lease.token}::uuid and status = 'running'
      returning cancel_at is not null as cancel`
    const row = rows[0]
    if (row === undefined) return 'lost'
    return row.cancel ? 'cancel' : 'held'
  })
}

/**
 * Takes the right to send active probes for this run, which exists once: neither a retry nor a run given back to the
 * queue gets it again. Answers whether it was ours to take.
 */
export async function beginActive(lease: Lease): Promise<boolean> {
  return inWorkspace({ workspaceId: lease.workspaceId, role: worker }, async (tx) => {
    const count = await tx.$executeRaw`
      update run set active_begun_at = clock_timestamp()
      where workspace_id = ${lease.workspaceId}::uuid and id = ${lease.runId}::uuid
        and lease_token = ${lease.token}::uuid and status = 'running' and active and active_begun_at is null`
    return count > 0
  })
}

/**
 * Writes rows of a run in one statement that is void unless the lease is still ours, and tells the
 * listeners. Rows are replaced by key, so a resumed attempt repeats nothing. Answers whether it wrote.
 */
export async function flushRun(lease: Lease, flush: Flush): Promise<boolean> {
  return inWorkspace({ workspaceId: lease.workspaceId, role: worker }, (tx) => flushInside(tx, lease, flush))
}

/** The same inside a transaction that does more. */
export async function flushInside(tx: Transaction, lease: Lease, { evidence, results }: Flush): Promise<boolean> {
  const count = evidence.length + results.length
  const evidenceJson = JSON.stringify(evidence.map((row, index) => ({ ...row, place: index + 1 })))
  const resultJson = JSON.stringify(
    results.map(({ findings, ...row }, index) => ({
      ...row,
      place: evidence.length + index + 1,
      findings: findings.length,
    })),
  )
  const findingJson = JSON.stringify(results.flatMap((row) => row.findings))
  const rows = await tx.$queryRaw<{ seq: number }[]>`
    with lease as (
      update run set seq = seq + ${count}::int, heartbeat_at = clock_timestamp(),
        first_result_at = case when ${results.length}::int > 0 then coalesce(first_result_at, clock_timestamp()) else first_result_at end
      where workspace_id = ${lease.workspaceId}::uuid and id = ${lease.runId}::uuid
        and lease_token = ${lease.token}::uuid and status = 'running'
      returning workspace_id, project_id, id, seq, seq - ${count}::int as base
    ), new_evidence as (
      select * from jsonb_to_recordset(${evidenceJson}::jsonb) as e("key" text, "version" int, "status" text, "value" jsonb,
        "reason" text, "detail" text, "bytes" int, "ms" int, "collectedAt" timestamptz, "place" int)
    ), new_results as (
      select * from jsonb_to_recordset(${resultJson}::jsonb) as r("checkId" text, "checkVersion" int, "verdict" text,
        "impact" text, "reason" text, "detail" text, "ask" text, "evidence" text[], "ms" int, "judgedAt" timestamptz,
        "place" int, "findings" int)
    ), new_findings as (
      select * from jsonb_to_recordset(${findingJson}::jsonb) as f("checkId" text, "position" int, "fingerprint" text,
        "verdict" text, "impact" text, "code" text, "params" jsonb, "text" text, "subjectKind" text, "subjectId" text,
        "refs" text[], "exhibits" jsonb, "fix" jsonb)
    ), put_evidence as (
      insert into evidence (workspace_id, run_id, key, version, status, value, reason, detail, bytes, ms, seq, collected_at)
      select lease.workspace_id, lease.id, e."key", e."version", e."status", nullif(e."value", 'null'::jsonb), e."reason",
        e."detail", e."bytes", e."ms", lease.base + e."place", e."collectedAt"
      from lease, new_evidence e
      on conflict (run_id, key) do update set version = excluded.version, status = excluded.status, value = excluded.value,
        reason = excluded.reason, detail = excluded.detail, bytes = excluded.bytes, ms = excluded.ms, seq = excluded.seq,
        collected_at = excluded.collected_at
    ), put_results as (
      insert into check_result (workspace_id, project_id, run_id, check_id, check_version, verdict, impact, reason, detail,
        ask, evidence, ms, seq, judged_at)
      select lease.workspace_id, lease.project_id, lease.id, r."checkId", r."checkVersion", r."verdict", r."impact",
        r."reason", r."detail", r."ask", r."evidence", r."ms", lease.base + r."place", r."judgedAt"
      from lease, new_results r
      on conflict (run_id, check_id) do update set check_version = excluded.check_version, verdict = excluded.verdict,
        impact = excluded.impact, reason = excluded.reason, detail = excluded.detail, ask = excluded.ask,
        evidence = excluded.evidence, ms = excluded.ms, seq = excluded.seq, judged_at = excluded.judged_at
    ), drop_findings as (
      delete from finding f using lease, new_results r
      where f.run_id = lease.id and f.check_id = r."checkId" and f.position >= r."findings"
    ), put_findings as (
      insert into finding (workspace_id, project_id, run_id, check_id, position, fingerprint, verdict, impact, code, params,
        text, subject_kind, subject_id, refs, exhibits, fix)
      select lease.workspace_id, lease.project_id, lease.id, f."checkId", f."position", f."fingerprint", f."verdict",
        f."impact", f."code", f."params", f."text", f."subjectKind", f."subjectId", f."refs", f."exhibits",
        nullif(f."fix", 'null'::jsonb)
      from lease, new_findings f
      on conflict (run_id, check_id, position) do update set fingerprint = excluded.fingerprint, verdict = excluded.verdict,
        impact = excluded.impact, code = excluded.code, params = excluded.params, text = excluded.text,
        subject_kind = excluded.subject_kind, subject_id = excluded.subject_id, refs = excluded.refs,
        exhibits = excluded.exhibits, fix = excluded.fix
    )
    select seq, pg_notify('projects', project_id || ':' || id || ':' || seq)::text as told from lease`
  return rows.length > 0
}

export type RunEnd = { status: 'finished' | 'cancelled' | 'interrupted'; error: string | null; snapshot: unknown }

/** Ends a run in the transaction given, if the lease is still ours. `seq` moves on so every stream sees the end. The first full run is pinned. */
export async function endRun(tx: Transaction, lease: Lease, end: RunEnd): Promise<boolean> {
  const snapshot = end.snapshot === null ? null : JSON.stringify(end.snapshot)
  const rows = await tx.$queryRaw<unknown[]>`
    update run set status = ${end.status}, error = ${end.error}, snapshot = ${snapshot}::jsonb, lease_token = null,
      finished_at = clock_timestamp(), seq = seq + 1,
      pinned = pinned or (kind = 'full' and ${end.status} = 'finished' and not exists (
        select from run other where other.workspace_id = run.workspace_id and other.project_id = run.project_id and other.pinned))
    where workspace_id = ${lease.workspaceId}::uuid and id = ${lease.runId}::uuid
      and lease_token = ${lease.token}::uuid and status = 'running'
    returning pg_notify('projects', project_id || ':' || id || ':' || seq)::text as told`
  return rows.length > 0
}

/** Gives a run back to the queue as if this attempt had not been: the process is shutting down. */
export async function releaseRun(tx: Transaction, lease: Lease): Promise<boolean> {
  const count = await tx.$executeRaw`
    update run set status = 'queued', lease_token = null, attempt = greatest(attempt - 1, 0), heartbeat_at = clock_timestamp()
    where workspace_id = ${lease.workspaceId}::uuid and id = ${lease.runId}::uuid
      and lease_token = ${lease.token}::uuid and status = 'running'`
  return count > 0
}

type Interrupted = { projectId: string; startedBy: string | null }
type Interruption = {
  error: string
  role: 'app' | 'worker'
  silentSeconds: number
  /** Says so, in the same transaction. */
  tell?: (tx: Transaction, run: Interrupted) => Promise<void>
}

/**
 * Ends a run nobody holds any more, whatever its token. `silentSeconds` protects a run that has come
 * back to life in the meantime. What it judged stays.
 */
export async function interruptRun(key: RunKey, { error, role, silentSeconds, tell }: Interruption): Promise<boolean> {
  return inWorkspace({ workspaceId: key.workspaceId, role }, async (tx) => {
    const rows = await tx.$queryRaw<Interrupted[]>`
      update run set status = 'interrupted', error = ${error}, lease_token = null, finished_at = clock_timestamp(), seq = seq + 1
      where workspace_id = ${key.workspaceId}::uuid and id = ${key.runId}::uuid and status in ('queued', 'running')
        and coalesce(heartbeat_at, created_at) <= clock_timestamp() - make_interval(secs => ${silentSeconds})
      returning project_id as "projectId", created_by_id as "startedBy",
        pg_notify('projects', project_id || ':' || id || ':' || seq)::text as told`
    for (const run of rows) await tell?.(tx, run)
    return rows.length > 0
  })
}
