import type { Transaction } from '../../db/client'
import { allCollectors } from '../catalogue/list-checks'

type Place = { workspaceId: string; projectId: string; runId: string }

/**
 * For every collector that remembers: what the newest earlier run of the project gathered under its
 * key, in the version of today. The value is handed over as it was stored; the collector checks it.
 */
export async function rememberedEvidence(tx: Transaction, place: Place): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>()
  for (const { token, remembers } of allCollectors()) {
    if (remembers !== true) continue
    const row = await tx.evidence.findFirst({
      where: {
        workspaceId: place.workspaceId,
        runId: { not: place.runId },
        run: { projectId: place.projectId },
        key: token.key,
        version: token.version,
        status: 'ok',
      },
      select: { value: true },
      orderBy: { collectedAt: 'desc' },
    })
    if (row !== null) found.set(token.key, row.value)
  }
  return found
}
