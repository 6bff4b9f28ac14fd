import type { Finding } from '../engine/finding'
import type { CheckState } from './state'

export type Folded = {
  /** Failing checks that are their own cause. */
  roots: CheckState[]
  /** By root: the checks that fail or cannot be proven because of it. */
  waiting: ReadonlyMap<string, string[]>
}

/** When this check fails, every name below the domain fails with it. */
const DOMAIN_WIDE: ReadonlySet<string> = new Set(['domain-resolves'])

/** Where a record belongs: `_dmarc.acme.io` and `s1._domainkey.acme.io` are both about `acme.io`. */
function ownerOf(name: string): string {
  const labels = name.split('.')
  const last = labels.findLastIndex((label) => label.startsWith('_'))
  return labels.slice(last + 1).join('.')
}

function hostOf(finding: Finding): string {
  const { kind, id } = finding.subject
  if (kind === 'url') return URL.parse(id)?.hostname ?? id
  if (kind === 'record') return ownerOf(id.split(' ')[1] ?? id)
  return id
}

function failuresOf(state: CheckState): Finding[] {
  return state.open.filter((finding) => finding.verdict === 'fail')
}

/** Whether a failure sits where the other check fails as well. */
function explains(cause: CheckState, failure: Finding): boolean {
  const host = hostOf(failure)
  return failuresOf(cause).some((finding) => {
    if (finding.subject.kind === 'project') return true
    const broken = hostOf(finding)
    return host === broken || (DOMAIN_WIDE.has(cause.id) && host.endsWith(`.${broken}`))
  })
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
 * The causes that explain an answer: for one that is not proven all of them, for a failure those on
 * its hosts, and none where a single one of its failures has no cause.
 */
function explanationsOf(state: CheckState, checks: ReadonlyMap<string, CheckState>): CheckState[] {
  const causes = failingCauses(state, checks)
  if (state.verdict === 'unknown') return causes
  const failures = failuresOf(state)
  const whole = failures.every((failure) => causes.some((cause) => explains(cause, failure)))
  return whole ? causes.filter((cause) => failures.some((failure) => explains(cause, failure))) : []
}

/** What people have to supply or allow waits for them, whatever else is broken. */
const WAITS_FOR_PEOPLE: ReadonlySet<CheckState['reason']> = new Set([
  'needs-input',
  'needs-permission',
  'unconfirmed',
  'confirmation-expired',
])

/** Whether an open question may be answered by a repair elsewhere. */
function waitsForChecks(state: CheckState): boolean {
  return state.verdict === 'unknown' && state.meta !== undefined && !WAITS_FOR_PEOPLE.has(state.reason)
}

/**
 * Folds dependents under their root cause, so that one broken record is one row. A failing check
 * folds only where its causes fail on all of its hosts; otherwise it is a fault of its own.
 */
export function fold(states: readonly CheckState[]): Folded {
  const checks = new Map(states.map((state) => [state.id, state]))
  const waiting = new Map<string, string[]>()
  const roots: CheckState[] = []
  for (const state of states) {
    if (state.verdict !== 'fail' && !waitsForChecks(state)) continue
    const root = explanationsOf(state, checks).find((cause) => explanationsOf(cause, checks).length === 0)
    if (root === undefined) {
      if (state.verdict === 'fail') roots.push(state)
      continue
    }
    waiting.set(root.id, [...(waiting.get(root.id) ?? []), state.id])
  }
  return { roots, waiting }
}
