import { allow, type Context } from '../../auth/actor'
import { now } from '../../config'
import type { MapNodeId, ProductionMapDto } from '../../contracts/map'
import { notifyProject } from '../../db/notify'
import { invalidField } from '../../errors'
import { nameOf } from '../input/internal'
import { lockProject } from '../project/lock-project'
import { audit, inContext } from '../transaction'
import { CORRECTIONS, type Corrections, loadMap, mapDto, writeAnswer } from './internal'

type Given = { projectId: string; node: MapNodeId; text: string | null }

/** Keeps what a person says about one place of the map; null takes it back. The evidence stays beside it. */
export async function correctMap(context: Context, { projectId, node, text }: Given): Promise<ProductionMapDto> {
  allow(context, 'signal.answer')
  return inContext(context, async (tx) => {
    await lockProject(tx, context, projectId)
    const { map, corrections } = await loadMap(tx, context, projectId)
    const place = map.nodes.find(({ id }) => id === node)
    if (place === undefined) throw invalidField('node', 'This map has no such place')
    const { [node]: before, ...others } = corrections
    const at = new Date(now())
    const given: Corrections =
      text === null ? others : { ...others, [node]: { text, by: nameOf(context), at: at.getTime(), fact: place.fact } }
    if (before !== undefined || text !== null) {
      await writeAnswer(tx, context, { projectId, question: CORRECTIONS, value: given, at })
      await audit(tx, context, {
        action: 'map.corrected',
        target: { kind: 'project', id: projectId },
        change: {
          ...(before === undefined ? {} : { before: { node, text: before.text } }),
          after: { node, text },
        },
      })
      await notifyProject(tx, { projectId })
    }
    return mapDto(await loadMap(tx, context, projectId))
  })
}
