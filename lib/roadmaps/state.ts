import type { CheckMeta } from '../engine/check'
import type { CheckResult, Effort, Finding, Impact, ReasonCode, Verdict } from '../engine/finding'
import type { Subject } from '../engine/subject'
import type { ItemId, SignalId } from './ids'

/** The latest result of one check over all runs. `judgedAt` in milliseconds. */
export type LatestResult = CheckResult & { judgedAt: number }

/** What people decided about one finding. Times in milliseconds. */
export type Triage = { fingerprint: string; waivedUntil?: number | undefined; order?: number | undefined }

/** A person's valid or former statement about an item. Times in milliseconds. */
export type Confirmation = {
  itemId: string
  statementVersion: number
  by: string
  at: number
  /** Absent: it does not expire. */
  expiresAt?: number | undefined
}

/** The team's answer to the question of a failure signal. "yes": the symptom is absent. */
export type SignalAnswer = { signalId: string; answer: 'yes' | 'no'; by: string; at: number }

export type UnprovenReason = ReasonCode | 'not-built' | 'not-run' | 'findings' | 'unconfirmed' | 'confirmation-expired'

/** One check as it counts now: after freshness and waivers. */
export type CheckState = {
  id: string
  title: string
  /** `undefined` where this version does not contain the check. */
  meta: CheckMeta | undefined
  result: LatestResult | undefined
  verdict: Verdict
  /** Why the verdict is unknown. */
  reason: UnprovenReason | undefined
  /** The impact as the check reports it. */
  impact: Impact
  /** Blocker for a required check of a must-have, else the impact. */
  effectiveImpact: Impact
  /** Open findings that nobody waived, worst first. */
  open: Finding[]
  /** Fail and warn findings a person accepted for now. */
  waived: Finding[]
  /** The statement this verdict stands on, where it was not measured. */
  confirmed?: Confirmation | undefined
}

export type ItemState = {
  id: ItemId
  state: Verdict
  required: string[]
  supporting: string[]
  waived: boolean
  /** Required checks with a counting answer: pass, warn or not-applicable. */
  proven: number
  /** The newest valid statement about this item, also where it changes nothing. */
  confirmation?: Confirmation | undefined
  /** Whether a statement would count for, or carries, a part of this item. */
  confirmable: boolean
}

export const MUST_HAVE_STATUSES = ['met', 'at-risk', 'not-proven', 'broken'] as const
export type MustHaveStatus = (typeof MUST_HAVE_STATUSES)[number]
export type MustHaveState = { id: string; text: string; state: MustHaveStatus; items: ItemId[] }

export type LaunchVerdict = { answer: 'go' | 'no-go'; reason: 'clear' | 'known-risks' | 'unproven' | 'blocked' }

export const STAGE_STATUSES = ['not-started', 'blocked', 'unproven', 'at-risk', 'ready'] as const
export type StageStatus = (typeof STAGE_STATUSES)[number]

export type SignalStatus = 'present' | 'clear' | 'unknown'
export type SignalState = {
  id: SignalId
  state: SignalStatus
  because: string[]
  /** The team's answer, where the checks leave it open. */
  answer?: SignalAnswer | undefined
}

export type StageState = {
  id: string
  title: string
  state: StageStatus
  items: ItemId[]
  goodToHave: string[]
  signals: SignalState[]
  counts: Record<Verdict, number>
  blockers: number
}

/** One row of the blocker list: a failing check with the checks that wait for its repair. */
export type Blocker = {
  checkId: string
  /** The text of the worst open finding. */
  title: string
  subject: Subject
  fingerprint: string
  /** Further open findings of the same check. */
  more: number
  impact: Impact
  effort: Effort
  items: ItemId[]
  /** Checks that fail or cannot be proven because of this one. */
  waiting: string[]
  /** People arranged the list and this one came afterwards. */
  isNew?: boolean
}

/** One finding a person accepted until a moment, in milliseconds. */
export type Accepted = {
  checkId: string
  title: string
  fingerprint: string
  impact: Impact
  until: number
}

/** An item that keeps the answer from GO although nothing about it is broken. */
export type Unproven = { itemId: ItemId; impact: Impact; checks: { id: string; reason: UnprovenReason }[] }

export type ProjectState = {
  roadmapId: string
  verdict: LaunchVerdict
  checks: Record<string, CheckState>
  items: Record<string, ItemState>
  mustHaves: MustHaveState[]
  stages: StageState[]
  /** Launch blockers in fix order. */
  blockers: Blocker[]
  /** Every open finding's check that is not a blocker, gravest first. */
  risks: Blocker[]
  /** Items that block GO because they are not proven. */
  unproven: Unproven[]
  knownRisks: number
  /** Failures and weaknesses a person accepted for now, gravest first. */
  accepted: Accepted[]
  /** The latest judgement among the checks of the roadmap, in milliseconds. */
  checkedAt: number | undefined
}
