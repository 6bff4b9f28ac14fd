import { allow, type Context } from '../../auth/actor'
import { notFound } from '../../errors'
import { inContext } from '../transaction'

export type ProofFile = { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }

/** The file somebody showed for a confirmation; also for one that was replaced or taken back since. */
export async function getProofFile(
  context: Context,
  { projectId, confirmationId }: { projectId: string; confirmationId: string },
): Promise<ProofFile> {
  allow(context, 'project.read')
  return inContext(context, async (tx) => {
    const row = await tx.attestation.findFirst({
      where: { workspaceId: context.workspaceId, projectId, id: confirmationId },
      select: { proof: true, fileType: true, file: true },
    })
    if (row?.file == null || row.proof === null || row.fileType === null) throw notFound()
    return { name: row.proof, type: row.fileType, bytes: row.file }
  })
}
