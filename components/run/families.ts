import { byFamily } from '@/components/findings/families'
import type { CheckMetaDto, CheckResultDto } from '@/lib/contracts/result'
import type { RunDto } from '@/lib/contracts/run'
import type { Verdict } from '@/lib/engine/finding'

const WORST_FIRST: readonly Verdict[] = ['fail', 'unknown', 'warn', 'pass', 'not-applicable']

export type FamilyProgress = {
  name: string
  planned: number
  done: number
  passed: number
  /** Undefined while nothing of the group was judged. */
  worst: Verdict | undefined
}

/** How far each group of a run is, in a fixed order; groups the run does not touch are left out. */
export function familyProgress(run: Pick<RunDto, 'planned' | 'results'>): FamilyProgress[] {
  const results = new Map(run.results.map((result) => [result.checkId, result]))
  return byFamily(run.planned).map(({ name, checks }) => {
    const judged = checks.flatMap(({ id }) => results.get(id) ?? [])
    return {
      name,
      planned: checks.length,
      done: judged.length,
      passed: judged.filter(({ verdict }) => verdict === 'pass' || verdict === 'not-applicable').length,
      worst: WORST_FIRST.find((verdict) => judged.some((result) => result.verdict === verdict)),
    }
  })
}

const IMPACT_ORDER = ['blocker', 'high', 'medium', 'low'] as const

/** Results worst first; equals in the order they arrived in, so a list moves as little as it can. */
export function worstFirst(results: readonly CheckResultDto[]): CheckResultDto[] {
  return results.toSorted(
    (left, right) =>
      WORST_FIRST.indexOf(left.verdict) - WORST_FIRST.indexOf(right.verdict) ||
      IMPACT_ORDER.indexOf(left.impact) - IMPACT_ORDER.indexOf(right.impact),
  )
}

/** The sentence of a result: its worst finding when there is something to say, else the title of the check. */
export function resultText(result: CheckResultDto, check: CheckMetaDto | undefined): string {
  const telling = result.findings.find(({ verdict }) => verdict === result.verdict)
  if (telling !== undefined && (result.verdict !== 'pass' || result.findings.length === 1)) return telling.text
  return check?.title ?? result.checkId
}
