import type { AnyCheck, JudgeContext } from './check'
import type { EvidenceError, Outcome } from './evidence'
import type { CheckResult, Finding, ReasonCode } from './finding'
import { deepFreeze } from './immutable'
import { resolveNeeds, tokenOf } from './need'
import { createSay } from './say'
import { project } from './subject'
import { impactOf, worstVerdict } from './verdict'

const MAX_FINDINGS = 500

function base(check: AnyCheck): Pick<CheckResult, 'checkId' | 'checkVersion' | 'impact' | 'evidence'> {
  const evidence = Object.values(check.needs).map((need) => tokenOf(need).key)
  return { checkId: check.id, checkVersion: check.version, impact: check.impact, evidence }
}

function undecided(check: AnyCheck, reason: ReasonCode, extra: { detail?: string; ask?: string } = {}): CheckResult {
  return {
    ...base(check),
    verdict: reason === 'not-relevant' ? 'not-applicable' : 'unknown',
    findings: [],
    ms: 0,
    reason,
    ...extra,
  }
}

function blocked(check: AnyCheck, outcome: Exclude<Outcome, { status: 'ok' }>): CheckResult {
  if (outcome.status === 'absent') {
    return undecided(check, outcome.reason, outcome.ask === undefined ? {} : { ask: outcome.ask })
  }
  const error: EvidenceError = outcome.error
  return undecided(check, error.code, error.detail === undefined ? {} : { detail: error.detail })
}

/** A check's verdict over its findings; a check that says nothing is unknown. */
export function resultOf(check: AnyCheck, findings: readonly Finding[], ms: number): CheckResult {
  if (findings.length === 0) return { ...undecided(check, 'no-findings'), ms }
  const kept = findings.slice(0, MAX_FINDINGS)
  const verdict = worstVerdict(kept.map((finding) => finding.verdict))
  return {
    ...base(check),
    verdict,
    impact: impactOf({ findings: kept, verdict, ceiling: check.impact }),
    findings: kept,
    ms,
  }
}

/** The result of a check that cannot matter for this target. */
export function notApplicable(check: AnyCheck, code: string): CheckResult {
  const say = createSay(check)
  return resultOf(check, [say.notApplicable(code, {}, { subject: project() })], 0)
}

/** The result of a check that was planned but never got its evidence in time. */
export function unreached(check: AnyCheck, code: 'timeout' | 'aborted'): CheckResult {
  return undecided(check, code)
}

/** The result of a check whose probes may not be sent. `why` is one sentence, safe to show. */
export function withheld(check: AnyCheck, reason: 'aborted' | 'needs-permission', why: string): CheckResult {
  return undecided(check, reason, { detail: why })
}

/** The result of a check whose target is not to be looked at. `why` is one sentence, safe to show. */
export function declined(check: AnyCheck, why: string): CheckResult {
  return undecided(check, 'refused-by-guard', { detail: why })
}

export type JudgeOptions = {
  check: AnyCheck
  outcomes: ReadonlyMap<string, Outcome>
  context: JudgeContext
  /** A monotonic clock in milliseconds; only measures, never judges. */
  clock: () => number
}

/** Judges one check once its needs are settled. Never throws: a crash of the check is unknown. */
export function judgeCheck({ check, outcomes, context, clock }: JudgeOptions): CheckResult {
  const resolved = resolveNeeds(check.needs, outcomes)
  if (!resolved.ready) return blocked(check, resolved.blockedBy.outcome)
  const started = clock()
  try {
    const said = check.judge(deepFreeze(resolved.values), createSay(check), context)
    const findings = Array.isArray(said) ? said : [said]
    return resultOf(check, findings, Math.round(clock() - started))
  } catch (error) {
    return undecided(check, 'check-crash', { detail: error instanceof Error ? error.name : 'unknown error' })
  }
}
