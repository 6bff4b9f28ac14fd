import type { CheckMeta } from '../engine/check'
import { type Finding, IMPACTS, type Impact } from '../engine/finding'
import { compareImpact, impactOf, worstVerdict } from '../engine/verdict'
import type { CheckState, Confirmation, LatestResult, Triage } from './state'

const DAY_MS = 86_400_000

type Facts = {
  id: string
  meta: CheckMeta | undefined
  result: LatestResult | undefined
  triage: ReadonlyMap<string, Triage>
  /** A required check of a must-have counts as blocker, whatever its own impact. */
  behindMustHave: boolean
  /** The gravest impact of the items it is required for; used where the check itself has none yet. */
  itemImpact: Impact
  /** A valid statement of a person about an item this check is required for. */
  confirmation: Confirmation | undefined
  /** What is missing where only a person can say it. */
  unsigned: 'unconfirmed' | 'confirmation-expired' | undefined
  now: number
}

function isOpen(finding: Finding): boolean {
  return finding.verdict === 'fail' || finding.verdict === 'warn'
}

function worstFirst(left: Finding, right: Finding): number {
  if (left.verdict !== right.verdict) return left.verdict === 'fail' ? -1 : 1
  return compareImpact(left.impact, right.impact) || left.subject.id.localeCompare(right.subject.id, 'en')
}

function graver(left: Impact, right: Impact): Impact {
  return IMPACTS.indexOf(left) <= IMPACTS.indexOf(right) ? left : right
}

/** Whether a result is older than its check allows. */
export function isStale(result: LatestResult, meta: CheckMeta, now: number): boolean {
  return now - result.judgedAt > meta.freshDays * DAY_MS
}

/**
 * Applies freshness, waivers and confirmations to the latest result of one check. A confirmation counts only
 * for what is not proven, and only where the check does not exist yet or says that a person may confirm it.
 */
export function checkStateOf(facts: Facts): CheckState {
  const measured = measuredState(facts)
  const { meta, confirmation } = facts
  if (measured.verdict !== 'unknown' || (meta !== undefined && meta.confirmable !== true)) return measured
  if (confirmation === undefined) {
    return facts.unsigned === undefined ? measured : { ...measured, reason: facts.unsigned }
  }
  const impact = meta?.impact ?? facts.itemImpact
  return { ...measured, verdict: 'pass', reason: undefined, impact, effectiveImpact: impact, confirmed: confirmation }
}

function measuredState(facts: Facts): CheckState {
  const { id, meta, result, now } = facts
  const base = { id, title: meta?.title ?? id, meta, result, open: [], waived: [] }
  const ceiling = meta?.impact ?? facts.itemImpact
  const effective = (impact: Impact): Impact => (facts.behindMustHave ? 'blocker' : impact)
  const unknown = (reason: CheckState['reason']): CheckState => ({
    ...base,
    verdict: 'unknown',
    reason,
    impact: ceiling,
    effectiveImpact: effective(ceiling),
  })
  if (meta === undefined) return unknown('not-built')
  if (result === undefined) return unknown(meta.active === true ? 'needs-permission' : 'not-run')
  if (isStale(result, meta, now)) return unknown('stale')
  if (result.findings.length === 0 || result.reason !== undefined) {
    if (result.verdict === 'unknown') return unknown(result.reason ?? 'no-findings')
    return {
      ...base,
      verdict: result.verdict,
      reason: result.reason,
      impact: result.impact,
      effectiveImpact: result.impact,
    }
  }
  const isWaived = (finding: Finding): boolean =>
    isOpen(finding) && (facts.triage.get(finding.fingerprint)?.waivedUntil ?? 0) > now
  const waived = result.findings.filter(isWaived).sort(worstFirst)
  const counted = result.findings.filter((finding) => !isWaived(finding))
  const verdict = counted.length === 0 ? 'warn' : worstVerdict(counted.map((finding) => finding.verdict))
  const impact = impactOf({ findings: counted.length === 0 ? waived : counted, verdict, ceiling: meta.impact })
  return {
    ...base,
    verdict,
    reason: verdict === 'unknown' ? 'findings' : undefined,
    impact,
    effectiveImpact: verdict === 'fail' || verdict === 'unknown' ? effective(impact) : impact,
    open: counted.filter(isOpen).sort(worstFirst),
    waived,
  }
}

/** The gravest impact among the findings a person accepted, if any of them fails. */
export function waivedImpact(state: CheckState): Impact | undefined {
  const fails = state.waived.filter((finding) => finding.verdict === 'fail').map((finding) => finding.impact)
  return fails.reduce<Impact | undefined>(
    (worst, impact) => (worst === undefined ? impact : graver(worst, impact)),
    undefined,
  )
}
