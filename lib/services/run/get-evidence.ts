import { z } from 'zod'
import { allow, type Context } from '../../auth/actor'
import type { EvidenceDto } from '../../contracts/run'
import { notFound } from '../../errors'
import { evidenceTitles } from '../catalogue/list-checks'
import { inContext } from '../transaction'

/** One piece of evidence of a run, or `not-found`. Values were masked before they were stored. */
export async function getEvidence(
  context: Context,
  { runId, key }: { runId: string; key: string },
): Promise<EvidenceDto> {
  allow(context, 'run.read')
  const row = await inContext(context, (tx) =>
    tx.evidence.findFirst({ where: { workspaceId: context.workspaceId, runId, key } }),
  )
  if (row === null) throw notFound()
  return {
    runId,
    key: row.key,
    title: evidenceTitles().get(row.key) ?? row.key,
    version: row.version,
    status: z.enum(['ok', 'absent', 'error']).parse(row.status),
    reason: row.reason,
    detail: row.detail,
    value: z.json().parse(row.value),
    bytes: row.bytes,
    ms: row.ms,
    collectedAt: row.collectedAt.toISOString(),
  }
}
