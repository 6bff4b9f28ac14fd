import type { RunScope } from '../../contracts/run'
import { invalidField } from '../../errors'
import { checkIdsOf } from '../../roadmaps/derive'
import type { RoadmapId } from '../../roadmaps/ids'
import { items } from '../../roadmaps/items'
import { roadmaps } from '../../roadmaps/roadmap'
import type { ProjectState } from '../../roadmaps/state'

type Input = {
  scope: RunScope
  roadmap: RoadmapId
  /** Ids of the checks this version contains. */
  known: ReadonlySet<string>
  /** Asked only where the scope depends on what is proven. */
  state: () => ProjectState
}

function stageChecks(stageId: string, roadmap: RoadmapId): string[] {
  const stage = roadmaps[roadmap].stages.find((candidate) => candidate.id === stageId)
  if (stage === undefined) throw invalidField('scope.stage', 'This roadmap has no such stage')
  const ids = stage.items.flatMap((item) => [...items[item].required, ...items[item].supporting])
  return [...ids, ...stage.goodToHave]
}

/**
 * The checks a run will judge, in the order of the roadmap. Throws `invalid` for a stage or check that does
 * not exist and for a scope that leaves nothing to do.
 */
export function checksOfScope({ scope, roadmap, known, state }: Input): string[] {
  const all = checkIdsOf(roadmaps[roadmap])
  const pick = (ids: readonly string[]): string[] => [...new Set(ids)].filter((id) => known.has(id))
  switch (scope.kind) {
    case 'full':
      return pick(all)
    case 'stage': {
      const ids = pick(stageChecks(scope.stage, roadmap))
      if (ids.length === 0) throw invalidField('scope.stage', 'This version cannot check anything in this stage yet')
      return ids
    }
    case 'checks': {
      const missing = scope.checks.findIndex((id) => !known.has(id))
      if (missing >= 0) throw invalidField(`scope.checks.${missing}`, 'This check does not exist')
      return pick(scope.checks)
    }
    case 'not-proven': {
      const { checks } = state()
      const ids = pick(all.filter((id) => checks[id]?.verdict === 'unknown'))
      if (ids.length === 0) throw invalidField('scope', 'Everything this version can check is proven')
      return ids
    }
  }
}
