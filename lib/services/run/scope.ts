import type { RunScope } from '../../contracts/run'
import type { CheckMeta } from '../../engine/check'
import { invalidField } from '../../errors'
import { checkIdsOf } from '../../roadmaps/derive'
import type { RoadmapId } from '../../roadmaps/ids'
import { joinedItems } from '../../roadmaps/joined-items'
import { roadmaps } from '../../roadmaps/roadmap'
import type { ProjectState } from '../../roadmaps/state'

type Input = {
  scope: RunScope
  roadmap: RoadmapId
  /** The checks this version contains. */
  checks: readonly CheckMeta[]
  /** Asked only where the scope depends on what is proven. */
  state: () => ProjectState
}

function stageChecks(stageId: string, { roadmap, checks }: Pick<Input, 'roadmap' | 'checks'>): string[] {
  const stage = roadmaps[roadmap].stages.find((candidate) => candidate.id === stageId)
  if (stage === undefined) throw invalidField('scope.stage', 'This roadmap has no such stage')
  const items = [...joinedItems(stage.items, checks).values()]
  const ids = items.flatMap((item) => [...item.required, ...item.supporting])
  return [...ids, ...stage.goodToHave]
}

/**
 * The checks a run will judge, in the order of the roadmap. Throws `invalid` for a stage or check that does
 * not exist and for a scope that leaves nothing to do.
 */
export function checksOfScope({ scope, roadmap, checks, state }: Input): string[] {
  const all = checkIdsOf(roadmaps[roadmap], checks)
  const known = new Set(checks.map((check) => check.id))
  const pick = (ids: readonly string[]): string[] => [...new Set(ids)].filter((id) => known.has(id))
  switch (scope.kind) {
    case 'full':
      return pick(all)
    case 'stage': {
      const ids = pick(stageChecks(scope.stage, { roadmap, checks }))
      if (ids.length === 0) throw invalidField('scope.stage', 'This version cannot check anything in this stage yet')
      return ids
    }
    case 'checks': {
      const missing = scope.checks.findIndex((id) => !known.has(id))
      if (missing >= 0) throw invalidField(`scope.checks.${missing}`, 'This check does not exist')
      return pick(scope.checks)
    }
    case 'not-proven': {
      const now = state()
      const ids = pick(all.filter((id) => now.checks[id]?.verdict === 'unknown'))
      if (ids.length === 0) throw invalidField('scope', 'Everything this version can check is proven')
      return ids
    }
  }
}
