import type { RunSnapshot } from '@/lib/contracts/run'
import { count } from '@/lib/format/count'
import type { ProjectState } from '@/lib/roadmaps/state'

export type Changes = { gone: number; fresh: number }

/**
 * Open findings that appeared or went since an earlier audit. One that went is not called fixed: its check
 * may have found no answer this time.
 */
export function changesSince(snapshot: Pick<RunSnapshot, 'open'>, state: ProjectState): Changes {
  const before = new Set(snapshot.open)
  const now = new Set(Object.values(state.checks).flatMap((check) => check.open.map(({ fingerprint }) => fingerprint)))
  return {
    gone: [...before].filter((fingerprint) => !now.has(fingerprint)).length,
    fresh: [...now].filter((fingerprint) => !before.has(fingerprint)).length,
  }
}

/** "2 no longer open, 1 new". */
export function changesText({ gone, fresh }: Changes): string {
  if (gone === 0 && fresh === 0) return 'nothing changed'
  return [gone > 0 ? `${gone} no longer open` : '', fresh > 0 ? count(fresh, 'new finding') : '']
    .filter((part) => part !== '')
    .join(', ')
}
