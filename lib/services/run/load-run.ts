import { z } from 'zod'
import type { Context } from '../../auth/actor'
import { RoadmapId } from '../../contracts/primitives'
import { TargetDto } from '../../contracts/target'
import type { Transaction } from '../../db/client'
import { usesProbes } from '../../engine/check'
import type { Outcome } from '../../engine/evidence'
import type { Finding, Verdict } from '../../engine/finding'
import { notFound } from '../../errors'
import { allChecks, allCollectors } from '../catalogue/list-checks'
import { inputsOf } from '../input/internal'
import { latestResults } from '../results'
import { inContext } from '../transaction'
import { rememberedEvidence } from './remembered-evidence'
import { reusableEvidence } from './reusable-evidence'

/** Evidence of an interrupted attempt older than this is gathered again. */
const PRELOAD_MS = 10 * 60_000

export type RunWork = {
  projectId: string
  roadmap: RoadmapId
  target: TargetDto
  checkIds: string[]
  cancelled: boolean
  /** Whether its starter allowed active probes. */
  active: boolean
  /** Checks an earlier attempt of this run has judged. */
  judged: ReadonlySet<string>
  /** What each check said in the newest earlier run: a pass that turns into a fail is looked at twice. */
  previous: Map<string, Verdict>
  /** What the checks that may probe found in the newest earlier run. */
  earlier: ReadonlyMap<string, readonly Finding[]>
  /** What people answered, by question. */
  inputs: ReadonlyMap<string, { value: unknown; at: number; by: string }>
  /** What the newest earlier run gathered, by key, for collectors that remember. */
  remembered: ReadonlyMap<string, unknown>
  /** What earlier attempts of this run gathered, or earlier runs may lend, and can be used as it is. */
  preload: Map<string, Outcome>
}

const VerdictText = z.enum(['pass', 'warn', 'fail', 'unknown', 'not-applicable'])

/** Everything a worker needs to carry a run out. `now` in milliseconds. */
export async function loadRun(context: Context, runId: string, now: number): Promise<RunWork> {
  return inContext(context, async (tx) => {
    const run = await tx.run.findFirst({
      where: { id: runId, workspaceId: context.workspaceId },
      select: {
        projectId: true,
        roadmap: true,
        target: true,
        checks: true,
        cancelAt: true,
        attempt: true,
        active: true,
      },
    })
    if (run === null) throw notFound()
    const previous = await tx.$queryRaw<{ checkId: string; verdict: string }[]>`
      select c.id as "checkId", r.verdict
      from unnest(${run.checks}::text[]) as c(id)
      cross join lateral (
        select verdict from check_result x
        where x.project_id = ${run.projectId}::uuid and x.check_id = c.id and x.run_id <> ${runId}::uuid
        order by x.judged_at desc, x.run_id desc limit 1
      ) r`
    const judged = await tx.checkResult.findMany({
      where: { workspaceId: context.workspaceId, runId },
      select: { checkId: true },
    })
    const kept =
      run.attempt <= 1
        ? []
        : await tx.evidence.findMany({
            where: {
              workspaceId: context.workspaceId,
              runId,
              status: 'ok',
              collectedAt: { gt: new Date(now - PRELOAD_MS) },
            },
            select: { key: true, version: true, value: true, ms: true, collectedAt: true },
          })
    return {
      projectId: run.projectId,
      roadmap: RoadmapId.parse(run.roadmap),
      target: TargetDto.parse(run.target),
      checkIds: run.checks,
      cancelled: run.cancelAt !== null,
      active: run.active,
      judged: new Set(judged.map(({ checkId }) => checkId)),
      previous: new Map(previous.map((row) => [row.checkId, VerdictText.parse(row.verdict)])),
      earlier: await probedEarlier(tx, { projectId: run.projectId, runId, checkIds: run.checks }),
      inputs: await answersOf(tx, { workspaceId: context.workspaceId, projectId: run.projectId }),
      remembered: await rememberedEvidence(tx, {
        workspaceId: context.workspaceId,
        projectId: run.projectId,
        runId,
      }),
      preload: new Map([
        ...(await reusableEvidence(tx, { workspaceId: context.workspaceId, projectId: run.projectId, runId }, now)),
        ...preloadOf(kept),
      ]),
    }
  })
}

async function probedEarlier(
  tx: Transaction,
  { projectId, runId, checkIds }: { projectId: string; runId: string; checkIds: readonly string[] },
): Promise<RunWork['earlier']> {
  const wanted = new Set(checkIds)
  const probing = allChecks().filter((check) => usesProbes(check) && wanted.has(check.id))
  const results = await latestResults(tx, {
    projectIds: [projectId],
    checkIds: probing.map(({ id }) => id),
    detail: 'whole',
    besides: runId,
  })
  const rows = results.get(projectId) ?? []
  return new Map(rows.map(({ checkId, findings }) => [checkId, findings]))
}

/** As `earlier` of `loadRun`, of one check and as it is now: another run may have ended in between. */
export async function earlierFindings(
  context: Context,
  { projectId, runId, checkId }: { projectId: string; runId: string; checkId: string },
): Promise<readonly Finding[]> {
  const known = await inContext(context, (tx) => probedEarlier(tx, { projectId, runId, checkIds: [checkId] }))
  return known.get(checkId) ?? []
}

async function answersOf(
  tx: Transaction,
  place: { workspaceId: string; projectId: string },
): Promise<RunWork['inputs']> {
  const rows = await inputsOf(tx, place)
  return new Map(rows.map(({ question, value, byName, at }) => [question, { value, at: at.getTime(), by: byName }]))
}

type Kept = { key: string; version: number; value: unknown; ms: number; collectedAt: Date }

/** Only what this version would have gathered itself: same token version, a value its schema accepts. */
function preloadOf(rows: readonly Kept[]): Map<string, Outcome> {
  const tokens = new Map(allCollectors().map((collector) => [collector.token.key, collector.token]))
  return new Map(
    rows.flatMap((row) => {
      const token = tokens.get(row.key)
      if (token === undefined || token.version !== row.version || token.access === 'active') return []
      const parsed = token.schema.safeParse(row.value)
      if (!parsed.success) return []
      const outcome: Outcome = { status: 'ok', value: parsed.data, at: row.collectedAt.getTime(), ms: row.ms }
      return [[row.key, outcome] as const]
    }),
  )
}
