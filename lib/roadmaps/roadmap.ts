import { creator } from './creator'
import type { Roadmap } from './define'
import type { RoadmapId } from './ids'
import { ops } from './ops'

export const roadmaps: Readonly<Record<RoadmapId, Roadmap>> = { creator, ops }

/** Both roadmaps in the order they are offered. */
export const allRoadmaps: readonly Roadmap[] = [creator, ops]
