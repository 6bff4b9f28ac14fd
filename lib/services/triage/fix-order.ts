import { allow, type Context } from '../../auth/actor'
import type { Transaction } from '../../db/client'
import { notifyProject } from '../../db/notify'
import { AppError, invalidField } from '../../errors'
import type { Blocker } from '../../roadmaps/state'
import { projectInWorkspace } from '../project/internal'
import { loadState } from '../project/load-state'
import { audit, inContext } from '../transaction'
import { lockProject } from './internal'

type Move = { projectId: string; fingerprint: string; after: string | null }

/** The list with one entry moved right behind another, or to the top. */
function moved(blockers: readonly Blocker[], { fingerprint, after }: Omit<Move, 'projectId'>): Blocker[] {
  const rest = blockers.filter((blocker) => blocker.fingerprint !== fingerprint)
  const entry = blockers.find((blocker) => blocker.fingerprint === fingerprint)
  if (entry === undefined) {
    throw new AppError('conflict', { detail: 'This is not a launch blocker any more. The list has changed.' })
  }
  const at = after === null ? -1 : rest.findIndex((blocker) => blocker.fingerprint === after)
  if (after !== null && at === -1) throw invalidField('after', 'The list has changed. Look at it again, then move')
  rest.splice(at + 1, 0, entry)
  return rest
}

async function writeOrder(tx: Transaction, context: Context, projectId: string, blockers: readonly Blocker[]) {
  const place = { workspaceId: context.workspaceId, projectId }
  await tx.triage.updateMany({ where: { ...place, order: { not: null } }, data: { order: null } })
  await tx.triage.createMany({
    data: blockers.map(({ fingerprint, checkId }) => ({ ...place, fingerprint, checkId })),
    skipDuplicates: true,
  })
  const fingerprints = blockers.map((blocker) => blocker.fingerprint)
  await tx.$executeRaw`
    update triage t set "order" = place.at, updated_at = now()
    from unnest(${fingerprints}::text[]) with ordinality as place(fingerprint, at)
    where t.workspace_id = ${context.workspaceId}::uuid and t.project_id = ${projectId}::uuid
      and t.fingerprint = place.fingerprint`
}

/**
 * Moves one blocker; everything else keeps its place. Two people who move at the same moment take turns, each move
 * on the list the other left. Throws `conflict` when the entry is no blocker any more.
 */
export async function moveBlocker(context: Context, move: Move): Promise<{ order: string[] }> {
  allow(context, 'triage.update')
  const { projectId } = move
  return inContext(context, async (tx) => {
    await lockProject(tx, context, projectId)
    const project = await projectInWorkspace(tx, context, projectId)
    const { blockers } = await loadState(tx, context, project)
    const next = moved(blockers, move)
    await writeOrder(tx, context, projectId, next)
    const order = next.map((blocker) => blocker.fingerprint)
    await audit(tx, context, {
      action: 'fix-order.moved',
      target: { kind: 'project', id: projectId },
      change: { before: { order: blockers.map((blocker) => blocker.fingerprint) }, after: { order } },
    })
    await notifyProject(tx, { projectId })
    return { order }
  })
}

/** Forgets every place people gave; the suggested order counts again. */
export async function resetOrder(context: Context, projectId: string): Promise<{ order: string[] }> {
  allow(context, 'triage.update')
  return inContext(context, async (tx) => {
    await lockProject(tx, context, projectId)
    const project = await projectInWorkspace(tx, context, projectId)
    await tx.triage.updateMany({
      where: { workspaceId: context.workspaceId, projectId, order: { not: null } },
      data: { order: null },
    })
    await audit(tx, context, { action: 'fix-order.reset', target: { kind: 'project', id: projectId } })
    await notifyProject(tx, { projectId })
    const { blockers } = await loadState(tx, context, project)
    return { order: blockers.map((blocker) => blocker.fingerprint) }
  })
}
