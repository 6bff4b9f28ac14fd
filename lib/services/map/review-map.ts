import type { Context } from '../../auth/actor'
import { notifyProject } from '../../db/notify'
import { changesSinceConfirmed } from '../../roadmaps/production-map/confirmed'
import { lockProject } from '../project/lock-project'
import { audit, inContext } from '../transaction'
import { CONFIRMED, loadMap, SIGNAL } from './internal'
import { forgetSignal } from './withdraw-map'

/**
 * Compares a confirmed map with what the newest run saw. Where a place changed, the answer that the confirmation
 * gave no longer counts and the failure signal asks again; the confirmation itself stays, marked by its changes.
 */
export async function reviewMap(context: Context, projectId: string): Promise<void> {
  const { workspaceId } = context
  await inContext(context, async (tx) => {
    const isConfirmed = await tx.input.count({ where: { workspaceId, projectId, question: CONFIRMED } })
    if (isConfirmed === 0) return
    await lockProject(tx, context, projectId)
    const { map, confirmed } = await loadMap(tx, context, projectId)
    if (confirmed === undefined) return
    const changes = changesSinceConfirmed(confirmed.map, map.nodes)
    if (changes.length === 0 || !(await forgetSignal(tx, { workspaceId, projectId, at: confirmed.at }))) return
    await audit(tx, context, {
      action: 'map.outdated',
      target: { kind: 'project', id: projectId },
      change: { after: { signalId: SIGNAL, changes: changes.map(({ text }) => text) } },
    })
    await notifyProject(tx, { projectId })
  })
}
