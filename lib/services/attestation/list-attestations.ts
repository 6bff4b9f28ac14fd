import { allow, type Context } from '../../auth/actor'
import type { AttestationDto } from '../../contracts/attestation'
import { projectInWorkspace } from '../project/internal'
import { inContext } from '../transaction'
import { historyOf, newestOf } from './internal'

const SHOWN = 100

/** What people confirmed: the newest entry of each item, or the history of one, newest first. */
export async function listAttestations(
  context: Context,
  projectId: string,
  { itemId }: { itemId?: string | undefined },
): Promise<{ items: AttestationDto[] }> {
  allow(context, 'project.read')
  return inContext(context, async (tx) => {
    await projectInWorkspace(tx, context, projectId)
    const place = { workspaceId: context.workspaceId, projectId }
    return {
      items: itemId === undefined ? await newestOf(tx, place) : await historyOf(tx, { ...place, itemId, take: SHOWN }),
    }
  })
}
