import type { Context } from '../../auth/actor'
import { listPacks } from '../pack/list-packs'

/** Which packs were made, by whom and when; what they say is in the rest of the document, their files stay here. */
export async function packRows(context: Context, projectId: string) {
  const { items } = await listPacks(context, projectId)
  return items.map(({ id: _, ...row }) => row)
}
