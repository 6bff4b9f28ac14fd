import { allow, type Context } from '../../auth/actor'
import type { ProofInput } from '../../contracts/attestation'
import type { HandoverDto } from '../../contracts/handover'
import { AppError, notFound } from '../../errors'
import type { ProofFile } from '../attestation/get-proof-file'
import { keptProof } from '../attestation/kept-proof'
import { spend } from '../limit'
import { inContext } from '../transaction'
import { changeHandover } from './change'
import { nameRow, rowAt, writeRow } from './internal'

/** Proofs of one project that are kept, former ones included. */
const MOST_PROOFS = 500

/** Shows what proves a tick; null takes it away. Throws `conflict` for a row that is confirmed or measured. */
export async function proveRow(
  context: Context,
  { projectId, row: key, proof }: { projectId: string; row: string; proof: ProofInput | null },
): Promise<HandoverDto> {
  allow(context, 'handover.update')
  const kept = proof === null ? null : keptProof(proof)
  if (kept?.kind === 'file') await spend({ limit: 'proof.file', key: context.workspaceId })
  return changeHandover(context, projectId, async (scene) => {
    const { tx, place } = scene
    const named = await nameRow(scene, key)
    if (named.kind === 'item')
      throw new AppError('conflict', { detail: 'The proof of this row is its evidence or its confirmation.' })
    const row = await rowAt(scene, key)
    if (kept === null && row.proofId === null) return undefined
    if ((await tx.handoverProof.count({ where: place })) >= MOST_PROOFS)
      throw new AppError('conflict', { detail: 'This checklist holds as much proof as it can.' })
    const proofId =
      kept === null
        ? null
        : (
            await tx.handoverProof.create({
              data: {
                ...place,
                kind: kept.kind,
                text: kept.text,
                ...(kept.kind === 'file' ? { fileType: kept.type, file: kept.file } : {}),
              },
              select: { id: true },
            })
          ).id
    await writeRow(scene, key, { proofId })
    return { key, action: 'proof', label: named.label, before: { proofId: row.proofId }, after: { proofId } }
  })
}

/** The file somebody showed for a tick. Throws `not-found` where the proof is none. */
export async function getHandoverFile(
  context: Context,
  { projectId, row: key }: { projectId: string; row: string },
): Promise<ProofFile> {
  allow(context, 'project.read')
  return inContext(context, async (tx) => {
    const row = await tx.handoverRow.findFirst({
      where: { workspaceId: context.workspaceId, projectId, key, removedAt: null },
      select: { proof: { select: { text: true, fileType: true, file: true } } },
    })
    if (row?.proof?.file == null || row.proof.fileType === null) throw notFound()
    return { name: row.proof.text, type: row.proof.fileType, bytes: row.proof.file }
  })
}
