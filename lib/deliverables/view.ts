import type { Target } from '../engine/target'
import { deliverables } from '../roadmaps/deliverables'
import type { DeliverableId, RoadmapId } from '../roadmaps/ids'
import type { ProjectState } from '../roadmaps/state'
import type { AllWritten, Checklist, DocView, Value, Written } from './doc'

/** One written part as it is stored and sent. `at`: RFC 3339. */
export type WrittenRow = { deliverable: string; part: string; value: Value; version: number; by: string; at: string }

/** Whether some text names a document. */
export function isDeliverable(text: string): text is DeliverableId {
  return Object.hasOwn(deliverables, text)
}

/** What people wrote, by document and part; rows of documents this version does not know are left out. */
export function writtenOf(rows: readonly WrittenRow[]): AllWritten {
  const all: Partial<Record<DeliverableId, Record<string, Written>>> = {}
  for (const { deliverable, part, value, version, by, at } of rows) {
    if (!isDeliverable(deliverable)) continue
    const parts = all[deliverable] ?? {}
    parts[part] = { value, version, by, at: Date.parse(at) }
    all[deliverable] = parts
  }
  return all
}

type Known = {
  project: { name: string; roadmap: RoadmapId; target: Target }
  state: ProjectState
  triage: readonly { fingerprint: string; ownerId: string | null }[]
  members: readonly { id: string; name: string | null; email: string }[]
  written: readonly WrittenRow[]
  checklist?: Checklist | undefined
  /** Milliseconds. */
  now: number
}

/** What documents are made from, out of what is known of a project. */
export function docViewOf({ project, state, triage, members, written, checklist, now }: Known): DocView {
  const people = new Map(members.map(({ id, name, email }) => [id, name ?? email]))
  const owners = new Map(
    triage.flatMap(({ fingerprint, ownerId }) => {
      const name = ownerId === null ? undefined : people.get(ownerId)
      return name === undefined ? [] : [[fingerprint, name] as const]
    }),
  )
  return {
    name: project.name,
    domain: project.target.domain,
    roadmap: project.roadmap,
    target: project.target,
    state,
    ownerOf: (fingerprint) => owners.get(fingerprint),
    written: writtenOf(written),
    checklist,
    now,
  }
}
