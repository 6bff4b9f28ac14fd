import type { CheckResult, Finding, Verdict } from './finding'

export const CHANGE_LABELS = [
  'fixed',
  'worse',
  'new',
  'unchanged',
  'changed',
  'unverified',
  'gone',
  'rule-changed',
  'first-checked',
] as const

export type ChangeLabel = (typeof CHANGE_LABELS)[number]

export type Change = {
  label: ChangeLabel
  checkId: string
  subject: string
  before?: Finding | undefined
  after?: Finding | undefined
}

type Side = { version: number; verdict: Verdict; finding: Finding | undefined }

const GRAVITY: readonly Verdict[] = ['not-applicable', 'pass', 'unknown', 'warn', 'fail']

function isOpen(verdict: Verdict): boolean {
  return verdict === 'fail' || verdict === 'warn'
}

function sides(results: readonly CheckResult[]): Map<string, Side> {
  const map = new Map<string, Side>()
  for (const result of results) {
    for (const finding of result.findings) {
      const key = `${result.checkId}|${finding.subject.kind}:${finding.subject.id}`
      const other = map.get(key)
      if (other && GRAVITY.indexOf(other.verdict) >= GRAVITY.indexOf(finding.verdict)) continue
      map.set(key, { version: result.checkVersion, verdict: finding.verdict, finding })
    }
  }
  return map
}

function labelOf({
  before,
  after,
  checkedNow,
  seenCheck,
}: {
  before?: Side
  after?: Side
  checkedNow: boolean
  seenCheck: boolean
}): ChangeLabel | undefined {
  if (before === undefined && after === undefined) return undefined
  if (before === undefined) {
    if (after === undefined || !isOpen(after.verdict)) return undefined
    return seenCheck ? 'new' : 'first-checked'
  }
  if (after === undefined) {
    if (!isOpen(before.verdict)) return undefined
    return checkedNow ? 'gone' : 'unverified'
  }
  if (before.verdict !== after.verdict && before.version !== after.version) return 'rule-changed'
  if (isOpen(before.verdict)) {
    if (after.verdict === 'pass' || after.verdict === 'not-applicable') return 'fixed'
    if (after.verdict === 'unknown') return 'unverified'
    if (before.verdict === 'warn' && after.verdict === 'fail') return 'worse'
    return before.finding?.code === after.finding?.code ? 'unchanged' : 'changed'
  }
  return isOpen(after.verdict) ? 'worse' : undefined
}

/**
 * What changed between two sets of results, one row for each check and subject. A result that is
 * missing or unknown now is `unverified`, never `fixed`.
 */
export function compareResults(before: readonly CheckResult[], after: readonly CheckResult[]): Change[] {
  const old = sides(before)
  const current = sides(after)
  const undecidedNow = new Set(after.filter((result) => result.findings.length === 0).map((result) => result.checkId))
  const checkedNow = new Set(after.map((result) => result.checkId))
  const checkedBefore = new Set(before.map((result) => result.checkId))
  const changes: Change[] = []
  for (const key of new Set([...old.keys(), ...current.keys()])) {
    const [checkId = '', subject = ''] = key.split('|', 2)
    const was = old.get(key)
    const is = current.get(key)
    const label = labelOf({
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
      checkedNow: checkedNow.has(checkId) && !undecidedNow.has(checkId),
      seenCheck: checkedBefore.has(checkId),
    })
    if (label !== undefined) changes.push({ label, checkId, subject, before: was?.finding, after: is?.finding })
  }
  return changes
}
