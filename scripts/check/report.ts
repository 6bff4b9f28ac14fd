import type { CheckResult } from '../../lib/engine/finding'
import type { ItemId } from '../../lib/roadmaps/ids'
import { items } from '../../lib/roadmaps/items'
import type { Blocker, ProjectState } from '../../lib/roadmaps/state'
import { headline, MUST_HAVE_WORDS, reasonWords, STAGE_WORDS, VERDICT_WORDS } from '../../lib/roadmaps/words'

const MARKS = { pass: '[v]', warn: '[!]', fail: '[x]', unknown: '[?]', 'not-applicable': '[-]' } as const

function fixLines(state: ProjectState, blocker: Blocker): string[] {
  const fix = state.checks[blocker.checkId]?.open[0]?.fix
  if (fix === undefined) return []
  const steps = fix.steps.map((step, index) => `      ${index + 1}. ${step}`)
  const records = (fix.records ?? []).map((record) => `      ${record.name}  ${record.type}  ${record.value}`)
  const code = fix.snippet === undefined ? [] : fix.snippet.code.split('\n').map((line) => `      ${line}`)
  return ['    Fix', ...steps, ...records, ...code]
}

function blockerLines(state: ProjectState, blocker: Blocker, index: number): string[] {
  const more = blocker.more > 0 ? `, and ${blocker.more} more of the same kind` : ''
  const waiting =
    blocker.waiting.length === 0
      ? []
      : [
          `    ${blocker.waiting.length} more check${blocker.waiting.length === 1 ? '' : 's'} wait${blocker.waiting.length === 1 ? 's' : ''} for this one.`,
        ]
  return [
    `${String(index + 1).padStart(2)}. ${blocker.title}`,
    `    ${blocker.subject.id}  ${blocker.impact}  effort ${blocker.effort}  ${blocker.checkId}${more}`,
    ...fixLines(state, blocker),
    ...waiting,
    '',
  ]
}

function unprovenLines(state: ProjectState): string[] {
  return state.unproven.map((entry) => {
    const reasons = [...new Set(entry.checks.map((check) => reasonWords(check.reason)))]
    return `  [?] ${items[entry.itemId].text}\n      ${reasons.join('; ')}.`
  })
}

function itemLines(state: ProjectState, ids: readonly ItemId[]): string[] {
  return ids.map((id) => {
    const verdict = state.items[id]?.state ?? 'unknown'
    return `    ${MARKS[verdict]} ${items[id].text} (${VERDICT_WORDS[verdict]})`
  })
}

/** The report for people: the answer, the blockers with their fixes, then the roadmap. */
export function reportText({
  domain,
  state,
  results,
  ms,
}: {
  domain: string
  state: ProjectState
  results: readonly CheckResult[]
  ms: number
}): string {
  const lines = [`${domain}: ${headline(state)}`, `${results.length} checks in ${(ms / 1000).toFixed(1)} s.`, '']
  if (state.blockers.length > 0) lines.push('Launch blockers, in fix order', '')
  state.blockers.forEach((blocker, index) => {
    lines.push(...blockerLines(state, blocker, index))
  })
  if (state.risks.length > 0) lines.push('Further findings, gravest first', '')
  state.risks.forEach((risk, index) => {
    lines.push(...blockerLines(state, risk, index))
  })
  if (state.unproven.length > 0) lines.push('Not proven yet', '', ...unprovenLines(state), '')
  lines.push('Must-haves', '')
  for (const mustHave of state.mustHaves) lines.push(`  ${mustHave.text}: ${MUST_HAVE_WORDS[mustHave.state]}`)
  lines.push('', 'Stages', '')
  state.stages.forEach((stage, index) => {
    lines.push(`  ${index + 1} ${stage.title}: ${STAGE_WORDS[stage.state]}`, ...itemLines(state, stage.items))
  })
  return `${lines.join('\n')}\n`
}
