import { allow, type Context } from '../../auth/actor'
import type { OwnershipDto } from '../../contracts/ownership'
import { notifyProject } from '../../db/notify'
import { projectInWorkspace } from '../project/internal'
import { inContext } from '../transaction'
import { ownershipOf, subjectOf } from './internal'
import { endProof } from './settle'

type Given = { name: string; method: 'dns' | 'file'; origin?: string | undefined }

/** Takes a proof back at once. Nothing is probed on its strength any more; its token is void. */
export async function revokeOwnership(context: Context, projectId: string, given: Given): Promise<OwnershipDto> {
  allow(context, 'ownership.prove')
  return inContext(context, async (tx) => {
    const { target } = await projectInWorkspace(tx, context, projectId)
    await endProof(tx, context, subjectOf(target, given), 'person')
    await notifyProject(tx, { projectId })
    return ownershipOf(tx, context, { projectId, target })
  })
}
