import type { CheckResult, Verdict } from './finding'

/** A second look must be at least this much later than the first, from fresh connections. */
export const CONFIRM_AFTER_MS = 5_000

/** The checks that passed before and fail now; only these need a second look. */
export function needsConfirmation(previous: ReadonlyMap<string, Verdict>, results: readonly CheckResult[]): string[] {
  return results
    .filter((result) => result.verdict === 'fail' && previous.get(result.checkId) === 'pass')
    .map((result) => result.checkId)
}

/**
 * Joins the second look with the first: the same verdict stands with the newer evidence, any other
 * answer makes the check unknown, because one of the two must have been a passing fault.
 */
export function mergeConfirmation(first: readonly CheckResult[], second: readonly CheckResult[]): CheckResult[] {
  const again = new Map(second.map((result) => [result.checkId, result]))
  return first.map((result) => {
    const repeated = again.get(result.checkId)
    if (repeated === undefined) return result
    if (repeated.verdict === result.verdict) return repeated
    return { ...result, verdict: 'unknown', reason: 'answers-differed' }
  })
}
