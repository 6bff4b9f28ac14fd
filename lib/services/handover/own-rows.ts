import { randomUUID } from 'node:crypto'
import type { Context } from '../../auth/actor'
import { now } from '../../config'
import type { HandoverDto } from '../../contracts/handover'
import { OWN_ROWS } from '../../contracts/handover-limits'
import { AppError, invalidField } from '../../errors'
import type { HandoverSectionId } from '../../roadmaps/handover'
import { maskSecrets } from '../../secrets/mask'
import { changeHandover, type Scene } from './change'
import { nameRow, rowAt, writeRow } from './internal'

const NOT_OWN = 'This row belongs to the roadmap. Only rows you added can be moved or removed.'

async function requireOwn(scene: Scene, key: string): Promise<string> {
  const named = await nameRow(scene, key)
  if (named.kind !== 'own') throw new AppError('conflict', { detail: NOT_OWN })
  return named.label
}

/** Adds an own row at the end of its section. Throws `conflict` when there are too many. */
export async function addRow(
  context: Context,
  { projectId, section, text }: { projectId: string; section: HandoverSectionId; text: string },
): Promise<HandoverDto> {
  return changeHandover(context, projectId, async ({ tx, place }) => {
    const own = await tx.handoverRow.aggregate({
      where: { ...place, section: { not: null }, removedAt: null },
      _count: true,
      _max: { position: true },
    })
    if (own._count >= OWN_ROWS)
      throw new AppError('conflict', { detail: `${OWN_ROWS} own rows are the most. Remove one first.` })
    const key = randomUUID()
    const label = maskSecrets(text)
    const position = (own._max.position ?? 0) + 1
    await tx.handoverRow.create({ data: { ...place, key, section, text: label, position } })
    return {
      key,
      action: 'added',
      label,
      before: { removedAt: new Date(now()).toISOString() },
      after: { removedAt: null, text: label, section },
    }
  })
}

/** Removes an own row; it comes back by taking that back. */
export async function removeRow(
  context: Context,
  { projectId, row: key }: { projectId: string; row: string },
): Promise<HandoverDto> {
  return changeHandover(context, projectId, async (scene) => {
    const label = await requireOwn(scene, key)
    const removedAt = new Date(now())
    await writeRow(scene, key, { removedAt })
    return { key, action: 'removed', label, before: { removedAt: null }, after: { removedAt: removedAt.toISOString() } }
  })
}

/** Moves an own row right behind another own row of its section, or to the top of them. */
export async function moveRow(
  context: Context,
  { projectId, row: key, after }: { projectId: string; row: string; after: string | null },
): Promise<HandoverDto> {
  return changeHandover(context, projectId, async (scene) => {
    const label = await requireOwn(scene, key)
    const moved = await rowAt(scene, key)
    const rest = await scene.tx.handoverRow.findMany({
      where: { ...scene.place, section: moved.section, removedAt: null, key: { not: key } },
      orderBy: [{ position: 'asc' }, { key: 'asc' }],
      select: { key: true, position: true },
    })
    const index = after === null ? -1 : rest.findIndex((row) => row.key === after)
    if (after !== null && index === -1) throw invalidField('after', 'The list has changed. Look at it again, then move')
    const left = rest[index]?.position ?? (rest[0]?.position ?? 1) - 2
    const right = rest[index + 1]?.position ?? left + 2
    const position = (left + right) / 2
    if (position === moved.position) return undefined
    await writeRow(scene, key, { position })
    return { key, action: 'moved', label, before: { position: moved.position }, after: { position } }
  })
}
