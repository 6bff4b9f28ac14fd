import type { CheckResult, Finding } from '../../../lib/engine/finding'

const isBad = ({ verdict }: Finding): boolean => verdict === 'fail' || verdict === 'warn'

/** Waiting for the domain is no statement about what would be found once it resolves. */
function isWaiting(result: CheckResult): boolean {
  return result.findings.some(({ code }) => code === 'waiting')
}

function isOpen(result: CheckResult): boolean {
  return result.verdict === 'unknown' || result.findings.some(({ verdict }) => verdict === 'unknown')
}

function newAlarms(before: CheckResult, after: CheckResult): string[] {
  return after.findings.filter(isBad).flatMap((finding) => {
    const isKnown = before.findings.some(
      (old) => old.subject.id === finding.subject.id && (old.verdict === 'fail' || old.verdict === finding.verdict),
    )
    return isKnown ? [] : [`new ${finding.verdict} ${finding.code}: ${finding.text}`]
  })
}

function lostAlarms(before: CheckResult, after: CheckResult): string[] {
  const has = new Set(after.findings.map(({ subject, verdict }) => `${subject.id} ${verdict}`))
  return before.findings
    .filter((finding) => isBad(finding) && !has.has(`${finding.subject.id} ${finding.verdict}`))
    .map((finding) => `lost ${finding.verdict} ${finding.code}: ${finding.text}`)
}

function flipsOf(before: CheckResult, after: CheckResult): string[] {
  if (isWaiting(before)) return []
  const alarms = newAlarms(before, after)
  if (isOpen(after)) return alarms
  const isSilenced =
    before.verdict !== after.verdict && (after.verdict === 'pass' || after.verdict === 'not-applicable')
  return [...alarms, ...lostAlarms(before, after), ...(isSilenced ? [`${before.verdict} became ${after.verdict}`] : [])]
}

/**
 * What an audit says that a failing resolver alone brought about: alarms that are none, and alarms that
 * are gone although nothing in the result says that something could not be read.
 */
export function verdictFlips(before: readonly CheckResult[], after: readonly CheckResult[]): string[] {
  return after.flatMap((result) => {
    const old = before.find(({ checkId }) => checkId === result.checkId)
    return old === undefined ? [] : flipsOf(old, result).map((flip) => `${result.checkId} ${flip}`)
  })
}
