'use client'

import { useQuery } from '@tanstack/react-query'
import { derivedOf } from '@/components/data/derived'
import { useProjectState } from '@/components/data/hooks'
import { usePlace } from '@/components/frame/place'
import { useMembers } from '@/components/triage/use-decision'
import { checklistOf } from '@/lib/deliverables/checklist'
import type { Doc } from '@/lib/deliverables/doc'
import { makeDoc } from '@/lib/deliverables/makers'
import { docViewOf } from '@/lib/deliverables/view'
import type { DeliverableId } from '@/lib/roadmaps/ids'
import { checklistOptions, documentsOptions } from './data'

/** A document as it is now; `isKnown` is false until what people wrote has arrived. */
export function useDocument(id: DeliverableId): { doc: Doc; isKnown: boolean; error: Error | null } {
  const { project } = usePlace()
  const data = useProjectState(project)
  const members = useMembers()
  const written = useQuery(documentsOptions(project))
  // Only one document shows it.
  const handover = useQuery({ ...checklistOptions(project), enabled: id === 'handover-pack' })
  const view = docViewOf({
    project: data.project,
    state: derivedOf(data),
    triage: data.decisions.triage,
    members,
    written: written.data?.parts ?? [],
    checklist: handover.data === undefined ? undefined : checklistOf(handover.data),
    now: Date.parse(data.now),
  })
  return { doc: makeDoc(id, view), isKnown: written.data !== undefined, error: written.error }
}

/** How far a document has come: "3 of 5 parts filled". */
export function filledWords({ filled, total, parts }: Doc): string {
  const later = parts.filter(({ state }) => state === 'later').length
  return `${filled} of ${total} parts filled${later === 0 ? '' : `, ${later} more ${later === 1 ? 'comes' : 'come'} later`}`
}
