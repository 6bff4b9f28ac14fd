import type { Question } from '../engine/check'
import type { Target } from '../engine/target'
import { answerOf, type KnownAnswer } from './answers'
import { confirmations, type Statement } from './confirmations'
import type { ItemId } from './ids'
import { items } from './items'
import { proveId } from './prove-place'
import { type ProveQuestion, questions } from './questions'
import type { CheckState, Confirmation, ProjectState } from './state'

/** What somebody answered, as it is kept beside the target. */
export type Kept = { question: string; value: unknown; by: string; at: string }

type Common = {
  /** The fragment of its place on the page. */
  id: string
  who: Question['who']
  minutes: number
  /** Without it the answer cannot become GO. */
  needed: boolean
  isOpen: boolean
}

/** One thing a person can do to prove more: answer a question or confirm a statement. */
export type ProveEntry = Common &
  (
    | { kind: 'question'; question: ProveQuestion; answer: KnownAnswer | undefined; kept: Kept | undefined }
    | {
        kind: 'statement'
        itemId: ItemId
        statement: Statement
        /** Valid now. */
        confirmation: Confirmation | undefined
        hasExpired: boolean
        /** Checks that measured the opposite; the item stays failed whatever is confirmed. */
        against: CheckState[]
      }
  )

type Facts = { state: ProjectState; target: Target; kept: readonly Kept[] }

/** Whether GO waits for the answer itself: what a person may confirm instead does not. */
function isNeeded({ effectiveImpact, meta }: CheckState): boolean {
  return effectiveImpact === 'blocker' && meta?.confirmable !== true
}

function questionEntry(question: ProveQuestion, { state, target, kept }: Facts): ProveEntry[] {
  if (question.applies?.(target) === false) return []
  const own = kept.find((entry) => entry.question === question.id)
  const answer = answerOf(question, target, own?.value)
  const asking = Object.values(state.checks).filter(
    ({ meta, result }) => meta?.ask?.id === question.id || result?.ask === question.id,
  )
  const unproven = asking.filter(({ verdict }) => verdict === 'unknown')
  if (question.onlyWhenAsked === true && answer === undefined && unproven.length === 0) return []
  return [
    {
      kind: 'question',
      id: proveId({ question: question.id }),
      who: question.who,
      minutes: question.minutes,
      needed: answer === undefined && unproven.some(isNeeded),
      isOpen: answer === undefined,
      question,
      answer,
      kept: own,
    },
  ]
}

function statementEntry(itemId: ItemId, { state }: Facts): ProveEntry[] {
  const item = state.items[itemId]
  const statement = confirmations[itemId]
  if (item === undefined || statement === undefined || !item.confirmable) return []
  const required = item.required.flatMap((id) => state.checks[id] ?? [])
  const { confirmation } = item
  // What was measured needs no person, unless one has spoken already.
  const isMeasured = item.state === 'pass' || item.state === 'warn' || item.state === 'not-applicable'
  if (isMeasured && confirmation === undefined) return []
  return [
    {
      kind: 'statement',
      id: proveId({ itemId }),
      who: statement.who,
      minutes: statement.minutes,
      needed: confirmation === undefined && state.unproven.some((entry) => entry.itemId === itemId),
      isOpen: confirmation === undefined,
      itemId,
      statement,
      confirmation,
      hasExpired: required.some(({ reason }) => reason === 'confirmation-expired'),
      against: required.filter(({ verdict }) => verdict === 'fail'),
    },
  ]
}

/** Everything people can still prove or have proven, in the order of the questions and of the items. */
export function proveEntries(facts: Facts): ProveEntry[] {
  return [
    ...questions.flatMap((question) => questionEntry(question, facts)),
    ...allItems().flatMap((itemId) => statementEntry(itemId, facts)),
  ]
}

/** Every item id; the keys of the table are exactly these. */
function allItems(): ItemId[] {
  return Object.keys(items) as ItemId[]
}

const WHO = ['founder', 'developer', 'anyone'] as const satisfies readonly Question['who'][]

export type ProveGroup = { who: Question['who']; open: ProveEntry[] }

/** What is open, by who can do it; what GO waits for comes first. */
export function openGroups(entries: readonly ProveEntry[]): ProveGroup[] {
  return WHO.map((who) => {
    const open = entries.filter((entry) => entry.isOpen && entry.who === who)
    return { who, open: [...open.filter(({ needed }) => needed), ...open.filter(({ needed }) => !needed)] }
  }).filter(({ open }) => open.length > 0)
}

export type ProveProgress = { done: number; total: number; needed: number; minutesLeft: number; minutesToGo: number }

/** How far the page is: entries and whole minutes. */
export function progressOf(entries: readonly ProveEntry[]): ProveProgress {
  const open = entries.filter(({ isOpen }) => isOpen)
  const needed = open.filter((entry) => entry.needed)
  const minutes = (list: readonly ProveEntry[]) => Math.ceil(list.reduce((sum, entry) => sum + entry.minutes, 0))
  return {
    done: entries.length - open.length,
    total: entries.length,
    needed: needed.length,
    minutesLeft: minutes(open),
    minutesToGo: minutes(needed),
  }
}
