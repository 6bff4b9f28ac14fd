import { allow, type Context } from '../../auth/actor'
import type { AttestationDto, ProofInput } from '../../contracts/attestation'
import { AppError, notFound } from '../../errors'
import { confirmations, type Statement } from '../../roadmaps/confirmations'
import type { ItemId } from '../../roadmaps/ids'
import { items } from '../../roadmaps/items'
import { roadmaps } from '../../roadmaps/roadmap'
import { spend } from '../limit'
import { inContext } from '../transaction'
import { addEntry, openHistory } from './add-entry'
import { keptProof } from './kept-proof'

const DAY_MS = 86_400_000

type Given = { projectId: string; itemId: string; statementVersion: number; proof: ProofInput }

function isItem(id: string): id is ItemId {
  return Object.hasOwn(items, id)
}

function isInRoadmap(roadmap: string, itemId: ItemId): boolean {
  const found = Object.values(roadmaps).find(({ id }) => id === roadmap)
  return found?.stages.some((stage) => stage.items.includes(itemId)) === true
}

/** The statement of an item, or `not-found` where a person cannot confirm it. */
function statementOf(itemId: string): { id: ItemId; statement: Statement } {
  const statement = isItem(itemId) ? confirmations[itemId] : undefined
  if (!isItem(itemId) || statement === undefined) throw notFound()
  return { id: itemId, statement }
}

/**
 * Adds a person's confirmation of an item. Throws `conflict` when the wording is another one than was read or the
 * item no longer belongs to the roadmap of the project.
 */
export async function confirmItem(
  context: Context,
  { projectId, itemId, statementVersion, proof }: Given,
): Promise<AttestationDto> {
  allow(context, 'item.confirm')
  const { id, statement } = statementOf(itemId)
  if (statement.version !== statementVersion) {
    throw new AppError('conflict', { detail: 'The statement was reworded. Read it again before you confirm it.' })
  }
  const kept = keptProof(proof)
  if (kept.kind === 'file') await spend({ limit: 'proof.file', key: context.workspaceId })
  return inContext(context, async (tx) => {
    const { roadmap, newest } = await openHistory(tx, context, { projectId, itemId })
    if (!isInRoadmap(roadmap, id)) {
      throw new AppError('conflict', {
        detail: 'This requirement is not part of the roadmap of this project any more.',
      })
    }
    return addEntry(tx, context, {
      projectId,
      itemId,
      newest,
      statementVersion,
      answer: 'confirmed',
      proof: kept,
      lastsMs: statement.validDays === null ? null : statement.validDays * DAY_MS,
    })
  })
}
