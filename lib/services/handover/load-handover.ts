import type { Context } from '../../auth/actor'
import { now } from '../../config'
import type { AttestationDto } from '../../contracts/attestation'
import { HANDOVER_ACTIONS, type HandoverChangeDto, type HandoverDto } from '../../contracts/handover'
import type { Transaction } from '../../db/client'
import { HANDOVER_SECTIONS, handoverRows, handoverSections, TRANSFER_ITEM } from '../../roadmaps/handover'
import type { ItemId, RoadmapId } from '../../roadmaps/ids'
import { items } from '../../roadmaps/items'
import { newestOf } from '../attestation/internal'
import { projectInWorkspace } from '../project/internal'
import { loadState } from '../project/load-state'
import { approversOf } from './approvers'
import { rowsOf, storedRows } from './rows'

type Place = { workspaceId: string; projectId: string }

async function fileSizes(tx: Transaction, place: Place): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; bytes: number }[]>`
    select id, octet_length(file) as bytes from handover_proof
    where workspace_id = ${place.workspaceId}::uuid and project_id = ${place.projectId}::uuid and file is not null`
  return new Map(rows.map(({ id, bytes }) => [id, bytes]))
}

/** The items whose confirmations belong to the checklist of a roadmap. */
export function attestedItems(roadmap: RoadmapId): ItemId[] {
  return [TRANSFER_ITEM, ...handoverRows(roadmap).flatMap((row) => (row.kind === 'item' ? [row.key] : []))]
}

function byAttestation(entry: AttestationDto, itemId: ItemId): HandoverChangeDto {
  return {
    id: entry.id,
    action: entry.answer === 'confirmed' ? 'confirmed' : 'withdrawn',
    key: itemId,
    label: items[itemId].text,
    by: entry.by,
    byId: null,
    at: entry.at,
  }
}

/** The newest change that can be taken back: of the rows, or a confirmation somebody gave on any page. */
export async function lastChangeOf(
  tx: Transaction,
  place: Place,
  { roadmap, attested }: { roadmap: RoadmapId; attested: readonly AttestationDto[] },
): Promise<HandoverChangeDto | null> {
  const row = await tx.handoverChange.findFirst({ where: { ...place, undoneAt: null }, orderBy: { at: 'desc' } })
  const known = await tx.handoverChange.findMany({
    where: { ...place, attestationId: { in: attested.map(({ id }) => id) } },
    select: { attestationId: true },
  })
  const linked = new Set(known.map(({ attestationId }) => attestationId))
  const wanted = attestedItems(roadmap)
  const [newest] = attested
    .flatMap((entry) => {
      const itemId = wanted.find((id) => id === entry.itemId)
      return itemId === undefined || linked.has(entry.id) ? [] : [{ entry, itemId }]
    })
    .toSorted((left, right) => Date.parse(right.entry.at) - Date.parse(left.entry.at))
  if (newest !== undefined && (row === null || Date.parse(newest.entry.at) > row.at.getTime()))
    return byAttestation(newest.entry, newest.itemId)
  if (row === null) return null
  const action = HANDOVER_ACTIONS.find((known) => known === row.action)
  if (action === undefined) return null
  const { id, key, label, byName, byId, at } = row
  return { id, key, label, by: byName, byId, at: at.toISOString(), action }
}

/** The checklist inside a transaction. Throws `not-found`. */
export async function loadHandover(tx: Transaction, context: Context, projectId: string): Promise<HandoverDto> {
  const place = { workspaceId: context.workspaceId, projectId }
  const project = await projectInWorkspace(tx, context, projectId)
  const attested = await newestOf(tx, place)
  const facts = {
    roadmap: project.roadmap,
    state: await loadState(tx, context, project),
    stored: await storedRows(tx, place),
    attested: new Map(attested.map((entry) => [entry.itemId, entry])),
    sizes: await fileSizes(tx, place),
  }
  const sections = HANDOVER_SECTIONS.map((id) => ({ id, title: handoverSections[id], rows: rowsOf(id, facts) }))
  const rows = sections.flatMap((section) => section.rows)
  return {
    projectId,
    roadmap: project.roadmap,
    now: new Date(now()).toISOString(),
    ticked: rows.filter(({ tick }) => tick !== null).length,
    total: rows.length,
    sections,
    approvers: await approversOf(tx, place, project),
    lastChange: await lastChangeOf(tx, place, { roadmap: project.roadmap, attested }),
  }
}
