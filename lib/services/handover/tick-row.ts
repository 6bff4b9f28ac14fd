import type { Context } from '../../auth/actor'
import { now } from '../../config'
import type { HandoverDto } from '../../contracts/handover'
import { OFFLINE_DAYS } from '../../contracts/handover-limits'
import { AppError } from '../../errors'
import { APPROVER_ITEM, TRANSFER_ITEM, TRANSFER_KEYS } from '../../roadmaps/handover'
import type { ItemId } from '../../roadmaps/ids'
import { nameOf } from '../input/internal'
import { type Change, changeHandover, type Scene } from './change'
import { nameRow, rowAt, userOf, writeRow } from './internal'
import { namedLine, settleApprovers, settleTransfers, standingWord, takeBack } from './settle'

/** Clocks of browsers run ahead by this much without being doubted. */
const AHEAD_MS = 60_000
const DAY_MS = 86_400_000

type Wanted = { projectId: string; row: string; done: boolean; at?: string | undefined }
type Click = { done: boolean; clickedAt: number; isLate: boolean }

function refuse(detail: string): AppError {
  return new AppError('conflict', { detail })
}

/** When the box was clicked. Throws `conflict` for a click that waited too long to be sent. */
function clickOf({ done, at }: Wanted): Click {
  const current = now()
  const given = at === undefined ? current : Date.parse(at)
  if (current - given > OFFLINE_DAYS * DAY_MS)
    throw refuse(`This was clicked more than ${OFFLINE_DAYS} days ago and was never sent. Tick it again if it is so.`)
  return { done, clickedAt: given > current + AHEAD_MS ? current : Math.min(given, current), isLate: at !== undefined }
}

const words = (values: { tickedAt: Date | null; tickedByName: string | null; tickedById: string | null }) => ({
  tickedAt: values.tickedAt?.toISOString() ?? null,
  tickedByName: values.tickedByName,
  tickedById: values.tickedById,
})

/** Where the whole was confirmed, each part becomes a tick of its own before one is taken back. */
async function partsFromWhole(scene: Scene): Promise<void> {
  const word = await standingWord(scene, TRANSFER_ITEM)
  if (word === undefined) return
  for (const key of TRANSFER_KEYS) {
    const part = await rowAt(scene, key)
    if (part.tickedAt !== null) continue
    const at = new Date(word.at)
    await writeRow(scene, key, { tickedAt: at, tickedByName: word.by, changedAt: at, changedByName: word.by })
  }
}

async function plainTick(
  scene: Scene,
  { key, label, isTransfer }: { key: string; label: string; isTransfer: boolean },
  { done, clickedAt, isLate }: Click,
): Promise<Change | undefined> {
  if (isTransfer && !done) await partsFromWhole(scene)
  const row = await rowAt(scene, key)
  if ((row.tickedAt !== null) === done) return undefined
  if (isTransfer && done && (await standingWord(scene, TRANSFER_ITEM)) !== undefined) return undefined
  if (isLate && row.changedAt !== null && row.changedAt.getTime() > clickedAt) {
    throw refuse(`${row.changedByName ?? 'Somebody'} changed this after you clicked. Look at it again.`)
  }
  const at = new Date(clickedAt)
  const name = nameOf(scene.context)
  const after = done
    ? { tickedAt: at, tickedByName: name, tickedById: userOf(scene.context) }
    : { tickedAt: null, tickedByName: null, tickedById: null }
  await writeRow(scene, key, { ...after, changedAt: at, changedByName: name })
  const attestationId = isTransfer ? await settleTransfers(scene) : undefined
  return {
    key,
    action: done ? 'ticked' : 'unticked',
    label,
    before: words(row),
    after: words(after),
    ...(attestationId === undefined ? {} : { attestationId }),
  }
}

async function wordBack(scene: Scene, { itemId, label }: { itemId: ItemId; label: string }): Promise<Change> {
  const attestationId = await takeBack(scene, itemId)
  if (attestationId === undefined) throw refuse('Checks measured this. It changes when what they measure does.')
  return { key: itemId, action: 'withdrawn', label, before: {}, after: {}, attestationId }
}

async function itemTick(
  scene: Scene,
  { itemId, label }: { itemId: ItemId; label: string },
  { done }: Click,
): Promise<Change> {
  if (!done) return wordBack(scene, { itemId, label })
  if (itemId !== APPROVER_ITEM) {
    throw refuse('This takes proof: checks that pass, or a confirmation with a note, a link or a file.')
  }
  if ((await namedLine(scene)) === undefined) throw refuse('Name all three approvers first. The box ticks itself then.')
  const attestationId = await settleApprovers(scene, { again: true })
  return {
    key: itemId,
    action: 'confirmed',
    label,
    before: {},
    after: {},
    ...(attestationId === undefined ? {} : { attestationId }),
  }
}

/**
 * Says that a row is done or not. The same word twice changes nothing, so of two people who tick at once the first
 * is named. Throws `conflict` where only proof can tick it, and for a late click somebody has overtaken.
 */
export async function tickRow(context: Context, wanted: Wanted): Promise<HandoverDto> {
  return changeHandover(context, wanted.projectId, async (scene) => {
    const click = clickOf(wanted)
    const named = await nameRow(scene, wanted.row)
    if (named.kind === 'item') return itemTick(scene, named, click)
    return plainTick(scene, { key: wanted.row, label: named.label, isTransfer: named.kind === 'transfer' }, click)
  })
}
