import { allow, type Context } from '../../auth/actor'
import type { OwnershipDto } from '../../contracts/ownership'
import { projectInWorkspace } from '../project/internal'
import { inContext } from '../transaction'
import { ownershipOf } from './internal'

/** What of a project is proven to belong to the workspace, and what could be. */
export async function getOwnership(context: Context, projectId: string): Promise<OwnershipDto> {
  allow(context, 'ownership.read')
  return inContext(context, async (tx) => {
    const { target } = await projectInWorkspace(tx, context, projectId)
    return ownershipOf(tx, context, { projectId, target })
  })
}
