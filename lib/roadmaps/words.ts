import type { Verdict } from '../engine/finding'
import type { Accepted, MustHaveStatus, ProjectState, StageStatus, UnprovenReason } from './state'

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  pass: 'Pass',
  warn: 'Warning',
  fail: 'Fail',
  unknown: 'Not proven',
  'not-applicable': 'Not applicable',
}

export const STAGE_WORDS: Readonly<Record<StageStatus, string>> = {
  'not-started': 'Not started',
  blocked: 'Blocked',
  unproven: 'Not proven',
  'at-risk': 'Ready with warnings',
  ready: 'Ready',
}

export const MUST_HAVE_WORDS: Readonly<Record<MustHaveStatus, string>> = {
  met: 'Met',
  'at-risk': 'Met, with an accepted risk',
  'not-proven': 'Not proven',
  broken: 'Broken',
}

const REASONS: Readonly<Record<UnprovenReason, string>> = {
  'not-built': 'This version cannot check this yet',
  'not-run': 'Not checked yet',
  unconfirmed: 'A person has to confirm this',
  'confirmation-expired': 'The confirmation has expired',
  findings: 'The answer we got does not decide it',
  stale: 'The last answer is too old to count',
  timeout: 'We ran out of time on our side. Your visitors may be fine',
  aborted: 'The run was stopped before this was checked',
  'refused-by-guard': 'We do not connect to this address',
  'too-large': 'The answer was larger than we accept',
  dependency: 'Something this needs could not be looked at',
  invalid: 'Our checker misread the answer. This is our fault',
  crash: 'Our checker failed here. This is our fault',
  'check-crash': 'Our checker failed here. This is our fault',
  'no-findings': 'The check gave no answer. This is our fault',
  'needs-input': 'We need one answer from you',
  'needs-permission': 'This needs proof that you own the domain',
  'not-relevant': 'This does not matter here',
  'answers-differed': 'Two looks gave different answers, so nothing is proven',
}

/** Why something is not proven, as one sentence without its full stop. */
export function reasonWords(reason: UnprovenReason): string {
  return REASONS[reason]
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** The answer as shown: `GO`, `NO-GO` or `NO-GO for now`. */
export function answerWords(state: Pick<ProjectState, 'verdict'>): string {
  if (state.verdict.answer === 'go') return 'GO'
  return state.verdict.reason === 'unproven' ? 'NO-GO for now' : 'NO-GO'
}

/** Names what people accepted although it would block: a GO never hides it. */
function acceptedWords(accepted: readonly Accepted[]): string {
  const grave = accepted.filter(({ impact }) => impact === 'blocker' || impact === 'high')
  const [first] = grave
  if (first === undefined) return ''
  const more = grave.length > 1 ? ` and ${grave.length - 1} more` : ''
  return ` Accepted for now: ${first.title}${more}.`
}

/** The sentence beside the answer. */
export function reasonSentence(
  state: Pick<ProjectState, 'verdict' | 'blockers' | 'mustHaves' | 'unproven' | 'knownRisks' | 'accepted'>,
): string {
  const notProven = state.mustHaves.filter((mustHave) => mustHave.state === 'not-proven').length
  switch (state.verdict.reason) {
    case 'blocked':
      return `${count(state.blockers.length, 'launch blocker')}.`
    case 'unproven':
      return notProven > 0
        ? `Nothing is broken, but ${count(notProven, 'must-have')} ${notProven === 1 ? 'is' : 'are'} not proven yet.`
        : 'Nothing is broken, but something that could block the launch is not proven yet.'
    case 'known-risks':
      return `With ${count(state.knownRisks, 'known risk')}.${acceptedWords(state.accepted)}`
    case 'clear':
      return `All ${state.mustHaves.length} must-haves are proven.`
  }
}

/** The whole headline: "NO-GO. 3 launch blockers." */
export function headline(
  state: Pick<ProjectState, 'verdict' | 'blockers' | 'mustHaves' | 'unproven' | 'knownRisks' | 'accepted'>,
): string {
  if (state.verdict.reason === 'known-risks') return `GO, with ${count(state.knownRisks, 'known risk')}.`
  return `${answerWords(state)}. ${reasonSentence(state)}`
}
