import { type AnyCheck, usesProbes } from './check'
import type { Outcome } from './evidence'
import type { CheckResult, Exhibit, Finding } from './finding'
import { type JudgeOptions, judgeCheck, resultOf } from './judge'
import { tokenOf } from './need'
import { hostsOf, type Target } from './target'

const SEEN_BY_PROBES = 'Only active checks see this'
const SEEN_EARLIER = 'Active checks saw this'

const isWeak = ({ verdict }: Finding): boolean => verdict === 'fail' || verdict === 'warn'

function activeKeys(check: AnyCheck): string[] {
  return Object.values(check.needs).flatMap((need) => {
    const { access, key } = tokenOf(need)
    return access === 'active' ? [key] : []
  })
}

function marked(finding: Finding): Exhibit | undefined {
  return finding.exhibits.find(({ kind, title }) => kind === 'text' && [SEEN_BY_PROBES, SEEN_EARLIER].includes(title))
}

function withMark(finding: Finding, title: string, text: string): Finding {
  const others = finding.exhibits.filter((exhibit) => exhibit !== marked(finding))
  return { ...finding, exhibits: [...others, { kind: 'text', title, text }] }
}

/**
 * Judges a check, and marks each weakness that its evidence would not show without active probes, so that a later look
 * without probes does not take it for mended.
 */
export function judgeProbed(options: JudgeOptions): CheckResult {
  const { check, outcomes } = options
  const result = judgeCheck(options)
  const probed = activeKeys(check).filter((key) => outcomes.get(key)?.status === 'ok')
  if (probed.length === 0 || !result.findings.some(isWeak)) return result
  const without = new Map<string, Outcome>(outcomes)
  for (const key of probed) without.set(key, { status: 'absent', reason: 'needs-permission' })
  const seenAnyway = new Set(
    judgeCheck({ ...options, outcomes: without })
      .findings.filter(isWeak)
      .map(({ fingerprint }) => fingerprint),
  )
  const text = 'A look without active checks cannot see it, so only a look with them can clear it.'
  const findings = result.findings.map((finding) =>
    isWeak(finding) && !seenAnyway.has(finding.fingerprint) ? withMark(finding, SEEN_BY_PROBES, text) : finding,
  )
  return { ...result, findings }
}

const isSame = ({ subject: left }: Finding, { subject: right }: Finding): boolean =>
  left.kind === right.kind && left.id === right.id

function isOfTarget({ subject }: Finding, target: Target): boolean {
  if (subject.kind !== 'host' && subject.kind !== 'url') return true
  const host = subject.kind === 'host' ? subject.id : URL.parse(subject.id)?.hostname
  return host === undefined || hostsOf(target).includes(host)
}

type Earlier = {
  findings: readonly Finding[]
  /** When the earlier result was judged, in words. */
  at: string
}

/**
 * The result with every weakness of an earlier one that only probes could see and that no probe looked for again. It
 * stays a weakness and says when it was seen. `result` is as `judgeProbed` gave it.
 */
export function keepProbed(
  check: AnyCheck,
  result: CheckResult,
  { earlier, target }: { earlier: Earlier | undefined; target: Target },
): CheckResult {
  if (earlier === undefined || !usesProbes(check)) return result
  const keys = activeKeys(check)
  const looked = result.findings.filter(
    ({ verdict, refs }) => verdict !== 'unknown' && refs.some((ref) => keys.some((key) => ref.split('#')[0] === key)),
  )
  const isUndecided = result.verdict === 'unknown' && result.findings.length === 0
  const isStillThere = (finding: Finding): boolean =>
    isUndecided || result.findings.some((now) => isSame(now, finding)) || isOfTarget(finding, target)
  const kept = earlier.findings
    .filter((finding) => isWeak(finding) && marked(finding) !== undefined && isStillThere(finding))
    .filter((finding) => !looked.some((now) => isSame(now, finding)))
    .filter(({ fingerprint }) => !result.findings.some((now) => isWeak(now) && now.fingerprint === fingerprint))
  if (kept.length === 0) return result
  const others = result.findings.filter((now) => isWeak(now) || !kept.some((finding) => isSame(now, finding)))
  const words = `${earlier.at}. A look without active checks cannot see it: run this check with active checks to clear it.`
  const dated = kept.map((finding) =>
    marked(finding)?.title === SEEN_EARLIER ? finding : withMark(finding, SEEN_EARLIER, `Seen on ${words}`),
  )
  return resultOf(check, [...dated, ...others], result.ms)
}
