import { allow, type Context } from '../../auth/actor'
import type { AttestationDto } from '../../contracts/attestation'
import { AppError, notFound } from '../../errors'
import { items } from '../../roadmaps/items'
import { forgetTransfers } from '../handover/forget-transfers'
import { inContext } from '../transaction'
import { addEntry, openHistory } from './add-entry'

/**
 * Takes a confirmation back by adding an entry; the former ones stay. Throws `conflict` when the one that was seen is
 * not the newest any more.
 */
export async function withdrawConfirmation(
  context: Context,
  { projectId, itemId, confirmationId }: { projectId: string; itemId: string; confirmationId: string },
): Promise<AttestationDto> {
  allow(context, 'item.confirm')
  if (!Object.hasOwn(items, itemId)) throw notFound()
  return inContext(context, async (tx) => {
    const { newest } = await openHistory(tx, context, { projectId, itemId })
    if (newest === undefined || newest.answer === 'withdrawn') {
      throw new AppError('conflict', { detail: 'Somebody took this confirmation back already.' })
    }
    if (newest.id !== confirmationId) {
      throw new AppError('conflict', { detail: `${newest.by} confirmed this again in the meantime. Look at it first.` })
    }
    await forgetTransfers(tx, { workspaceId: context.workspaceId, projectId, itemId })
    return addEntry(tx, context, {
      projectId,
      itemId,
      newest,
      statementVersion: newest.statementVersion,
      answer: 'withdrawn',
    })
  })
}
