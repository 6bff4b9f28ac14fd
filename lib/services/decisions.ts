import type { DecisionsDto } from '../contracts/decisions'
import { NO_DECISIONS } from '../contracts/derivable'
import type { Transaction } from '../db/client'

type Rows = { workspaceId: string; projectIds: readonly string[]; until?: Date | undefined }

function upTo(until: Date | undefined) {
  return until === undefined ? {} : { at: { lte: until } }
}

async function confirmationsOf(tx: Transaction, { workspaceId, projectIds, until }: Rows) {
  const rows = await tx.attestation.findMany({
    where: { workspaceId, projectId: { in: [...projectIds] }, ...upTo(until) },
    distinct: ['projectId', 'itemId'],
    orderBy: [{ projectId: 'asc' }, { itemId: 'asc' }, { at: 'desc' }, { id: 'desc' }],
    omit: { file: true },
  })
  return rows.filter((row) => row.answer === 'confirmed')
}

/** What people signed, answered and decided, by project; three queries for any number of projects. */
export async function decisionsOf(tx: Transaction, rows: Rows): Promise<Map<string, DecisionsDto>> {
  const where = { workspaceId: rows.workspaceId, projectId: { in: [...rows.projectIds] } }
  const byProject = new Map<string, DecisionsDto>(
    rows.projectIds.map((id) => [id, { confirmations: [], signalAnswers: [], triage: [] }]),
  )
  for (const row of await confirmationsOf(tx, rows)) {
    byProject.get(row.projectId)?.confirmations.push({
      id: row.id,
      itemId: row.itemId,
      statementVersion: row.statementVersion,
      by: row.byName,
      at: row.at.toISOString(),
      expiresAt: row.expiresAt?.toISOString() ?? null,
    })
  }
  for (const row of await tx.signalAnswer.findMany({
    where: { ...where, ...upTo(rows.until) },
    orderBy: { signalId: 'asc' },
  })) {
    byProject.get(row.projectId)?.signalAnswers.push({
      signalId: row.signalId,
      answer: row.answer === 'yes' ? 'yes' : 'no',
      by: row.byName,
      at: row.at.toISOString(),
    })
  }
  for (const row of await tx.triage.findMany({ where, orderBy: { fingerprint: 'asc' } }))
    byProject.get(row.projectId)?.triage.push(triageDto(row))
  return byProject
}

/** What people signed, answered and decided in one project. */
export async function decisionsOfProject(
  tx: Transaction,
  { workspaceId, projectId }: { workspaceId: string; projectId: string },
): Promise<DecisionsDto> {
  return (await decisionsOf(tx, { workspaceId, projectIds: [projectId] })).get(projectId) ?? NO_DECISIONS
}

/** The same as it stood at a moment, as far as it is still kept: what was taken back since then is not. */
export async function decisionsAt(
  tx: Transaction,
  { workspaceId, projectId, at }: { workspaceId: string; projectId: string; at: Date },
): Promise<DecisionsDto> {
  const all = await decisionsOf(tx, { workspaceId, projectIds: [projectId], until: at })
  const { triage, ...rest } = all.get(projectId) ?? NO_DECISIONS
  const before = (waiver: (typeof triage)[number]['waiver']) =>
    waiver !== null && Date.parse(waiver.at) <= at.getTime() ? waiver : null
  return { ...rest, triage: triage.map((row) => ({ ...row, waiver: before(row.waiver) })) }
}

type TriageRow = Awaited<ReturnType<Transaction['triage']['findMany']>>[number]

/** One row of decisions as the API answers it. */
export function triageDto(row: TriageRow): DecisionsDto['triage'][number] {
  const { waivedAt, waivedUntil, disputedAt } = row
  return {
    fingerprint: row.fingerprint,
    checkId: row.checkId,
    ownerId: row.ownerId,
    order: row.order,
    dueAt: row.dueAt?.toISOString() ?? null,
    waiver:
      waivedAt === null || waivedUntil === null
        ? null
        : {
            by: row.waivedByName ?? '',
            at: waivedAt.toISOString(),
            until: waivedUntil.toISOString(),
            reason: row.waiveReason ?? '',
            publicNote: row.publicNote ?? '',
          },
    dispute:
      disputedAt === null
        ? null
        : {
            by: row.disputedBy ?? '',
            at: disputedAt.toISOString(),
            note: row.disputeNote ?? '',
            state: row.disputeState === 'upheld' || row.disputeState === 'rejected' ? row.disputeState : 'open',
          },
  }
}
