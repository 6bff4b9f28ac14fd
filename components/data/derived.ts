import type { DecisionsDto } from '@/lib/contracts/decisions'
import { decisionsForDerivation, NO_DECISIONS } from '@/lib/contracts/derivable'
import type { ProjectStateDto } from '@/lib/contracts/project'
import type { CheckMetaDto, CheckResultDto } from '@/lib/contracts/result'
import type { RunDto } from '@/lib/contracts/run'
import { deriveState } from '@/lib/roadmaps/derive'
import type { RoadmapId } from '@/lib/roadmaps/ids'
import { roadmaps } from '@/lib/roadmaps/roadmap'
import type { ProjectState } from '@/lib/roadmaps/state'

const cache = new WeakMap<object, ProjectState>()

type Facts = {
  roadmap: RoadmapId
  checks: readonly CheckMetaDto[]
  results: readonly CheckResultDto[]
  decisions?: DecisionsDto
  now: number
}

function derive({ roadmap, checks, results, decisions = NO_DECISIONS, now }: Facts): ProjectState {
  return deriveState({
    roadmap: roadmaps[roadmap],
    checks,
    results: results.map((result) => ({ ...result, judgedAt: Date.parse(result.judgedAt) })),
    ...decisionsForDerivation(decisions),
    now,
  })
}

function once(key: object, work: () => ProjectState): ProjectState {
  const known = cache.get(key)
  if (known !== undefined) return known
  const state = work()
  cache.set(key, state)
  return state
}

/** The verdict and everything below it, from the latest results; judged against the server's clock. */
export function derivedOf(state: ProjectStateDto): ProjectState {
  return once(state, () =>
    derive({
      roadmap: state.project.roadmap,
      checks: state.checks,
      results: state.results,
      decisions: state.decisions,
      now: Date.parse(state.now),
    }),
  )
}

/** What one run alone says so far. */
export function derivedOfRun(run: RunDto): ProjectState {
  return once(run, () =>
    derive({
      roadmap: run.roadmap,
      checks: run.planned,
      results: run.results,
      now: Date.parse(run.finishedAt ?? run.startedAt ?? run.createdAt),
    }),
  )
}
