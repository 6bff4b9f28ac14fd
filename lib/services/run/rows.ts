import type { EvidenceRow, FindingRow, ResultRow } from '../../db/run-lease'
import type { Outcome } from '../../engine/evidence'
import type { CheckResult, Finding } from '../../engine/finding'
import { maskSecrets, storable, storableText } from '../../secrets/mask'

const text = (value: string): string => maskSecrets(storableText(value))
const optional = (value: string | undefined): string | null => (value === undefined ? null : text(value))

function findingRow(checkId: string, finding: Finding, position: number): FindingRow {
  return {
    checkId,
    position,
    fingerprint: finding.fingerprint,
    verdict: finding.verdict,
    impact: finding.impact,
    code: finding.code,
    params: storable(finding.params),
    text: text(finding.text),
    subjectKind: finding.subject.kind,
    subjectId: text(finding.subject.id),
    refs: finding.refs.map(text),
    exhibits: storable(finding.exhibits),
    fix: finding.fix === undefined ? null : storable(finding.fix),
  }
}

/** A result as it is stored: masked again, safe for PostgreSQL. `judgedAt` in milliseconds. */
export function resultRow(result: CheckResult, judgedAt: number): ResultRow {
  return {
    checkId: result.checkId,
    checkVersion: result.checkVersion,
    verdict: result.verdict,
    impact: result.impact,
    reason: result.reason ?? null,
    detail: optional(result.detail),
    ask: result.ask ?? null,
    evidence: result.evidence,
    ms: Math.max(0, Math.round(result.ms)),
    judgedAt: new Date(judgedAt).toISOString(),
    findings: result.findings.map((finding, index) => findingRow(result.checkId, finding, index)),
  }
}

type Observed = { key: string; version: number; outcome: Outcome; at: number }

/** Evidence as it is stored. `room` is how many bytes this run may still keep; what does not fit says so. */
export function evidenceRow({ key, version, outcome, at }: Observed, room: number): EvidenceRow {
  const row = { key, version, value: null, reason: null, detail: null, bytes: 0, ms: 0 }
  if (outcome.status === 'absent') {
    const collectedAt = new Date(at).toISOString()
    return { ...row, status: 'absent', reason: outcome.reason, detail: optional(outcome.ask), collectedAt }
  }
  if (outcome.status === 'error') {
    const { code, detail } = outcome.error
    return { ...row, status: 'error', reason: code, detail: optional(detail), collectedAt: new Date(at).toISOString() }
  }
  const value = storable(outcome.value)
  const bytes = Buffer.byteLength(JSON.stringify(value) ?? '')
  const base = { ...row, ms: Math.max(0, Math.round(outcome.ms)), collectedAt: new Date(outcome.at).toISOString() }
  if (bytes > room) {
    return { ...base, status: 'error', reason: 'too-large', detail: 'The evidence of this run was too large to keep.' }
  }
  return { ...base, status: 'ok', value, bytes }
}
