import { now } from '../../config'
import type { DecisionsDto } from '../../contracts/decisions'
import { decisionsForDerivation } from '../../contracts/derivable'
import { type CheckResultDto, forDerivation } from '../../contracts/result'
import { deriveState } from '../../roadmaps/derive'
import type { RoadmapId } from '../../roadmaps/ids'
import { roadmaps } from '../../roadmaps/roadmap'
import type { ProjectState } from '../../roadmaps/state'
import { listChecks } from '../catalogue/list-checks'

/** One list for every derivation: what is worked out about a list of checks is kept with it. */
const CHECKS = listChecks()

type Stored = {
  roadmap: RoadmapId
  results: readonly CheckResultDto[]
  decisions: DecisionsDto
  at?: number | undefined
}

/** What stored results and decisions mean today, or meant at a moment in milliseconds. Nothing of it is kept. */
export function deriveProject({ roadmap, results, decisions, at }: Stored): ProjectState {
  return deriveState({
    roadmap: roadmaps[roadmap],
    checks: CHECKS,
    results: results.map(forDerivation),
    ...decisionsForDerivation(decisions),
    now: at ?? now(),
  })
}
