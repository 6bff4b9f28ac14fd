import type { AnyCheck } from './check'
import type { AnyCollector } from './collector'
import type { EvidenceToken } from './evidence'
import { type Needs, tokenOf } from './need'
import type { Target } from './target'

/** Registered parts that do not fit together; found at start-up, never during a run. */
export class PlanError extends Error {
  override name = 'PlanError'
}

export type Plan = {
  /** Checks that will be judged, in registry order. */
  checks: AnyCheck[]
  /** Checks that cannot matter for this target, with the message code that says why. */
  skipped: { check: AnyCheck; code: string }[]
  /** Exactly the collectors the checks need, each after everything it needs itself. */
  collectors: AnyCollector[]
}

function tokensOf(needs: Needs): EvidenceToken[] {
  return Object.values(needs).map((need) => tokenOf(need))
}

/**
 * Chooses what a run has to do: the checks that matter for the target and the closure of their
 * needs. Throws `PlanError` for a missing collector or a cycle.
 */
export function makePlan({
  checks,
  collectors,
  target,
}: {
  checks: readonly AnyCheck[]
  collectors: readonly AnyCollector[]
  target: Target
}): Plan {
  const plan: Plan = { checks: [], skipped: [], collectors: [] }
  for (const check of checks) {
    const relevance = check.when === undefined ? true : check.when(target)
    if (relevance === true) plan.checks.push(check)
    else plan.skipped.push({ check, code: relevance })
  }
  const byKey = new Map(collectors.map((collector) => [collector.token.key, collector]))
  const state = new Map<string, 'visiting' | 'done'>()
  const visit = (token: EvidenceToken, path: readonly string[]): void => {
    if (state.get(token.key) === 'done') return
    if (state.get(token.key) === 'visiting')
      throw new PlanError(`Evidence needs itself: ${[...path, token.key].join(' > ')}`)
    const collector = byKey.get(token.key)
    if (collector === undefined)
      throw new PlanError(`Nothing collects ${token.key}, asked for by ${path.at(-1) ?? 'a check'}`)
    state.set(token.key, 'visiting')
    for (const needed of tokensOf(collector.needs)) visit(needed, [...path, token.key])
    state.set(token.key, 'done')
    plan.collectors.push(collector)
  }
  for (const check of plan.checks) for (const token of tokensOf(check.needs)) visit(token, [check.id])
  return plan
}
