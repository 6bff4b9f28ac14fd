import { allow, type Context } from '../../auth/actor'
import type { ProductionMapDto } from '../../contracts/map'
import { inContext } from '../transaction'
import { loadMap, mapDto } from './internal'

/** How users reach the product, from the newest evidence. */
export async function getMap(context: Context, projectId: string): Promise<ProductionMapDto> {
  allow(context, 'project.read')
  return inContext(context, async (tx) => mapDto(await loadMap(tx, context, projectId)))
}
