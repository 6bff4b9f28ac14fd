import { allow, type Context } from '../../auth/actor'
import { type DecisionsDto, NO_DECISIONS } from '../../contracts/decisions'
import { displayName } from '../../contracts/domain'
import { RoadmapId } from '../../contracts/primitives'
import type { ProjectRowDto } from '../../contracts/project'
import type { CheckResultDto } from '../../contracts/result'
import { ProfileDto } from '../../contracts/target'
import type { Transaction } from '../../db/client'
import { listChecks } from '../catalogue/list-checks'
import { cursorAfter, readCursor } from '../cursor'
import { decisionsOf } from '../decisions'
import { latestResults } from '../results'
import { inContext } from '../transaction'
import { deriveProject } from './derive-project'

type Query = { cursor?: string | undefined; limit: number; search?: string | undefined }
type Page = { items: ProjectRowDto[]; nextCursor: string | null; total: number }

const SELECT = { id: true, name: true, domain: true, roadmap: true, profile: true, createdAt: true } as const

function where(context: Context, search: string | undefined) {
  const text = search?.normalize('NFC').trim() ?? ''
  // The client hands the text to LIKE as it is: its wildcards have to be taken literally.
  const like = { contains: text.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const
  return {
    workspaceId: context.workspaceId,
    ...(text === '' ? {} : { AND: [{ OR: [{ name: like }, { domain: like }] }] }),
  }
}

async function findRows(tx: Transaction, context: Context, query: Query) {
  const after = readCursor(query.cursor)
  return tx.project.findMany({
    where: {
      ...where(context, query.search),
      ...(after === undefined
        ? {}
        : { OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }] }),
    },
    select: SELECT,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
  })
}

type Row = Awaited<ReturnType<typeof findRows>>[number]

type Known = { results: readonly CheckResultDto[]; decisions: DecisionsDto; activeRunId: string | null }

function rowDto(row: Row, { results, decisions, activeRunId }: Known): ProjectRowDto {
  const roadmap = RoadmapId.parse(row.roadmap)
  const state = deriveProject({ roadmap, results, decisions })
  const profile = ProfileDto.safeParse(row.profile)
  return {
    id: row.id,
    name: row.name,
    displayDomain: displayName(row.domain),
    roadmap,
    launchAt: (profile.success ? profile.data.launchAt : undefined) ?? null,
    verdict: state.checkedAt === undefined ? null : state.verdict,
    blockers: state.blockers.length,
    stages: state.stages.map(({ id, title, state: status }) => ({ id, title, state: status })),
    lastCheckedAt: state.checkedAt === undefined ? null : new Date(state.checkedAt).toISOString(),
    activeRunId,
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

/** Projects of the workspace, newest first, with the verdict each has right now. */
export async function listProjects(context: Context, query: Query): Promise<Page> {
  allow(context, 'project.read')
  return inContext(context, async (tx) => {
    const total = await tx.project.count({ where: where(context, query.search) })
    const found = await findRows(tx, context, query)
    const rows = found.slice(0, query.limit)
    const projectIds = rows.map((row) => row.id)
    const checkIds = listChecks().map((check) => check.id)
    const results = await latestResults(tx, { projectIds, checkIds, detail: 'lean' })
    const active = await activeRuns(tx, context, projectIds)
    const decisions = await decisionsOf(tx, { workspaceId: context.workspaceId, projectIds })
    const items = rows.map((row) =>
      rowDto(row, {
        results: results.get(row.id) ?? [],
        decisions: decisions.get(row.id) ?? NO_DECISIONS,
        activeRunId: active.get(row.id) ?? null,
      }),
    )
    const last = items.at(-1)
    return { items, total, nextCursor: found.length > query.limit && last !== undefined ? cursorAfter(last) : null }
  })
}
