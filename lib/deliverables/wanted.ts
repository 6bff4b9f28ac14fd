import type { DeliverableId } from '../roadmaps/ids'
import { roadmaps } from '../roadmaps/roadmap'
import type { DocView } from './doc'
import { isDeliverable } from './view'

/** The documents a roadmap asks for, in the order of its stages. */
export function askedFor({ roadmap }: Pick<DocView, 'roadmap'>): DeliverableId[] {
  return [...new Set(roadmaps[roadmap].stages.flatMap((stage) => stage.deliverables))]
}

/** Those, and behind them the ones of the other roadmap that somebody wrote something into. */
export function wantedDocuments(view: Pick<DocView, 'roadmap' | 'written'>): DeliverableId[] {
  const asked = askedFor(view)
  const isWritten = (id: DeliverableId): boolean =>
    Object.values(view.written[id] ?? {}).some(({ value }) => value.length > 0)
  const more = Object.keys(view.written).filter(isDeliverable)
  return [...asked, ...more.filter((id) => !asked.includes(id) && isWritten(id)).toSorted()]
}
