import { z } from 'zod'
import type { Context } from '../../auth/actor'
import type { Transaction } from '../../db/client'
import { nameOf } from '../input/internal'

export const DISMISSED = 'hosts-dismissed'

const names = z.array(z.string())

type Place = { workspaceId: string; projectId: string }

/** Names somebody set aside; an answer of another shape counts as none. */
export async function dismissedOf(tx: Transaction, place: Place): Promise<string[]> {
  const row = await tx.input.findFirst({ where: { ...place, question: DISMISSED }, select: { value: true } })
  const parsed = names.safeParse(row?.value)
  return parsed.success ? parsed.data : []
}

/** Replaces the list; the caller holds the lock on the project. */
export async function writeDismissed(
  tx: Transaction,
  context: Context,
  { projectId, value }: { projectId: string; value: string[] },
): Promise<void> {
  const { workspaceId, actor } = context
  const said = {
    value,
    byId: actor.kind === 'user' ? actor.userId : null,
    byName: nameOf(context),
    at: new Date(),
  }
  await tx.input.upsert({
    where: { projectId_question: { projectId, question: DISMISSED }, workspaceId },
    create: { workspaceId, projectId, question: DISMISSED, ...said },
    update: said,
  })
}
