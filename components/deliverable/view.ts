'use client'

import { useQuery } from '@tanstack/react-query'
import { derivedOf } from '@/components/data/derived'
import { useProjectState } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { useMembers } from '@/components/triage/use-decision'
import { checklistOf } from '@/lib/deliverables/checklist'
import type { Doc, DocView } from '@/lib/deliverables/doc'
import { makeDoc } from '@/lib/deliverables/makers'
import { docViewOf, isDeliverable } from '@/lib/deliverables/view'
import { deliverables } from '@/lib/roadmaps/deliverables'
import type { DeliverableId } from '@/lib/roadmaps/ids'
import { roadmaps } from '@/lib/roadmaps/roadmap'
import { checklistOptions, documentsOptions } from './data'

type View = { view: DocView; isKnown: boolean; error: Error | null }

/** What documents are made from; the checklist is read where `withChecklist` says that one of them shows it. */
function useDocView({ withChecklist }: { withChecklist: boolean }): View {
  const { project } = usePlace()
  const data = useProjectState(project)
  const members = useMembers()
  const written = useQuery(documentsOptions(project))
  const handover = useQuery({ ...checklistOptions(project), enabled: withChecklist })
  const view = docViewOf({
    project: data.project,
    state: derivedOf(data),
    triage: data.decisions.triage,
    members,
    written: written.data?.parts ?? [],
    checklist: handover.data === undefined ? undefined : checklistOf(handover.data),
    now: Date.parse(data.now),
  })
  return { view, isKnown: written.data !== undefined, error: written.error }
}

/** A document as it is now; `isKnown` is false until what people wrote has arrived. */
export function useDocument(id: DeliverableId): { doc: Doc; isKnown: boolean; error: Error | null } {
  const { view, ...rest } = useDocView({ withChecklist: id === 'handover-pack' })
  return { doc: makeDoc(id, view), ...rest }
}

export type DocumentGroup = { title: string; documents: { id: DeliverableId; doc: Doc }[] }

/** Every document of both roadmaps: those of this project by stage, then the others. */
export function useDocumentGroups(): { groups: DocumentGroup[]; error: Error | null } {
  const { view, error } = useDocView({ withChecklist: true })
  const made = (ids: readonly DeliverableId[]) => ids.map((id) => ({ id, doc: makeDoc(id, view) }))
  const shown = new Set<DeliverableId>()
  const groups = roadmaps[view.roadmap].stages.map((stage) => {
    // A document two stages ask for stands where it is asked for first.
    const fresh = stage.deliverables.filter((id) => !shown.has(id))
    for (const id of fresh) shown.add(id)
    return { title: stage.title, documents: made(fresh) }
  })
  const others = Object.keys(deliverables).filter(isDeliverable)
  const rest = { title: 'Not asked for by this roadmap', documents: made(others.filter((id) => !shown.has(id))) }
  return { groups: [...groups, rest].filter(({ documents }) => documents.length > 0), error }
}

/** How far a document has come: "3 of 5 parts filled". */
export function filledWords({ filled, total, parts }: Doc): string {
  const later = parts.filter(({ state }) => state === 'later').length
  return `${filled} of ${total} parts filled${later === 0 ? '' : `, ${later} more ${later === 1 ? 'comes' : 'come'} later`}`
}
