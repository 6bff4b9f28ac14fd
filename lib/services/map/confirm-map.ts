import { allow, type Context } from '../../auth/actor'
import { now } from '../../config'
import type { ProductionMapDto } from '../../contracts/map'
import { notifyProject } from '../../db/notify'
import { AppError } from '../../errors'
import { confirmedMap } from '../../roadmaps/production-map/confirmed'
import { nameOf } from '../input/internal'
import { lockProject } from '../project/lock-project'
import { audit, inContext } from '../transaction'
import { CONFIRMED, loadMap, mapDto, SIGNAL, writeAnswer } from './internal'

/**
 * Keeps that a person finds the map right, and answers the failure signal by it, both at one moment. Throws
 * `conflict` when the map is not the one that person read, and before the first audit.
 */
export async function confirmMap(
  context: Context,
  { projectId, digest }: { projectId: string; digest: string },
): Promise<ProductionMapDto> {
  allow(context, 'signal.answer')
  return inContext(context, async (tx) => {
    await lockProject(tx, context, projectId)
    const loaded = await loadMap(tx, context, projectId)
    if (loaded.map.asOf === null)
      throw new AppError('conflict', { detail: 'There is no map to confirm yet. Run an audit first.' })
    if (loaded.digest !== digest)
      throw new AppError('conflict', { detail: 'The map changed while you read it. Look at it once more.' })
    const at = new Date(now())
    const { workspaceId, actor } = context
    const said = { answer: 'yes', byId: actor.kind === 'user' ? actor.userId : null, byName: nameOf(context), at }
    await writeAnswer(tx, context, { projectId, question: CONFIRMED, value: confirmedMap(loaded.map.nodes), at })
    await tx.signalAnswer.upsert({
      where: { projectId_signalId: { projectId, signalId: SIGNAL }, workspaceId },
      create: { workspaceId, projectId, signalId: SIGNAL, ...said },
      update: said,
    })
    await audit(tx, context, {
      action: 'map.confirmed',
      target: { kind: 'project', id: projectId },
      change: { after: { signalId: SIGNAL, answer: 'yes' } },
    })
    await notifyProject(tx, { projectId })
    return mapDto(await loadMap(tx, context, projectId))
  })
}
