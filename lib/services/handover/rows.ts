import type { AttestationDto } from '../../contracts/attestation'
import type { HandoverRowDto } from '../../contracts/handover'
import type { Transaction } from '../../db/client'
import { confirmations } from '../../roadmaps/confirmations'
import {
  APPROVER_ITEM,
  type HandoverSectionId,
  handoverRows,
  type PresetRow,
  TRANSFER_ITEM,
  transfers,
} from '../../roadmaps/handover'
import type { ItemId, RoadmapId } from '../../roadmaps/ids'
import { items } from '../../roadmaps/items'
import { roadmaps } from '../../roadmaps/roadmap'
import type { ItemState, ProjectState } from '../../roadmaps/state'

type Place = { workspaceId: string; projectId: string }

/** Everything stored about the rows of a checklist, own rows in their order. */
export async function storedRows(tx: Transaction, place: Place) {
  return tx.handoverRow.findMany({
    where: { ...place, removedAt: null },
    orderBy: [{ position: 'asc' }, { key: 'asc' }],
    include: {
      owner: { select: { userId: true, user: { select: { name: true, email: true } } } },
      proof: { select: { kind: true, text: true, fileType: true, file: false, id: true } },
    },
  })
}
export type StoredRow = Awaited<ReturnType<typeof storedRows>>[number]

/** What rows are worked out from. `sizes`: bytes of the files shown as proof. */
export type Facts = {
  roadmap: RoadmapId
  state: ProjectState
  stored: readonly StoredRow[]
  attested: ReadonlyMap<string, AttestationDto>
  sizes: ReadonlyMap<string, number>
}

type Bare = Pick<HandoverRowDto, 'key' | 'section' | 'text' | 'kind'> & { itemId?: ItemId }

/** What people wrote beside a row. */
function writtenOf(row: StoredRow | undefined, { sizes }: Facts) {
  const { proof, owner } = row ?? {}
  const kept = proof == null ? null : { ...proof, bytes: sizes.get(proof.id) ?? 0 }
  return {
    owner: owner == null ? null : { id: owner.userId, name: owner.user.name ?? owner.user.email },
    dueOn: row?.dueOn?.toISOString().slice(0, 10) ?? null,
    note: {
      text: row?.note ?? '',
      version: row?.noteVersion ?? 0,
      by: row?.noteBy ?? null,
      at: row?.noteAt?.toISOString() ?? null,
    },
    proof: kept === null ? null : proofDto(kept),
  }
}

function proofDto({
  kind,
  text,
  fileType,
  bytes,
}: {
  kind: string
  text: string
  fileType: string | null
  bytes: number
}) {
  if (kind === 'link') return { kind: 'link' as const, url: text }
  if (kind === 'file') return { kind: 'file' as const, name: text, type: fileType ?? 'text/plain', bytes }
  return { kind: 'note' as const, text }
}

function stageOf(roadmap: RoadmapId, itemId: ItemId): string | null {
  const { stages } = roadmaps[roadmap]
  // An item of several stages is looked at where it is handed over.
  const found = stages.findLast((stage) => stage.items.includes(itemId))
  return found?.id ?? null
}

function judgedAt(item: ItemState, { state }: Facts): number {
  const times = item.required.flatMap((id) => state.checks[id]?.result?.judgedAt ?? [])
  return times.length === 0 ? (state.checkedAt ?? 0) : Math.max(...times)
}

function isProven({ state }: ItemState): boolean {
  return state === 'pass' || state === 'warn' || state === 'not-applicable'
}

function itemTick(item: ItemState, facts: Facts): HandoverRowDto['tick'] {
  if (!isProven(item)) return null
  const signed = item.required.flatMap((id) => facts.state.checks[id]?.confirmed ?? [])[0]
  if (signed === undefined) {
    const at = new Date(judgedAt(item, facts)).toISOString()
    return { how: 'evidence', by: null, at, expiresAt: null }
  }
  const expiresAt = signed.expiresAt === undefined ? null : new Date(signed.expiresAt).toISOString()
  return { how: 'confirmation', by: signed.by, at: new Date(signed.at).toISOString(), expiresAt }
}

function confirmationOf(item: ItemState | undefined, facts: Facts): HandoverRowDto['confirmation'] {
  const entry = item?.confirmation === undefined ? undefined : facts.attested.get(item.id)
  if (entry === undefined || entry.answer !== 'confirmed' || entry.proof === null) return null
  return { id: entry.id, by: entry.by, at: entry.at, expiresAt: entry.expiresAt, proof: entry.proof }
}

const NOTHING = { tick: null, waitsFor: [], confirmation: null, statementVersion: null, stageId: null, transfer: null }

function itemRow(preset: Extract<PresetRow, { kind: 'item' }>, facts: Facts): HandoverRowDto[] {
  const item = facts.state.items[preset.key]
  if (item === undefined) return []
  const usual = item.confirmable ? ('confirm' as const) : ('evidence' as const)
  const isOpen = !isProven(item)
  return [
    {
      ...NOTHING,
      ...writtenOf(stored(facts, preset.key), facts),
      key: preset.key,
      section: preset.section,
      text: items[preset.key].text,
      kind: preset.key === APPROVER_ITEM ? 'approvers' : usual,
      tick: itemTick(item, facts),
      waitsFor: isOpen ? waitsFor(item, facts) : [],
      stageId: stageOf(facts.roadmap, preset.key),
      confirmation: confirmationOf(item, facts),
      statementVersion: confirmations[preset.key]?.version ?? null,
      proof: null,
    },
  ]
}

function waitsFor(item: ItemState, { state }: Facts): HandoverRowDto['waitsFor'] {
  return item.required.flatMap((id) => {
    const check = state.checks[id]
    if (check === undefined || (check.verdict !== 'fail' && check.verdict !== 'unknown')) return []
    // A check that only a person can speak for has no page of its own.
    if (check.meta === undefined) return []
    return [
      {
        checkId: id,
        title: check.verdict === 'fail' ? (check.open[0]?.text ?? check.title) : check.title,
        verdict: check.verdict,
      },
    ]
  })
}

function stored({ stored: rows }: Facts, key: string): StoredRow | undefined {
  return rows.find((row) => row.key === key)
}

function plainTick(row: StoredRow | undefined): HandoverRowDto['tick'] {
  if (row?.tickedAt == null || row.tickedByName === null) return null
  return { how: 'person', by: row.tickedByName, at: row.tickedAt.toISOString(), expiresAt: null }
}

function transferRow(preset: Extract<PresetRow, { kind: 'transfer' }>, facts: Facts): HandoverRowDto {
  const row = stored(facts, preset.key)
  const signed = confirmationOf(facts.state.items[TRANSFER_ITEM], facts)
  return {
    ...NOTHING,
    ...writtenOf(row, facts),
    ...preset,
    text: transfers[preset.key].text,
    // Whoever confirmed the whole has confirmed each part.
    tick:
      plainTick(row) ??
      (signed === null ? null : { how: 'confirmation', by: signed.by, at: signed.at, expiresAt: signed.expiresAt }),
    stageId: stageOf(facts.roadmap, TRANSFER_ITEM),
    transfer: { from: row?.transferredFrom ?? '', to: row?.transferredTo ?? '' },
  }
}

function ownRows(section: HandoverSectionId, facts: Facts): HandoverRowDto[] {
  return facts.stored.flatMap((row) => {
    if (row.section !== section || row.text === null) return []
    const bare: Bare = { key: row.key, section, text: row.text, kind: 'own' }
    return [{ ...NOTHING, ...writtenOf(row, facts), ...bare, tick: plainTick(row) }]
  })
}

/** The rows of one section: those every project begins with, then own ones. */
export function rowsOf(section: HandoverSectionId, facts: Facts): HandoverRowDto[] {
  const presets = handoverRows(facts.roadmap).filter((row) => row.section === section)
  return [
    ...presets.flatMap((row) => (row.kind === 'item' ? itemRow(row, facts) : [transferRow(row, facts)])),
    ...ownRows(section, facts),
  ]
}
