import type { Finding } from '../engine/finding'
import type { CheckState } from './state'

export type Folded = {
  /** Failing checks that are their own cause. */
  roots: CheckState[]
  /** By root: the checks that fail or cannot be proven because of it. */
  waiting: ReadonlyMap<string, string[]>
}

function hostOf(finding: Finding): string {
  const { kind, id } = finding.subject
  if (kind === 'url') return URL.parse(id)?.hostname ?? id
  if (kind === 'record') return id.slice(id.indexOf(' ') + 1)
  return id
}

/** Whether every failure of one check sits on a host where the other check fails as well. */
function isExplainedBy(dependent: CheckState, cause: CheckState): boolean {
  if (dependent.verdict === 'unknown') return true
  const broken = new Set(cause.open.filter((finding) => finding.verdict === 'fail').map(hostOf))
  if (cause.open.some((finding) => finding.subject.kind === 'project')) return true
  return dependent.open.filter((finding) => finding.verdict === 'fail').every((finding) => broken.has(hostOf(finding)))
}

/** Failing checks an answer depends on, directly or through others. */
function failingCauses(state: CheckState, checks: ReadonlyMap<string, CheckState>): CheckState[] {
  const causes: CheckState[] = []
  const seen = new Set([state.id])
  const visit = (ids: readonly string[]): void => {
    for (const id of ids) {
      const cause = checks.get(id)
      if (cause === undefined || seen.has(id)) continue
      seen.add(id)
      if (cause.verdict === 'fail') causes.push(cause)
      visit(cause.meta?.dependsOn ?? [])
    }
  }
  visit(state.meta?.dependsOn ?? [])
  return causes
}

/**
 * Folds dependents under their root cause, so that one broken record is one row. A failing check
 * folds only where the cause fails on the same hosts; otherwise it is a fault of its own.
 */
export function fold(states: readonly CheckState[]): Folded {
  const checks = new Map(states.map((state) => [state.id, state]))
  const waiting = new Map<string, string[]>()
  const roots: CheckState[] = []
  for (const state of states) {
    if (state.verdict !== 'fail' && !(state.verdict === 'unknown' && state.meta !== undefined)) continue
    const causes = failingCauses(state, checks).filter((cause) => isExplainedBy(state, cause))
    const root = causes.find((cause) => failingCauses(cause, checks).every((deeper) => !isExplainedBy(cause, deeper)))
    if (root === undefined) {
      if (state.verdict === 'fail') roots.push(state)
      continue
    }
    waiting.set(root.id, [...(waiting.get(root.id) ?? []), state.id])
  }
  return { roots, waiting }
}
