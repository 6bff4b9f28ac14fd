import { type CheckResult, type Finding, IMPACTS, type Impact, type Verdict } from './finding'

const WORST_FIRST: readonly Verdict[] = ['fail', 'unknown', 'warn', 'pass', 'not-applicable']

/** The worst of some verdicts: fail, then unknown, warn, pass, not-applicable. Nothing at all is unknown. */
export function worstVerdict(verdicts: Iterable<Verdict>): Verdict {
  let worst = WORST_FIRST.length
  for (const verdict of verdicts) worst = Math.min(worst, WORST_FIRST.indexOf(verdict))
  return WORST_FIRST[worst] ?? 'unknown'
}

/** Negative when the first impact is the graver one. */
export function compareImpact(left: Impact, right: Impact): number {
  return IMPACTS.indexOf(left) - IMPACTS.indexOf(right)
}

/** The gravest impact among the findings that gave the verdict; the ceiling where none did. */
export function impactOf({
  findings,
  verdict,
  ceiling,
}: {
  findings: readonly Finding[]
  verdict: Verdict
  ceiling: Impact
}): Impact {
  const deciding = findings.filter((finding) => finding.verdict === verdict).map((finding) => finding.impact)
  return deciding.sort(compareImpact)[0] ?? ceiling
}

/** Fail and warn are open; the rest asks nothing of anybody. */
export function isOpen(result: Pick<CheckResult, 'verdict'>): boolean {
  return result.verdict === 'fail' || result.verdict === 'warn'
}
