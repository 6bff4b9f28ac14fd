import { now } from '../../config'
import { type CheckResultDto, forDerivation } from '../../contracts/result'
import { deriveState } from '../../roadmaps/derive'
import type { RoadmapId } from '../../roadmaps/ids'
import { roadmaps } from '../../roadmaps/roadmap'
import type { ProjectState } from '../../roadmaps/state'
import { listChecks } from '../catalogue/list-checks'

/** What stored results mean today. Nothing of it is kept. */
export function deriveProject(roadmap: RoadmapId, results: readonly CheckResultDto[]): ProjectState {
  return deriveState({
    roadmap: roadmaps[roadmap],
    checks: listChecks(),
    results: results.map(forDerivation),
    now: now(),
  })
}
