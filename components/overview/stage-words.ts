import { VERDICTS } from '@/lib/engine/finding'
import { count } from '@/lib/format/count'
import type { StageState } from '@/lib/roadmaps/state'

/** "2 blockers", or how much of a stage is proven. */
export function stageProgress(stage: StageState): string {
  if (stage.blockers > 0) return count(stage.blockers, 'blocker')
  const total = VERDICTS.reduce((sum, verdict) => sum + stage.counts[verdict], 0)
  const proven = stage.counts.pass + stage.counts.warn + stage.counts['not-applicable']
  return `${proven} of ${total} proven`
}
