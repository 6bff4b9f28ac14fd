import type { AttestationDto } from '../../contracts/attestation'
import { confirmations } from '../../roadmaps/confirmations'
import { APPROVER_ITEM, TRANSFER_ITEM, TRANSFER_KEYS, transfers } from '../../roadmaps/handover'
import type { ItemId } from '../../roadmaps/ids'
import { addEntry } from '../attestation/add-entry'
import { historyOf } from '../attestation/internal'
import { approversLine, approversOf } from './approvers'
import type { Scene } from './change'

const DAY_MS = 86_400_000

async function newestAbout({ tx, place }: Scene, itemId: ItemId): Promise<AttestationDto | undefined> {
  const [newest] = await historyOf(tx, { ...place, itemId, take: 1 })
  return newest
}

/** Signs an item with words put together from the checklist. Answers the id of the new entry. */
async function sign(scene: Scene, itemId: ItemId, text: string): Promise<string> {
  const statement = confirmations[itemId]
  if (statement === undefined) throw new RangeError(`${itemId} has no statement`)
  const entry = await addEntry(scene.tx, scene.context, {
    projectId: scene.place.projectId,
    itemId,
    newest: await newestAbout(scene, itemId),
    statementVersion: statement.version,
    answer: 'confirmed',
    proof: { kind: 'note', text },
    lastsMs: statement.validDays === null ? null : statement.validDays * DAY_MS,
  })
  return entry.id
}

/** Takes the newest confirmation of an item back. Answers the id of the entry, or nothing where there is none. */
export async function takeBack(scene: Scene, itemId: ItemId): Promise<string | undefined> {
  const newest = await newestAbout(scene, itemId)
  if (newest === undefined || newest.answer === 'withdrawn') return undefined
  const entry = await addEntry(scene.tx, scene.context, {
    projectId: scene.place.projectId,
    itemId,
    newest,
    statementVersion: newest.statementVersion,
    answer: 'withdrawn',
  })
  return entry.id
}

/** Whether somebody's word about an item stands now, as far as no clock is asked. */
export async function standingWord(scene: Scene, itemId: ItemId): Promise<AttestationDto | undefined> {
  const newest = await newestAbout(scene, itemId)
  return newest?.answer === 'confirmed' ? newest : undefined
}

/**
 * Brings the confirmation that everything changed hands in line with the three ticks: all of them make it, one less
 * takes it back. Answers the id of the entry that was added.
 */
export async function settleTransfers(scene: Scene): Promise<string | undefined> {
  const { tx, place } = scene
  const rows = await tx.handoverRow.findMany({
    where: { ...place, key: { in: [...TRANSFER_KEYS] }, tickedAt: { not: null } },
  })
  if (rows.length < TRANSFER_KEYS.length) return takeBack(scene, TRANSFER_ITEM)
  if ((await standingWord(scene, TRANSFER_ITEM)) !== undefined) return undefined
  const lines = TRANSFER_KEYS.map((key) => {
    const row = rows.find((entry) => entry.key === key)
    const from = row?.transferredFrom ? ` from ${row.transferredFrom}` : ''
    const to = row?.transferredTo ? ` to ${row.transferredTo}` : ''
    return `${transfers[key].label}${from}${to}: ${row?.tickedByName ?? ''}, ${row?.tickedAt?.toISOString().slice(0, 10) ?? ''}`
  })
  return sign(scene, TRANSFER_ITEM, lines.join('\n'))
}

/** The three names as they stand now, in one line; `undefined` while one is missing. */
export async function namedLine({ tx, place, project }: Scene): Promise<string | undefined> {
  return approversLine(await approversOf(tx, place, project))
}

/**
 * Brings the confirmation that the approvers are named in line with the three names. Where a name is missing, only
 * a confirmation that was made of three names is taken back: one given with other proof stands on its own. Answers
 * the id of the entry that was added.
 */
export async function settleApprovers(
  scene: Scene,
  { before, again = false }: { before?: string | undefined; again?: boolean },
): Promise<string | undefined> {
  const line = await namedLine(scene)
  if (line === undefined) return before === undefined ? undefined : takeBack(scene, APPROVER_ITEM)
  const word = await standingWord(scene, APPROVER_ITEM)
  if (!again && word?.proof?.kind === 'note' && word.proof.text === line) return undefined
  return sign(scene, APPROVER_ITEM, line)
}
