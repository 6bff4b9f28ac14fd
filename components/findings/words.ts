import type { Status } from '@/components/ui/status'
import type { CheckKind } from '@/lib/engine/check'
import type { Effort, Impact } from '@/lib/engine/finding'
import { formatEffort } from '@/lib/format/effort'
import type { CheckState, ItemState } from '@/lib/roadmaps/state'
import { reasonWords } from '@/lib/roadmaps/words'

export const IMPACT_WORDS: Readonly<Record<Impact, string>> = {
  blocker: 'Blocker',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
}

export const KIND_WORDS: Readonly<Record<CheckKind, string | undefined>> = {
  automatic: undefined,
  assisted: 'Needs input',
  attested: 'Confirmed by a person',
}

/** "Effort S, up to 15 min". */
export function effortWords(effort: Effort): string {
  return `Effort ${effort}, ${formatEffort(effort)}`
}

/** What a finding is about, where that is worth a word; the project itself is not. */
export function subjectText(subject: { kind: string; id: string }): string | undefined {
  return subject.kind === 'project' ? undefined : subject.id
}

const COUNTS: ReadonlySet<Status> = new Set(['pass', 'warn', 'not-applicable'])

/** What a check shows as. An accepted risk counts, but is never shown as if it were good. */
export function statusOf({ verdict, open, waived }: CheckState): Status {
  const isAccepted = waived.some((finding) => finding.verdict === 'fail') || (waived.length > 0 && open.length === 0)
  return isAccepted && COUNTS.has(verdict) ? 'waived' : verdict
}

/** What an item shows as: Waived where it counts only because somebody accepted a failure. */
export function statusOfItem({ state, waived }: ItemState): Status {
  return waived && COUNTS.has(state) ? 'waived' : state
}

/** The sentence that stands for a check now: its worst finding, else the worst one somebody accepted, else why nothing is proven, else its title. */
export function sentenceOf(check: CheckState): string {
  const [worst] = check.open
  if (worst !== undefined) return worst.text
  const [accepted] = check.waived
  if (accepted !== undefined && statusOf(check) === 'waived') return accepted.text
  if (check.verdict === 'unknown') {
    const finding = check.result?.findings.find((candidate) => candidate.verdict === 'unknown')
    if (check.reason === 'findings' && finding !== undefined) return finding.text
  }
  return check.title
}

/** Why a check is not proven, as one sentence; undefined when it is. */
export function whyUnproven(check: CheckState): string | undefined {
  if (check.verdict !== 'unknown' || check.reason === undefined || check.reason === 'findings') return undefined
  return check.result?.detail ?? `${reasonWords(check.reason)}.`
}
