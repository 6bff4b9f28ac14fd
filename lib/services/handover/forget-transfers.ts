import type { Transaction } from '../../db/client'
import { TRANSFER_ITEM, TRANSFER_KEYS } from '../../roadmaps/handover'

type Place = { workspaceId: string; projectId: string; itemId: string }

/** The word that everything changed hands is taken back as a whole: its three ticks go with it. */
export async function forgetTransfers(tx: Transaction, { itemId, ...place }: Place): Promise<void> {
  if (itemId !== TRANSFER_ITEM) return
  await tx.handoverRow.updateMany({
    where: { ...place, key: { in: [...TRANSFER_KEYS] } },
    data: { tickedAt: null, tickedById: null, tickedByName: null },
  })
}
