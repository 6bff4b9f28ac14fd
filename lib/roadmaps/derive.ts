import type { CheckMeta } from '../engine/check'
import type { Impact } from '../engine/finding'
import { compareImpact } from '../engine/verdict'
import { arrange } from './arrange'
import { checkStateOf } from './check-state'
import type { Roadmap } from './define'
import { fold } from './folding'
import type { ItemId } from './ids'
import { itemStateOf, mustHaveStateOf } from './item-state'
import type { Item } from './items'
import { type Covering, joinedItems } from './joined-items'
import { countsOf, launchVerdictOf } from './launch-verdict'
import { compareFixOrder, compareRisk } from './ranking'
import { readConfirmations, type Signed } from './signed'
import { stageStateOf } from './stage-state'
import type {
  Accepted,
  Blocker,
  CheckState,
  Confirmation,
  ItemState,
  LatestResult,
  ProjectState,
  SignalAnswer,
  Triage,
  Unproven,
} from './state'

export type DeriveInput = {
  roadmap: Roadmap
  /** Every check of this version. */
  checks: readonly CheckMeta[]
  results: readonly LatestResult[]
  triage?: readonly Triage[]
  confirmations?: readonly Confirmation[]
  signalAnswers?: readonly SignalAnswer[]
  /** Milliseconds. */
  now: number
}

type Index = {
  items: ReadonlyMap<ItemId, Item>
  checkIds: string[]
  /** Required checks of must-haves. */
  bar: ReadonlySet<string>
  /** The gravest impact of the items a check is required for. */
  itemImpact: ReadonlyMap<string, Impact>
  /** The items a check speaks for, in the order of the stages. */
  itemsOfCheck: ReadonlyMap<string, readonly ItemId[]>
}

const indexes = new WeakMap<readonly Covering[], Map<Roadmap, Index>>()

function makeIndex(roadmap: Roadmap, checks: readonly Covering[]): Index {
  const items = joinedItems(itemsOf(roadmap), checks)
  const itemImpact = new Map<string, Impact>()
  const itemsOfCheck = new Map<string, ItemId[]>()
  for (const [id, item] of items) {
    for (const checkId of new Set([...item.required, ...item.supporting])) {
      itemsOfCheck.set(checkId, [...(itemsOfCheck.get(checkId) ?? []), id])
    }
    for (const checkId of item.required) {
      const known = itemImpact.get(checkId)
      if (known === undefined || compareImpact(item.impact, known) < 0) itemImpact.set(checkId, item.impact)
    }
  }
  const ofItems = [...items.values()].flatMap((item) => [...item.required, ...item.supporting])
  const ofBar = roadmap.mustHaves.flatMap((mustHave) => mustHave.items.flatMap((id) => items.get(id)?.required ?? []))
  return {
    items,
    checkIds: [...new Set([...ofItems, ...roadmap.stages.flatMap((stage) => stage.goodToHave)])],
    bar: new Set(ofBar),
    itemImpact,
    itemsOfCheck,
  }
}

function indexOf(roadmap: Roadmap, checks: readonly Covering[]): Index {
  const ofChecks = indexes.get(checks) ?? new Map<Roadmap, Index>()
  indexes.set(checks, ofChecks)
  const index = ofChecks.get(roadmap) ?? makeIndex(roadmap, checks)
  ofChecks.set(roadmap, index)
  return index
}

/** The items of a roadmap, each once, in the order of its stages. */
export function itemsOf(roadmap: Roadmap): ItemId[] {
  return [...new Set(roadmap.stages.flatMap((stage) => stage.items))]
}

/**
 * The checks a roadmap speaks of, whether this version contains them or not, and those of `checks` that
 * say they cover one of its items.
 */
export function checkIdsOf(roadmap: Roadmap, checks: readonly Covering[]): readonly string[] {
  return indexOf(roadmap, checks).checkIds
}

function checkStates(
  { roadmap, checks, results, triage = [], now }: DeriveInput,
  signed: Signed,
): Map<string, CheckState> {
  const { checkIds, bar, itemImpact } = indexOf(roadmap, checks)
  const metas = new Map(checks.map((meta) => [meta.id, meta]))
  const latest = new Map(results.map((result) => [result.checkId, result]))
  const decisions = new Map(triage.map((entry) => [entry.fingerprint, entry]))
  return new Map(
    checkIds.map((id) => [
      id,
      checkStateOf({
        id,
        meta: metas.get(id),
        result: latest.get(id),
        triage: decisions,
        behindMustHave: bar.has(id),
        itemImpact: itemImpact.get(id) ?? 'low',
        confirmation: signed.valid(id),
        unsigned: signed.missing(id),
        now,
      }),
    ]),
  )
}

function blockerOf(state: CheckState, items: readonly ItemId[], waiting: readonly string[]): Blocker[] {
  const [worst] = state.open
  if (worst === undefined) return []
  return [
    {
      checkId: state.id,
      title: worst.text,
      subject: worst.subject,
      fingerprint: worst.fingerprint,
      more: state.open.length - 1,
      impact: state.effectiveImpact,
      effort: worst.fix?.effort ?? 'M',
      items: [...items],
      waiting: [...waiting],
    },
  ]
}

/** The place people gave a check's findings; the foremost counts. */
function orderOf(state: CheckState, orders: ReadonlyMap<string, number | undefined>): number | undefined {
  const known = state.open.flatMap((finding) => orders.get(finding.fingerprint) ?? [])
  return known.length === 0 ? undefined : Math.min(...known)
}

function acceptedOf(states: readonly CheckState[], triage: readonly Triage[]): Accepted[] {
  const until = new Map(triage.map((entry) => [entry.fingerprint, entry.waivedUntil ?? 0]))
  return states
    .flatMap((state) =>
      state.waived.map(({ text, fingerprint, impact, verdict }) => ({
        checkId: state.id,
        title: text,
        fingerprint,
        impact: verdict === 'fail' && state.meta !== undefined ? impact : ('low' as const),
        until: until.get(fingerprint) ?? 0,
      })),
    )
    .sort((left, right) => compareImpact(left.impact, right.impact) || left.title.localeCompare(right.title, 'en'))
}

function unprovenOf(item: ItemState, checks: (id: string) => CheckState): Unproven[] {
  const open = item.required
    .map(checks)
    .filter((state) => state.verdict === 'unknown' && state.effectiveImpact === 'blocker')
  if (open.length === 0) return []
  return [
    {
      itemId: item.id,
      impact: 'blocker',
      checks: open.map((state) => ({ id: state.id, reason: state.reason ?? 'no-findings' })),
    },
  ]
}

/**
 * Everything a person sees of a project, from stored results alone: the same input gives the same
 * answer, on the server, in the browser and on the command line.
 */
export function deriveState(input: DeriveInput): ProjectState {
  const { roadmap, now } = input
  const { items, itemsOfCheck } = indexOf(roadmap, input.checks)
  const signed = readConfirmations(items, input.confirmations ?? [], now)
  const states = checkStates(input, signed)
  const checkOf = (id: string): CheckState => {
    const state = states.get(id)
    if (state === undefined) throw new RangeError(`${id} is not a check of the roadmap ${roadmap.id}`)
    return state
  }
  const itemStates = new Map(
    [...items].map(([id, item]) => [
      id,
      itemStateOf({ id, item, checks: checkOf, confirmation: signed.ofItem(id), now }),
    ]),
  )
  const itemOf = (id: ItemId): ItemState => {
    const state = itemStates.get(id)
    if (state === undefined) throw new RangeError(`${id} is not an item of the roadmap ${roadmap.id}`)
    return state
  }
  const all = [...states.values()]
  const orders = new Map((input.triage ?? []).map((entry) => [entry.fingerprint, entry.order]))
  const answers = new Map((input.signalAnswers ?? []).map((answer) => [answer.signalId, answer]))
  const counts = countsOf(all)
  const { roots, waiting } = fold(all)
  const rows = (wanted: (state: CheckState) => boolean): Blocker[] =>
    all
      .filter(wanted)
      .flatMap((state) => blockerOf(state, itemsOfCheck.get(state.id) ?? [], waiting.get(state.id) ?? []))
  const isBlocker = (state: CheckState): boolean => state.verdict === 'fail' && state.effectiveImpact === 'blocker'
  const folded = new Set(roots.filter(isBlocker).flatMap((root) => waiting.get(root.id) ?? []))
  const explained = new Set([...waiting.values()].flat())
  const judged = all.flatMap((state) => (state.result === undefined ? [] : [state.result.judgedAt]))
  return {
    roadmapId: roadmap.id,
    verdict: launchVerdictOf(counts),
    checks: Object.fromEntries(states),
    items: Object.fromEntries(itemStates),
    mustHaves: roadmap.mustHaves.map((mustHave) => mustHaveStateOf(mustHave, itemOf)),
    stages: roadmap.stages.map((stage) =>
      stageStateOf(stage, {
        items: itemOf,
        checks: checkOf,
        raising: (signal) => all.filter((state) => state.meta?.raises.includes(signal)),
        answer: (signal) => answers.get(signal),
      }),
    ),
    blockers: arrange(rows((state) => isBlocker(state) && !folded.has(state.id)).sort(compareFixOrder), (blocker) =>
      orderOf(checkOf(blocker.checkId), orders),
    ),
    risks: rows(
      (state) => state.open.length > 0 && !isBlocker(state) && !(state.verdict === 'fail' && explained.has(state.id)),
    ).sort(compareRisk),
    unproven: [...items.keys()].flatMap((id) => unprovenOf(itemOf(id), checkOf)),
    knownRisks: counts.knownRisks,
    accepted: acceptedOf(all, input.triage ?? []),
    checkedAt: judged.length === 0 ? undefined : Math.max(...judged),
  }
}
