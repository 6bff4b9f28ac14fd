import { CheckResultDto } from '../contracts/result'
import type { Transaction } from '../db/client'
import { Prisma } from '../db/generated/client'

/** A result row with its findings, before it is known to have the shape this version expects. */
type ResultRow = { projectId: string; result: unknown }

/** `lean` leaves out what only a detail page shows: exhibits, fixes, passing findings and the names of the evidence. */
type Detail = 'whole' | 'lean'

function findings(detail: Detail): Prisma.Sql {
  const heavy =
    detail === 'whole'
      ? Prisma.sql`f.exhibits, 'fix', f.fix`
      : Prisma.sql`'[]'::jsonb, 'fix', case when f.fix is null then null else jsonb_build_object('effort', f.fix->'effort', 'steps', '[]'::jsonb) end`
  const which = detail === 'whole' ? Prisma.empty : Prisma.sql`and f.verdict in ('fail', 'warn', 'unknown')`
  const all = Prisma.sql`coalesce((
      select jsonb_agg(jsonb_build_object('verdict', f.verdict, 'code', f.code, 'params', f.params, 'text', f.text,
        'subject', jsonb_build_object('kind', f.subject_kind, 'id', f.subject_id), 'fingerprint', f.fingerprint,
        'impact', f.impact, 'refs', to_jsonb(f.refs), 'exhibits', ${heavy}) order by f.position)
      from finding f where f.run_id = r.run_id and f.check_id = r.check_id ${which}), '[]'::jsonb)`
  // A result is as bad as its worst finding, so there is nothing open to look for in these.
  return detail === 'whole'
    ? all
    : Prisma.sql`case when r.verdict in ('pass', 'not-applicable') then '[]'::jsonb else ${all} end`
}

function columns(detail: Detail): Prisma.Sql {
  const evidence = detail === 'whole' ? Prisma.sql`to_jsonb(r.evidence)` : Prisma.sql`'[]'::jsonb`
  return Prisma.sql`r.project_id as "projectId", jsonb_strip_nulls(jsonb_build_object(
    'checkId', r.check_id, 'checkVersion', r.check_version, 'verdict', r.verdict, 'impact', r.impact, 'reason', r.reason,
    'detail', r.detail, 'ask', r.ask, 'evidence', ${evidence}, 'ms', r.ms, 'runId', r.run_id,
    'judgedAt', to_char(r.judged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'findings', ${findings(detail)})) as result`
}

/** Rows this version can not read (written by another one) are left out: the check then counts as not run. */
function readable(rows: readonly ResultRow[]): { projectId: string; result: CheckResultDto }[] {
  return rows.flatMap((row) => {
    const parsed = CheckResultDto.safeParse(row.result)
    return parsed.success ? [{ projectId: row.projectId, result: parsed.data }] : []
  })
}

/** The newest result of each check over all runs of each project. */
export async function latestResults(
  tx: Transaction,
  {
    projectIds,
    checkIds,
    detail,
    besides,
  }: {
    projectIds: readonly string[]
    checkIds: readonly string[]
    detail: Detail
    /** A run whose own results do not count. */
    besides?: string
  },
): Promise<Map<string, CheckResultDto[]>> {
  const others = besides === undefined ? Prisma.empty : Prisma.sql`and x.run_id <> ${besides}::uuid`
  const rows = await tx.$queryRaw<ResultRow[]>`
    select ${columns(detail)}
    from unnest(${[...projectIds]}::uuid[]) as p(id)
    cross join unnest(${[...checkIds]}::text[]) as c(id)
    cross join lateral (
      select * from check_result x where x.project_id = p.id and x.check_id = c.id ${others} order by x.judged_at desc, x.run_id desc limit 1
    ) r`
  const byProject = new Map<string, CheckResultDto[]>(projectIds.map((id) => [id, []]))
  for (const { projectId, result } of readable(rows)) byProject.get(projectId)?.push(result)
  return byProject
}

/** Results of one run written after `since`, oldest first. */
export async function resultsOfRun(
  tx: Transaction,
  { runId, since = 0 }: { runId: string; since?: number },
): Promise<CheckResultDto[]> {
  const rows = await tx.$queryRaw<ResultRow[]>`
    select ${columns('whole')} from check_result r where r.run_id = ${runId}::uuid and r.seq > ${since}::int order by r.seq`
  return readable(rows).map((row) => row.result)
}

/** The newest results of one check in one project, newest first. */
export async function historyOf(
  tx: Transaction,
  { projectId, checkId, take }: { projectId: string; checkId: string; take: number },
): Promise<CheckResultDto[]> {
  const rows = await tx.$queryRaw<ResultRow[]>`
    select ${columns('whole')} from check_result r
    where r.project_id = ${projectId}::uuid and r.check_id = ${checkId}
    order by r.judged_at desc limit ${take}::int`
  return readable(rows).map((row) => row.result)
}
