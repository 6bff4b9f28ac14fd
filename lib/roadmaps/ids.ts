import type { deliverables } from './deliverables'
import type { items } from './items'
import type { signals } from './signals'

export type ItemId = keyof typeof items
export type SignalId = keyof typeof signals
export type DeliverableId = keyof typeof deliverables

export const ROADMAP_IDS = ['creator', 'ops'] as const
export type RoadmapId = (typeof ROADMAP_IDS)[number]
