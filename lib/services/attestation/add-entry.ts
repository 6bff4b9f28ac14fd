import type { Context } from '../../auth/actor'
import { now } from '../../config'
import type { AttestationDto } from '../../contracts/attestation'
import type { Transaction } from '../../db/client'
import { notifyProject } from '../../db/notify'
import { markVerdict } from '../../notices/announce'
import { nameOf } from '../input/internal'
import { projectInWorkspace } from '../project/internal'
import { audit } from '../transaction'
import { historyOf } from './internal'

type Entry = {
  statementVersion: number
  answer: 'confirmed' | 'withdrawn'
  proof?:
    | { kind: 'link' | 'note'; text: string }
    | { kind: 'file'; text: string; type: string; file: Uint8Array<ArrayBuffer> }
  /** Milliseconds from now; null: until it is taken back. */
  lastsMs?: number | null
}

type Place = { projectId: string; itemId: string }

/** Locks the project, so that entries about it are written one after the other, and answers what is newest now. */
export async function openHistory(
  tx: Transaction,
  context: Context,
  { projectId, itemId }: Place,
): Promise<{ roadmap: string; newest: AttestationDto | undefined }> {
  const { workspaceId } = context
  await tx.$queryRaw`
    select 1 from project where workspace_id = ${workspaceId}::uuid and id = ${projectId}::uuid for update`
  const { roadmap } = await projectInWorkspace(tx, context, projectId)
  const [newest] = await historyOf(tx, { workspaceId, projectId, itemId, take: 1 })
  return { roadmap, newest }
}

/** Adds one entry behind the newest, with its event and the hint to open pages. */
export async function addEntry(
  tx: Transaction,
  context: Context,
  { projectId, itemId, newest, ...entry }: Place & Entry & { newest: AttestationDto | undefined },
): Promise<AttestationDto> {
  const { workspaceId, actor } = context
  // Two entries of one millisecond keep their order.
  const at = new Date(Math.max(now(), newest === undefined ? 0 : Date.parse(newest.at) + 1))
  const expiresAt = entry.lastsMs == null ? null : new Date(at.getTime() + entry.lastsMs)
  const { proof } = entry
  const { id } = await tx.attestation.create({
    data: {
      workspaceId,
      projectId,
      itemId,
      statementVersion: entry.statementVersion,
      answer: entry.answer,
      proofKind: proof?.kind ?? null,
      proof: proof?.text ?? null,
      ...(proof?.kind === 'file' ? { fileType: proof.type, file: proof.file } : {}),
      byId: actor.kind === 'user' ? actor.userId : null,
      byName: nameOf(context),
      at,
      expiresAt,
    },
    select: { id: true },
  })
  await audit(tx, context, {
    action: entry.answer === 'confirmed' ? 'item.confirmed' : 'item.confirmation-withdrawn',
    target: { kind: 'project', id: projectId },
    change: {
      ...(newest === undefined ? {} : { before: { itemId, answer: newest.answer, confirmationId: newest.id } }),
      after: {
        itemId,
        answer: entry.answer,
        confirmationId: id,
        statementVersion: entry.statementVersion,
        proof: proof?.kind ?? null,
        expiresAt: expiresAt?.toISOString() ?? null,
      },
    },
  })
  await markVerdict(tx, { workspaceId, projectId })
  await notifyProject(tx, { projectId })
  const [written] = await historyOf(tx, { workspaceId, projectId, itemId, take: 1 })
  if (written?.id !== id) throw new Error('an entry that was just written is not the newest')
  return written
}
