import type { Verdict } from '../engine/finding'
import type { LaunchVerdict, MustHaveStatus, ProjectState, StageStatus } from './state'

export const DERIVATION_VERSION = 1

/** What a run said when it ended; written once, so later rules do not rewrite the past. */
export type Snapshot = {
  derivation: number
  roadmapId: string
  verdict: LaunchVerdict
  items: Record<string, Verdict>
  stages: Record<string, StageStatus>
  mustHaves: Record<string, MustHaveStatus>
  /** Fingerprints of open findings. */
  open: string[]
  waived: string[]
  blockers: number
}

/** The frozen form of a derived state, about 3 KB. */
export function snapshotOf(state: ProjectState): Snapshot {
  const checks = Object.values(state.checks)
  return {
    derivation: DERIVATION_VERSION,
    roadmapId: state.roadmapId,
    verdict: state.verdict,
    items: Object.fromEntries(Object.values(state.items).map((item) => [item.id, item.state])),
    stages: Object.fromEntries(state.stages.map((stage) => [stage.id, stage.state])),
    mustHaves: Object.fromEntries(state.mustHaves.map((mustHave) => [mustHave.id, mustHave.state])),
    open: checks.flatMap((check) => check.open.map((finding) => finding.fingerprint)),
    waived: checks.flatMap((check) => check.waived.map((finding) => finding.fingerprint)),
    blockers: state.blockers.length,
  }
}
