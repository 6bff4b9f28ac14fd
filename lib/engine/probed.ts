import { type AnyCheck, DEFAULT_FRESH_DAYS, usesProbes } from './check'
import type { Outcome } from './evidence'
import type { CheckResult, Finding } from './finding'
import { type JudgeOptions, judgeCheck, resultOf } from './judge'
import { tokenOf } from './need'
import { hostsOf, type Target } from './target'

const DAY_MS = 24 * 60 * 60_000

const isWeak = ({ verdict }: Finding): boolean => verdict === 'fail' || verdict === 'warn'

const isSame = ({ subject: left }: Finding, { subject: right }: Finding): boolean =>
  left.kind === right.kind && left.id === right.id

/** When probes saw what no look without them can see, in milliseconds. */
function probedAt({ params }: Finding): number | undefined {
  return typeof params.probedAt === 'number' ? params.probedAt : undefined
}

function activeKeys(check: AnyCheck): string[] {
  return Object.values(check.needs).flatMap((need) => {
    const { access, key } = tokenOf(need)
    return access === 'active' ? [key] : []
  })
}

/**
 * Judges a check, and notes in each answer that its evidence would not give without active probes when they gave it, so
 * that a later look without probes does not take its place.
 */
export function judgeProbed(options: JudgeOptions): CheckResult {
  const { check, outcomes, context } = options
  const result = judgeCheck(options)
  const probed = activeKeys(check).filter((key) => outcomes.get(key)?.status === 'ok')
  if (probed.length === 0) return result
  const without = new Map<string, Outcome>(outcomes)
  for (const key of probed) without.set(key, { status: 'absent', reason: 'needs-permission' })
  const said = judgeCheck({ ...options, outcomes: without }).findings
  const isSaidAnyway = (finding: Finding): boolean =>
    said.some(({ verdict, fingerprint }) => verdict === finding.verdict && fingerprint === finding.fingerprint)
  const findings = result.findings.map((finding) =>
    finding.verdict === 'unknown' || isSaidAnyway(finding)
      ? finding
      : { ...finding, params: { ...finding.params, probedAt: context.now } },
  )
  return { ...result, findings }
}

/** The finding of an earlier run, with when it was made. */
function dated(finding: Finding, at: number): Finding {
  const title = 'Seen by active checks'
  const moment = new Date(at).toISOString().slice(0, 16).replace('T', ', ')
  const rest = isWeak(finding) ? 'run this check with active checks to clear it' : 'active checks have to look again'
  const text = `Seen on ${moment} UTC. A look without active checks cannot see it: ${rest}.`
  const others = finding.exhibits.filter((exhibit) => exhibit.title !== title)
  return { ...finding, exhibits: [...others, { kind: 'text', title, text }] }
}

function isOfTarget({ subject }: Finding, target: Target): boolean {
  if (subject.kind !== 'host' && subject.kind !== 'url') return true
  const host = subject.kind === 'host' ? subject.id : URL.parse(subject.id)?.hostname
  return host === undefined || hostsOf(target).includes(host)
}

type Before = { earlier: readonly Finding[]; target: Target; now: number }

/** Weaknesses only probes could see, of what is still there and no probe looked at again. */
function keptWeaknesses(check: AnyCheck, result: CheckResult, { earlier, target }: Before): Finding[] {
  const keys = activeKeys(check)
  const looked = result.findings.filter(
    ({ verdict, refs }) => verdict !== 'unknown' && refs.some((ref) => keys.some((key) => ref.split('#')[0] === key)),
  )
  const isUndecided = result.verdict === 'unknown' && result.findings.length === 0
  return earlier
    .filter((finding) => isWeak(finding) && probedAt(finding) !== undefined)
    .filter(
      (finding) => isUndecided || result.findings.some((now) => isSame(now, finding)) || isOfTarget(finding, target),
    )
    .filter((finding) => !looked.some((now) => isSame(now, finding)))
    .filter(({ fingerprint }) => !result.findings.some((now) => isWeak(now) && now.fingerprint === fingerprint))
}

/** What probes found in order not long ago, where this look could only say that it needs them. */
function keptProofs(check: AnyCheck, result: CheckResult, { earlier, now }: Before): Finding[] {
  const freshMs = (check.freshDays ?? DEFAULT_FRESH_DAYS) * DAY_MS
  return earlier.filter((finding) => {
    const at = probedAt(finding)
    if (finding.verdict !== 'pass' || at === undefined || now - at > freshMs) return false
    const said = result.findings.filter((one) => isSame(one, finding))
    return said.length > 0 && said.every(({ verdict, code }) => verdict === 'unknown' && code === check.unprobed)
  })
}

/**
 * The result with what only probes of an earlier run could tell and this run did not look for again: a weakness stays
 * one until probes find it mended, a proof as long as it is fresh. `result` is as `judgeProbed` gave it, `now` in
 * milliseconds.
 */
export function keepProbed(check: AnyCheck, result: CheckResult, before: Before): CheckResult {
  if (!usesProbes(check)) return result
  const kept = [...keptWeaknesses(check, result, before), ...keptProofs(check, result, before)]
  if (kept.length === 0) return result
  const others = result.findings.filter((now) => isWeak(now) || !kept.some((finding) => isSame(now, finding)))
  return resultOf(check, [...kept.map((finding) => dated(finding, probedAt(finding) ?? 0)), ...others], result.ms)
}
