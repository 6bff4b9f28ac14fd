import type { Context } from '../../auth/actor'
import type { DecisionsDto } from '../../contracts/decisions'
import { NO_DECISIONS } from '../../contracts/derivable'
import { displayName } from '../../contracts/domain'
import { RoadmapId } from '../../contracts/primitives'
import type { ProjectRowDto } from '../../contracts/project'
import type { CheckResultDto } from '../../contracts/result'
import { ProfileDto } from '../../contracts/target'
import type { Transaction } from '../../db/client'
import { listChecks } from '../catalogue/list-checks'
import { decisionsOf } from '../decisions'
import { latestResults } from '../results'
import { deriveProject } from './derive-project'

const SELECT = {
  id: true,
  name: true,
  domain: true,
  roadmap: true,
  profile: true,
  archivedAt: true,
  createdAt: true,
  client: { select: { id: true, name: true } },
} as const

async function findRows(tx: Transaction, context: Context, ids: readonly string[]) {
  const rows = await tx.project.findMany({
    where: { workspaceId: context.workspaceId, id: { in: [...ids] } },
    select: SELECT,
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

type Row = Awaited<ReturnType<typeof findRows>>[number]
type Known = { results: readonly CheckResultDto[]; decisions: DecisionsDto; activeRunId: string | null }

function rowDto(row: Row, { results, decisions, activeRunId }: Known): ProjectRowDto {
  const roadmap = RoadmapId.parse(row.roadmap)
  const state = deriveProject({ roadmap, results, decisions })
  const profile = ProfileDto.safeParse(row.profile)
  const owned = new Set(decisions.triage.flatMap(({ ownerId, fingerprint }) => (ownerId === null ? [] : [fingerprint])))
  return {
    id: row.id,
    name: row.name,
    displayDomain: displayName(row.domain),
    roadmap,
    client: row.client,
    launchAt: (profile.success ? profile.data.launchAt : undefined) ?? null,
    verdict: state.checkedAt === undefined ? null : state.verdict,
    blockers: state.blockers.length,
    ownedBlockers: state.blockers.filter(({ fingerprint }) => owned.has(fingerprint)).length,
    stages: state.stages.map(({ id, title, state: status }) => ({ id, title, state: status })),
    lastCheckedAt: state.checkedAt === undefined ? null : new Date(state.checkedAt).toISOString(),
    activeRunId,
    archivedAt: row.archivedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}

async function activeRuns(tx: Transaction, context: Context, projectIds: string[]): Promise<Map<string, string>> {
  const rows = await tx.run.findMany({
    where: {
      workspaceId: context.workspaceId,
      projectId: { in: projectIds },
      status: { in: ['queued', 'running'] },
    },
    select: { id: true, projectId: true },
    orderBy: [{ kind: 'desc' }, { createdAt: 'asc' }],
  })
  return new Map(rows.map((row) => [row.projectId, row.id]))
}

/** Projects as lists show them, with the verdict each has right now, in the order of `ids`. */
export async function projectRows(tx: Transaction, context: Context, ids: readonly string[]): Promise<ProjectRowDto[]> {
  const rows = await findRows(tx, context, ids)
  const projectIds = rows.map((row) => row.id)
  const checkIds = listChecks().map((check) => check.id)
  const results = await latestResults(tx, { projectIds, checkIds, detail: 'lean' })
  const active = await activeRuns(tx, context, projectIds)
  const decisions = await decisionsOf(tx, { workspaceId: context.workspaceId, projectIds })
  return rows.map((row) =>
    rowDto(row, {
      results: results.get(row.id) ?? [],
      decisions: decisions.get(row.id) ?? NO_DECISIONS,
      activeRunId: active.get(row.id) ?? null,
    }),
  )
}
