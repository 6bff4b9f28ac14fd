import type { AttestationDto, ProofDto } from '../../contracts/attestation'
import type { Transaction } from '../../db/client'
import { Prisma } from '../../db/generated/client'

type Row = {
  id: string
  itemId: string
  statementVersion: number
  answer: string
  proofKind: string | null
  proof: string | null
  fileType: string | null
  bytes: number | null
  byName: string
  at: Date
  expiresAt: Date | null
}

function proofOf({ proofKind, proof, fileType, bytes }: Row): ProofDto | null {
  if (proof === null) return null
  switch (proofKind) {
    case 'link':
      return { kind: 'link', url: proof }
    case 'file':
      return { kind: 'file', name: proof, type: fileType ?? 'text/plain', bytes: bytes ?? 0 }
    default:
      return { kind: 'note', text: proof }
  }
}

/** One entry of the history as the API shows it, without the bytes of its file. */
export function attestationDto(row: Row): AttestationDto {
  return {
    id: row.id,
    itemId: row.itemId,
    statementVersion: row.statementVersion,
    answer: row.answer === 'confirmed' ? 'confirmed' : 'withdrawn',
    proof: proofOf(row),
    by: row.byName,
    at: row.at.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }
}

const COLUMNS = Prisma.sql`id, item_id as "itemId", statement_version as "statementVersion", answer,
  proof_kind as "proofKind", proof, file_type as "fileType", octet_length(file) as bytes, by_name as "byName", at,
  expires_at as "expiresAt"`

type Place = { workspaceId: string; projectId: string }

/** The last entries about one item, newest first. */
export async function historyOf(
  tx: Transaction,
  { workspaceId, projectId, itemId, take }: Place & { itemId: string; take: number },
): Promise<AttestationDto[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select ${COLUMNS} from attestation
    where workspace_id = ${workspaceId}::uuid and project_id = ${projectId}::uuid and item_id = ${itemId}
    order by at desc, id desc limit ${take}`
  return rows.map(attestationDto)
}

/** The newest entry about each item. */
export async function newestOf(tx: Transaction, { workspaceId, projectId }: Place): Promise<AttestationDto[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select distinct on (item_id) ${COLUMNS} from attestation
    where workspace_id = ${workspaceId}::uuid and project_id = ${projectId}::uuid
    order by item_id, at desc, id desc`
  return rows.map(attestationDto)
}
