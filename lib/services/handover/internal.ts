import type { Context } from '../../auth/actor'
import type { Prisma } from '../../db/generated/client'
import { notFound } from '../../errors'
import { handoverRows, isTransfer, transfers } from '../../roadmaps/handover'
import type { ItemId } from '../../roadmaps/ids'
import { items } from '../../roadmaps/items'
import type { Scene } from './change'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What kind of row a key names. */
export type Named =
  | { kind: 'own'; label: string }
  | { kind: 'transfer'; label: string }
  | { kind: 'item'; label: string; itemId: ItemId }

/** The stored columns of a row; of a row nobody wrote about yet what a fresh one has. */
export async function rowAt({ tx, place }: Scene, key: string) {
  await tx.handoverRow.createMany({ data: [{ ...place, key }], skipDuplicates: true })
  return tx.handoverRow.findUniqueOrThrow({
    where: { projectId_key: { projectId: place.projectId, key }, workspaceId: place.workspaceId },
  })
}

/** Which row of this checklist a key names. Throws `not-found` for none, a removed one included. */
export async function nameRow({ tx, place, project }: Scene, key: string): Promise<Named> {
  const preset = handoverRows(project.roadmap).find((row) => row.key === key)
  if (preset?.kind === 'item') return { kind: 'item', label: items[preset.key].text, itemId: preset.key }
  if (preset !== undefined && isTransfer(key)) return { kind: 'transfer', label: transfers[key].label }
  if (!UUID.test(key)) throw notFound()
  const own = await tx.handoverRow.findFirst({ where: { ...place, key, removedAt: null, section: { not: null } } })
  if (own?.text == null) throw notFound()
  return { kind: 'own', label: own.text }
}

/** Writes columns of a row that is there. */
export async function writeRow(
  { tx, place }: Scene,
  key: string,
  data: Prisma.HandoverRowUncheckedUpdateManyInput,
): Promise<void> {
  await tx.handoverRow.updateMany({ where: { ...place, key }, data })
}

/** The person of a context as they are named beside a tick. */
export function userOf({ actor }: Context): string | null {
  return actor.kind === 'user' ? actor.userId : null
}
