import type { Transaction } from '../../db/client'
import type { EvidenceToken, Outcome } from '../../engine/evidence'
import { allCollectors } from '../catalogue/list-checks'

/** Runs of a project that are looked through for evidence to take over. */
const MAX_ROWS = 20

type Place = { workspaceId: string; projectId: string; runId: string }
type Row = { key: string; version: number; value: unknown; ms: number; collectedAt: Date }

function outcomeFrom(row: Row, token: EvidenceToken | undefined, now: number): Outcome | undefined {
  const at = row.collectedAt.getTime()
  if (token === undefined || token.version !== row.version || at <= now - token.reuseMs || at > now) return undefined
  const parsed = token.schema.safeParse(row.value)
  if (!parsed.success || token.mayReuse?.(parsed.data) === false) return undefined
  return { status: 'ok', value: parsed.data, at, ms: row.ms }
}

/**
 * Evidence that may be asked for only now and then, such as what a registry says, from earlier runs of the
 * project: the newest value of each key that is young enough. Its age counts from when it was gathered, so
 * that it ends although run after run takes it over. `now` in milliseconds.
 */
export async function reusableEvidence(tx: Transaction, place: Place, now: number): Promise<Map<string, Outcome>> {
  const tokens = new Map(
    allCollectors().flatMap(({ token }) =>
      token.reuseMs > 0 && token.access === 'passive' ? [[token.key, token] as const] : [],
    ),
  )
  if (tokens.size === 0) return new Map()
  const oldest = Math.max(...[...tokens.values()].map((token) => token.reuseMs))
  const rows = await tx.evidence.findMany({
    where: {
      workspaceId: place.workspaceId,
      runId: { not: place.runId },
      run: { projectId: place.projectId },
      key: { in: [...tokens.keys()] },
      status: 'ok',
      collectedAt: { gt: new Date(now - oldest) },
    },
    select: { key: true, version: true, value: true, ms: true, collectedAt: true },
    orderBy: { collectedAt: 'desc' },
    take: MAX_ROWS,
  })
  const found = new Map<string, Outcome>()
  for (const row of rows) {
    const outcome = found.has(row.key) ? undefined : outcomeFrom(row, tokens.get(row.key), now)
    if (outcome !== undefined) found.set(row.key, outcome)
  }
  return found
}
