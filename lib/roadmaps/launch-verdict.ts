import { waivedImpact } from './check-state'
import type { CheckState, LaunchVerdict } from './state'

type Counts = { blockers: number; unproven: number; knownRisks: number }

function isGrave(impact: string | undefined): boolean {
  return impact === 'blocker' || impact === 'high'
}

function isKnownRisk(state: CheckState): boolean {
  if (isGrave(waivedImpact(state))) return true
  return (state.verdict === 'fail' || state.verdict === 'unknown') && state.effectiveImpact === 'high'
}

/** How many checks stand behind each row of the verdict table. */
export function countsOf(states: readonly CheckState[]): Counts {
  const blocking = states.filter((state) => state.effectiveImpact === 'blocker')
  return {
    blockers: blocking.filter((state) => state.verdict === 'fail').length,
    unproven: blocking.filter((state) => state.verdict === 'unknown').length,
    knownRisks: states.filter(isKnownRisk).length,
  }
}

/** GO or NO-GO: the first matching row of blocked, unproven, known risks, clear. */
export function launchVerdictOf(counts: Counts): LaunchVerdict {
  if (counts.blockers > 0) return { answer: 'no-go', reason: 'blocked' }
  if (counts.unproven > 0) return { answer: 'no-go', reason: 'unproven' }
  return { answer: 'go', reason: counts.knownRisks > 0 ? 'known-risks' : 'clear' }
}
