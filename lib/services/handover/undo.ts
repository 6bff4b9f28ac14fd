import { z } from 'zod'
import type { Context } from '../../auth/actor'
import { now } from '../../config'
import type { HandoverDto } from '../../contracts/handover'
import { AppError } from '../../errors'
import { confirmations } from '../../roadmaps/confirmations'
import { APPROVER_ROLES, isTransfer } from '../../roadmaps/handover'
import type { ItemId } from '../../roadmaps/ids'
import { addEntry } from '../attestation/add-entry'
import { newestOf } from '../attestation/internal'
import { nameOf } from '../input/internal'
import { refuseStranger } from '../triage/update-triage'
import { type Change, changeHandover, type HandoverAction, type Scene, type Values } from './change'
import { columnsOf } from './change-row'
import { rowAt, writeRow } from './internal'
import { attestedItems, lastChangeOf } from './load-handover'
import { approverKey, writeApprover } from './name-approver'
import { settleTransfers, takeBack } from './settle'

const DAY_MS = 86_400_000
const StoredValues = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))
const StoredPerson = z.object({ name: z.string(), userId: z.string().nullable(), reach: z.string().nullable() })

function overtaken(): AppError {
  return new AppError('conflict', { detail: 'Something was changed in the meantime. Look at it first.' })
}

const moment = (value: string | number | null | undefined): Date | null =>
  typeof value === 'string' ? new Date(value) : null

/** Gives a confirmation that was taken back once more, with the proof it had, in the name of whoever does this. */
async function signAgain({ tx, context, place }: Scene, itemId: ItemId): Promise<string> {
  const statement = confirmations[itemId]
  const former = await tx.attestation.findFirst({
    where: { ...place, itemId, answer: 'confirmed' },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  })
  const newest = (await newestOf(tx, place)).find((entry) => entry.itemId === itemId)
  if (former?.proof == null || statement === undefined || former.statementVersion !== statement.version)
    throw new AppError('conflict', { detail: 'The statement was reworded. Read it again before you confirm it.' })
  const { proofKind, proof: text, fileType: type, file } = former
  const proof =
    proofKind === 'file' && type !== null && file !== null
      ? { kind: 'file' as const, text, type, file }
      : { kind: proofKind === 'link' ? ('link' as const) : ('note' as const), text }
  const { id } = await addEntry(tx, context, {
    projectId: place.projectId,
    itemId,
    newest,
    statementVersion: statement.version,
    answer: 'confirmed',
    proof,
    lastsMs: statement.validDays === null ? null : statement.validDays * DAY_MS,
  })
  return id
}

async function undoWord(scene: Scene, itemId: ItemId, action: HandoverAction): Promise<string | undefined> {
  return action === 'confirmed' ? takeBack(scene, itemId) : signAgain(scene, itemId)
}

/** Whether a row still is as a change left it. */
function stands(row: Awaited<ReturnType<typeof rowAt>>, after: Values): boolean {
  const known: Values = {
    text: row.text,
    position: row.position,
    ownerId: row.ownerId,
    dueOn: row.dueOn?.toISOString().slice(0, 10) ?? null,
    note: row.note,
    proofId: row.proofId,
    transferredFrom: row.transferredFrom,
    transferredTo: row.transferredTo,
    tickedAt: row.tickedAt?.toISOString() ?? null,
    removedAt: row.removedAt?.toISOString() ?? null,
  }
  return Object.entries(after).every(([name, value]) => known[name] === undefined || known[name] === value)
}

async function undoRow(scene: Scene, key: string, change: { action: HandoverAction; before: Values; after: Values }) {
  const { action, before, after } = change
  const row = await rowAt(scene, key)
  if (!stands(row, after)) throw overtaken()
  switch (action) {
    case 'ticked':
    case 'unticked': {
      const { tickedAt, tickedByName = null, tickedById = null } = before
      const by = { tickedByName: tickedByName === null ? null : String(tickedByName) }
      const byId = { tickedById: tickedById === null ? null : String(tickedById) }
      const changed = { changedAt: new Date(now()), changedByName: nameOf(scene.context) }
      await writeRow(scene, key, { tickedAt: moment(tickedAt), ...by, ...byId, ...changed })
      return isTransfer(key) ? settleTransfers(scene) : undefined
    }
    case 'added':
    case 'removed':
      await writeRow(scene, key, { removedAt: action === 'added' ? new Date(now()) : null })
      return undefined
    case 'noted': {
      const noteBy = nameOf(scene.context)
      const noteVersion = row.noteVersion + 1
      await writeRow(scene, key, { note: String(before.note ?? ''), noteVersion, noteBy, noteAt: new Date(now()) })
      return undefined
    }
    default:
      if (typeof before.ownerId === 'string') await refuseStranger(scene.tx, scene.context.workspaceId, before.ownerId)
      await writeRow(scene, key, columnsOf(before))
      return undefined
  }
}

async function undoOne(scene: Scene, { key, ...change }: Pick<Change, 'key' | 'action' | 'before' | 'after'>) {
  const role = APPROVER_ROLES.find((known) => approverKey(known) === key)
  if (role !== undefined) {
    const person = StoredPerson.safeParse(change.before)
    return writeApprover(scene, role, person.success ? { ...person.data, reach: person.data.reach ?? '' } : null)
  }
  const itemId = attestedItems(scene.project.roadmap).find((known) => known === key)
  if (itemId !== undefined && (change.action === 'confirmed' || change.action === 'withdrawn'))
    return undoWord(scene, itemId, change.action)
  return undoRow(scene, key, change)
}

/**
 * Takes the newest change of a checklist back, a confirmation given on another page included. Throws `conflict` when
 * it is not the newest any more.
 */
export async function undoChange(
  context: Context,
  { projectId, changeId }: { projectId: string; changeId: string },
): Promise<HandoverDto> {
  return changeHandover(context, projectId, async (scene) => {
    const { tx, place, project } = scene
    const attested = await newestOf(tx, place)
    const last = await lastChangeOf(tx, place, { roadmap: project.roadmap, attested })
    if (last?.id !== changeId) throw overtaken()
    const row = await tx.handoverChange.findFirst({ where: { ...place, id: changeId } })
    const before = StoredValues.parse(row?.before ?? {})
    const after = StoredValues.parse(row?.after ?? {})
    const { key, action, label } = last
    const attestationId = await undoOne(scene, { key, action, before, after })
    await tx.handoverChange.updateMany({ where: { ...place, id: changeId }, data: { undoneAt: new Date(now()) } })
    const link = attestationId === undefined ? {} : { attestationId }
    return { key, action, label, before: after, after: before, isUndo: true, ...link }
  })
}
