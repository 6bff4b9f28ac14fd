import { allow, type Context } from '../../auth/actor'
import type { MyItemDto, MyRowDto } from '../../contracts/activity'
import type { MyAskDto } from '../../contracts/ask'
import { displayName } from '../../contracts/domain'
import { RoadmapId } from '../../contracts/primitives'
import { listChecks } from '../catalogue/list-checks'
import { decisionsOf } from '../decisions'
import { latestResults } from '../results'
import { inContext } from '../transaction'
import { deriveProject } from './derive-project'
import { myAsks } from './my-asks'
import { myRows } from './my-rows'

/**
 * Open findings the person owns in every project of the workspace, what is due first, then what blocks; and the open
 * questions the person was asked, and the open rows of handover checklists the person owns.
 */
export async function listMyItems(
  context: Context,
): Promise<{ items: MyItemDto[]; asks: MyAskDto[]; rows: MyRowDto[] }> {
  allow(context, 'project.read')
  const { workspaceId, actor } = context
  if (actor.kind !== 'user') return { items: [], asks: [], rows: [] }
  const { userId } = actor
  return inContext(context, async (tx) => {
    const owned = await tx.triage.findMany({
      where: { workspaceId, ownerId: userId },
      select: { projectId: true },
      distinct: ['projectId'],
    })
    const projectIds = owned.map(({ projectId }) => projectId)
    const projects = await tx.project.findMany({
      where: { workspaceId, id: { in: projectIds }, archivedAt: null },
      select: { id: true, name: true, domain: true, roadmap: true },
      orderBy: { name: 'asc' },
    })
    const checkIds = listChecks().map((check) => check.id)
    const results = await latestResults(tx, { projectIds, checkIds, detail: 'lean' })
    const decisions = await decisionsOf(tx, { workspaceId, projectIds })
    const items = projects.flatMap((project) => {
      const decided = decisions.get(project.id)
      if (decided === undefined) return []
      const roadmap = RoadmapId.parse(project.roadmap)
      const state = deriveProject({ roadmap, results: results.get(project.id) ?? [], decisions: decided })
      const mine = new Map(
        decided.triage.filter(({ ownerId }) => ownerId === userId).map((entry) => [entry.fingerprint, entry]),
      )
      return Object.values(state.checks).flatMap((check) =>
        check.open.flatMap((finding): MyItemDto[] => {
          const entry = mine.get(finding.fingerprint)
          if (entry === undefined || (finding.verdict !== 'fail' && finding.verdict !== 'warn')) return []
          return [
            {
              projectId: project.id,
              projectName: project.name,
              displayDomain: displayName(project.domain),
              checkId: check.id,
              fingerprint: finding.fingerprint,
              title: finding.text,
              verdict: finding.verdict,
              isBlocker: check.verdict === 'fail' && check.effectiveImpact === 'blocker',
              dueAt: entry.dueAt,
            },
          ]
        }),
      )
    })
    return {
      items: items.sort(byUrgency),
      asks: await myAsks(tx, context, userId),
      rows: await myRows(tx, context, userId),
    }
  })
}

function byUrgency(left: MyItemDto, right: MyItemDto): number {
  const due = (item: MyItemDto): number => (item.dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(item.dueAt))
  const difference = due(left) === due(right) ? 0 : due(left) - due(right)
  return difference || Number(right.isBlocker) - Number(left.isBlocker) || left.title.localeCompare(right.title, 'en')
}
