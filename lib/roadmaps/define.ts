import type { Source } from '../engine/check'
import type { DeliverableId, ItemId, RoadmapId, SignalId } from './ids'

export type Stage = {
  readonly id: string
  readonly title: string
  readonly goal: string
  /** Its part of the 48 hour sprint: first and last hour. */
  readonly hours: readonly [number, number]
  readonly items: readonly ItemId[]
  /** Checks that belong to no item and never to the bar, shown as "Good to have". */
  readonly goodToHave: readonly string[]
  readonly deliverables: readonly DeliverableId[]
  readonly signals: readonly SignalId[]
  readonly reading: readonly Source[]
}

/** One entry of the minimum bar; all its items are needed. */
export type MustHave = { readonly id: string; readonly text: string; readonly items: readonly ItemId[] }

export type Roadmap = {
  readonly id: RoadmapId
  readonly title: string
  readonly description: string
  readonly stages: readonly Stage[]
  readonly mustHaves: readonly MustHave[]
}

/** Declares a roadmap; unknown items, signals and deliverables are compile errors. */
export function defineRoadmap(roadmap: Roadmap): Roadmap {
  return Object.freeze(roadmap)
}
