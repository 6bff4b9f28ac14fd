import { allow, type Context } from '../../auth/actor'
import type { ProductionMapDto } from '../../contracts/map'
import type { Transaction } from '../../db/client'
import { notifyProject } from '../../db/notify'
import { lockProject } from '../project/lock-project'
import { audit, inContext } from '../transaction'
import { CONFIRMED, loadMap, mapDto, SIGNAL } from './internal'

/** Takes back the answer a confirmation gave. An answer somebody gave by hand at another moment stays. */
export async function forgetSignal(
  tx: Transaction,
  place: { workspaceId: string; projectId: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.signalAnswer.deleteMany({ where: { ...place, signalId: SIGNAL, answer: 'yes' } })
  return count > 0
}

/** Takes the confirmation of the map back, and the answer to the failure signal with it. */
export async function withdrawMap(context: Context, projectId: string): Promise<ProductionMapDto> {
  allow(context, 'signal.answer')
  return inContext(context, async (tx) => {
    await lockProject(tx, context, projectId)
    const { workspaceId } = context
    const { confirmed } = await loadMap(tx, context, projectId)
    if (confirmed !== undefined) {
      await tx.input.deleteMany({ where: { workspaceId, projectId, question: CONFIRMED } })
      await forgetSignal(tx, { workspaceId, projectId, at: confirmed.at })
      await audit(tx, context, {
        action: 'map.withdrawn',
        target: { kind: 'project', id: projectId },
        change: { before: { by: confirmed.by, at: confirmed.at.toISOString() } },
      })
      await notifyProject(tx, { projectId })
    }
    return mapDto(await loadMap(tx, context, projectId))
  })
}
