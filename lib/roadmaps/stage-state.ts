import { VERDICTS, type Verdict } from '../engine/finding'
import { waivedImpact } from './check-state'
import type { Stage } from './define'
import type { ItemId, SignalId } from './ids'
import type { CheckState, ItemState, SignalAnswer, SignalState, StageState, StageStatus } from './state'

type Look = {
  items: (id: ItemId) => ItemState
  checks: (id: string) => CheckState
  raising: (signal: SignalId) => CheckState[]
  answer: (signal: SignalId) => SignalAnswer | undefined
}

function isGrave(impact: string | undefined): boolean {
  return impact === 'blocker' || impact === 'high'
}

function statusOf(items: readonly ItemState[], checks: readonly CheckState[]): StageStatus {
  if (checks.every((check) => check.result === undefined && check.confirmed === undefined)) return 'not-started'
  if (checks.some((check) => check.verdict === 'fail' && check.effectiveImpact === 'blocker')) return 'blocked'
  const required = new Set(items.flatMap((item) => item.required))
  const isOpenQuestion = (check: CheckState): boolean =>
    check.verdict === 'unknown' &&
    (isGrave(check.effectiveImpact) || (required.has(check.id) && check.result === undefined))
  if (checks.some(isOpenQuestion) || items.some((item) => item.required.length === 0)) return 'unproven'
  const isWeak = (check: CheckState): boolean =>
    check.verdict === 'fail' || check.verdict === 'warn' || isGrave(waivedImpact(check))
  return checks.some(isWeak) ? 'at-risk' : 'ready'
}

/**
 * Present when a raising check fails, clear when all of them pass, else what the team answered, else a question
 * to the team. An answer never hides what a check sees.
 */
export function signalStateOf(id: SignalId, raising: readonly CheckState[], answer?: SignalAnswer): SignalState {
  const failing = raising.filter((check) => check.verdict === 'fail').map((check) => check.id)
  if (failing.length > 0) return { id, state: 'present', because: failing }
  const isClear =
    raising.some((check) => check.verdict === 'pass') && raising.every((check) => check.verdict !== 'unknown')
  const because = raising.map((check) => check.id)
  if (isClear) return { id, state: 'clear', because }
  if (answer !== undefined) return { id, state: answer.answer === 'yes' ? 'clear' : 'present', because, answer }
  return { id, state: 'unknown', because }
}

/** The state of one stage with its items, signals and the share of each verdict among its items. */
export function stageStateOf(stage: Stage, look: Look): StageState {
  const items = stage.items.map(look.items)
  const goodToHave = stage.goodToHave.map(look.checks).filter((check) => check.meta !== undefined)
  const ids = new Set(items.flatMap((item) => [...item.required, ...item.supporting]))
  const checks = [...[...ids].map(look.checks), ...goodToHave]
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>
  for (const item of items) counts[item.state] += 1
  return {
    id: stage.id,
    title: stage.title,
    state: statusOf(items, checks),
    items: [...stage.items],
    goodToHave: goodToHave.map((check) => check.id),
    signals: stage.signals.map((id) => signalStateOf(id, look.raising(id), look.answer(id))),
    counts,
    blockers: checks.filter((check) => check.verdict === 'fail' && check.effectiveImpact === 'blocker').length,
  }
}
