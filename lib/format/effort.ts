import type { Effort } from '@/lib/engine/finding'
import { formatMinutes } from './time'

const MINUTES: Readonly<Record<Effort, number>> = { S: 15, M: 60, L: 240 }

/** What an effort letter stands for: "up to 15 min". */
export function formatEffort(effort: Effort): string {
  return `up to ${formatMinutes(MINUTES[effort])}`
}

/** The sum of some efforts at their upper bounds: "about 2 h 15 min"; undefined for none. */
export function formatEffortSum(efforts: readonly Effort[]): string | undefined {
  if (efforts.length === 0) return undefined
  return `about ${formatMinutes(efforts.reduce((sum, effort) => sum + MINUTES[effort], 0))}`
}
