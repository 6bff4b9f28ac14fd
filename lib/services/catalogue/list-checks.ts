import { type AnyCheck, type CheckMeta, checkMeta } from '../../engine/check'
import type { AnyCollector } from '../../engine/collector'
import { checks, checksOf, collectors } from '../../registry/registry'
import type { RoadmapId } from '../../roadmaps/ids'
import { roadmaps } from '../../roadmaps/roadmap'

/** Every check this version contains. */
export function allChecks(): readonly AnyCheck[] {
  return checks
}

/** Every collector this version contains. */
export function allCollectors(): readonly AnyCollector[] {
  return collectors
}

/** The data of every check, in order of id; with a roadmap only those it speaks of. */
export function listChecks(roadmap?: RoadmapId): CheckMeta[] {
  return (roadmap === undefined ? checks : checksOf(roadmaps[roadmap])).map(checkMeta)
}

/** What a kind of evidence is called, by key. */
export function evidenceTitles(): ReadonlyMap<string, string> {
  return new Map(allCollectors().map((collector) => [collector.token.key, collector.token.title]))
}
