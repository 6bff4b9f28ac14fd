import { now } from '../../config'
import { type DecisionsDto, decisionsForDerivation } from '../../contracts/decisions'
import { type CheckResultDto, forDerivation } from '../../contracts/result'
import { deriveState } from '../../roadmaps/derive'
import type { RoadmapId } from '../../roadmaps/ids'
import { roadmaps } from '../../roadmaps/roadmap'
import type { ProjectState } from '../../roadmaps/state'
import { listChecks } from '../catalogue/list-checks'

type Stored = { roadmap: RoadmapId; results: readonly CheckResultDto[]; decisions: DecisionsDto }

/** What stored results and decisions mean today. Nothing of it is kept. */
export function deriveProject({ roadmap, results, decisions }: Stored): ProjectState {
  return deriveState({
    roadmap: roadmaps[roadmap],
    checks: listChecks(),
    results: results.map(forDerivation),
    ...decisionsForDerivation(decisions),
    now: now(),
  })
}
