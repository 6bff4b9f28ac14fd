import { z } from 'zod'
import type { Context } from '../../auth/actor'
import { RoadmapId } from '../../contracts/primitives'
import type { CheckMetaDto } from '../../contracts/result'
import {
  type EvidenceStepDto,
  type RunDto,
  RunScope,
  RunSnapshot,
  RunStatus,
  type RunSummaryDto,
} from '../../contracts/run'
import { TargetDto } from '../../contracts/target'
import type { Transaction } from '../../db/client'
import { notFound } from '../../errors'
import { evidenceTitles, listChecks } from '../catalogue/list-checks'
import { resultsOfRun } from '../results'

const SELECT = {
  id: true,
  projectId: true,
  kind: true,
  scope: true,
  roadmap: true,
  active: true,
  status: true,
  seq: true,
  attempt: true,
  checks: true,
  cancelAt: true,
  error: true,
  createdAt: true,
  startedAt: true,
  firstResultAt: true,
  finishedAt: true,
  snapshot: true,
} as const

/** Rows of runs as lists show them, newest first. */
export async function findRuns(
  tx: Transaction,
  context: Context,
  query: {
    projectId: string
    status?: readonly RunStatus[]
    kind?: 'full'
    before?: { createdAt: Date; id: string }
    take: number
  },
): Promise<RunSummaryDto[]> {
  const rows = await tx.run.findMany({
    where: {
      workspaceId: context.workspaceId,
      projectId: query.projectId,
      ...(query.status === undefined ? {} : { status: { in: [...query.status] } }),
      ...(query.kind === undefined ? {} : { kind: query.kind }),
      ...(query.before === undefined
        ? {}
        : {
            OR: [
              { createdAt: { lt: query.before.createdAt } },
              { createdAt: query.before.createdAt, id: { lt: query.before.id } },
            ],
          }),
    },
    select: SELECT,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: query.take,
  })
  const done = await doneCounts(
    tx,
    context,
    rows.map((row) => row.id),
  )
  return rows.map((row) => summaryOf(row, done.get(row.id) ?? 0))
}

/** How many checks of each run have a result. Counted for these runs alone, which the index makes cheap. */
async function doneCounts(tx: Transaction, context: Context, runIds: string[]): Promise<Map<string, number>> {
  if (runIds.length === 0) return new Map()
  const rows = await tx.checkResult.groupBy({
    by: ['runId'],
    where: { workspaceId: context.workspaceId, runId: { in: runIds } },
    _count: { _all: true },
  })
  return new Map(rows.map((row) => [row.runId, row._count._all]))
}

async function findRow(tx: Transaction, context: Context, runId: string) {
  return tx.run.findFirst({ where: { id: runId, workspaceId: context.workspaceId }, select: SELECT })
}

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null

function summaryOf(row: Row, done: number): RunSummaryDto {
  const snapshot = RunSnapshot.safeParse(row.snapshot)
  return {
    id: row.id,
    projectId: row.projectId,
    kind: z.enum(['full', 'partial']).parse(row.kind),
    scope: RunScope.catch({ kind: 'full' }).parse(row.scope),
    roadmap: RoadmapId.parse(row.roadmap),
    active: row.active,
    status: RunStatus.parse(row.status),
    seq: row.seq,
    attempt: row.attempt,
    progress: { planned: row.checks.length, done },
    cancelRequested: row.cancelAt !== null,
    error: row.error,
    createdAt: row.createdAt.toISOString(),
    startedAt: iso(row.startedAt),
    firstResultAt: iso(row.firstResultAt),
    finishedAt: iso(row.finishedAt),
    snapshot: snapshot.success ? snapshot.data : null,
  }
}

/** A run of the workspace of the context without its rows, or `not-found`. */
export async function runInWorkspace(tx: Transaction, context: Context, runId: string): Promise<RunSummaryDto> {
  const row = await findRow(tx, context, runId)
  if (row === null) throw notFound()
  const done = await doneCounts(tx, context, [runId])
  return summaryOf(row, done.get(runId) ?? 0)
}

/** What this version knows of the checks a run planned. */
export async function plannedChecks(tx: Transaction, context: Context, runId: string): Promise<CheckMetaDto[]> {
  const row = await tx.run.findFirst({
    where: { id: runId, workspaceId: context.workspaceId },
    select: { checks: true },
  })
  const wanted = new Set(row?.checks ?? [])
  return listChecks()
    .filter((check) => wanted.has(check.id))
    .map(metaDto)
}

/** A check's data in the shape of the API, where an item that is not covered has no key. */
export function metaDto(meta: ReturnType<typeof listChecks>[number]): CheckMetaDto {
  const covers = Object.entries(meta.covers).flatMap(([item, how]) => (how === undefined ? [] : [[item, how] as const]))
  return { ...meta, covers: Object.fromEntries(covers) }
}

/** Evidence of a run written after `since`, without the values. */
export async function evidenceSteps(
  tx: Transaction,
  context: Context,
  { runId, since = 0 }: { runId: string; since?: number },
): Promise<EvidenceStepDto[]> {
  const rows = await tx.evidence.findMany({
    where: { workspaceId: context.workspaceId, runId, seq: { gt: since } },
    select: { key: true, status: true, reason: true, ms: true, seq: true },
    orderBy: { seq: 'asc' },
  })
  const titles = evidenceTitles()
  return rows.map((row) => ({
    ...row,
    status: z.enum(['ok', 'absent', 'error']).parse(row.status),
    title: titles.get(row.key) ?? row.key,
  }))
}

/** A run with everything written so far. */
export async function wholeRun(tx: Transaction, context: Context, runId: string): Promise<RunDto> {
  const summary = await runInWorkspace(tx, context, runId)
  const row = await tx.run.findFirst({
    where: { id: runId, workspaceId: context.workspaceId },
    select: { target: true },
  })
  return {
    ...summary,
    target: TargetDto.parse(row?.target),
    planned: await plannedChecks(tx, context, runId),
    results: await resultsOfRun(tx, { runId }),
    evidence: await evidenceSteps(tx, context, { runId }),
  }
}
