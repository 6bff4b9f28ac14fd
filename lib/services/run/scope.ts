import type { RunScope } from '../../contracts/run'
import type { CheckMeta } from '../../engine/check'
import { RATE_SURFACES, type RateSurface } from '../../engine/rate-template'
import { invalidField } from '../../errors'
import { checkIdsOf } from '../../roadmaps/derive'
import type { RoadmapId } from '../../roadmaps/ids'
import { joinedItems } from '../../roadmaps/joined-items'
import { roadmaps } from '../../roadmaps/roadmap'
import type { ProjectState } from '../../roadmaps/state'

type Input = {
  scope: RunScope
  /** Whether checks that send active probes take part. Left out, they keep the answer they have. */
  active: boolean
  /** Surfaces that may get many requests where probes are allowed; the checks of the others keep their answer too. */
  rates: readonly RateSurface[]
  roadmap: RoadmapId
  /** The checks this version contains. */
  checks: readonly CheckMeta[]
  /** Asked only where the scope depends on what is proven. */
  state: () => ProjectState
}

const SAY = {
  needsTick: 'This check sends active probes. Start it with active checks switched on',
  onlyRates: 'What is left here sends many requests. Say which addresses may be tried',
  onlyActive: 'What is left here needs active checks. Start the run with active checks switched on',
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
 * not exist, for a scope that leaves nothing to do, and for an active check somebody named without allowing it.
 */
export function checksOfScope({ scope, active, rates, roadmap, checks, state }: Input): string[] {
  const all = checkIdsOf(roadmaps[roadmap], checks)
  const known = new Map(checks.map((check) => [check.id, check]))
  const isActive = (id: string): boolean => known.get(id)?.active === true
  const existing = (ids: readonly string[]): string[] => [...new Set(ids)].filter((id) => known.has(id))
  const untold = new Set<string>(RATE_SURFACES.filter((one) => !rates.includes(one)).map((one) => `rate-limit-${one}`))
  const pick = (ids: readonly string[]): string[] =>
    existing(ids).filter((id) => (active ? !untold.has(id) : !isActive(id)))
  switch (scope.kind) {
    case 'full':
      return pick(all)
    case 'stage': {
      const ids = stageChecks(scope.stage, { roadmap, checks })
      if (existing(ids).length === 0) {
        throw invalidField('scope.stage', 'This version cannot check anything in this stage yet')
      }
      if (pick(ids).length === 0) throw invalidField('scope.stage', active ? SAY.onlyRates : SAY.onlyActive)
      return pick(ids)
    }
    case 'checks': {
      const missing = scope.checks.findIndex((id) => !known.has(id))
      if (missing >= 0) throw invalidField(`scope.checks.${missing}`, 'This check does not exist')
      const refused = active ? -1 : scope.checks.findIndex(isActive)
      if (refused >= 0) throw invalidField(`scope.checks.${refused}`, SAY.needsTick)
      // Who names a check allows what it sends.
      return existing(scope.checks)
    }
    case 'not-proven': {
      const now = state()
      const ids = all.filter((id) => now.checks[id]?.verdict === 'unknown')
      if (existing(ids).length === 0) throw invalidField('scope', 'Everything this version can check is proven')
      if (pick(ids).length === 0) throw invalidField('scope', active ? SAY.onlyRates : SAY.onlyActive)
      return pick(ids)
    }
  }
}
