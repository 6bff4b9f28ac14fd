import { allow, type Context } from '../../auth/actor'
import { now } from '../../config'
import { checklistOf } from '../../deliverables/checklist'
import type { Doc, DocView } from '../../deliverables/doc'
import { makeDoc } from '../../deliverables/makers'
import { docViewOf } from '../../deliverables/view'
import { wantedDocuments } from '../../deliverables/wanted'
import { deliverables } from '../../roadmaps/deliverables'
import type { DeliverableId } from '../../roadmaps/ids'
import { getHandover } from '../handover/get-handover'
import { listMembers } from '../member/list-members'
import { deriveProject } from '../project/derive-project'
import { getProjectState } from '../project/get-project-state'
import { listDocumentParts } from './list-parts'

/** A document with its name. */
export type MadeDocument = { id: DeliverableId; title: string; text: string; doc: Doc }

/** What the documents of a project are made from right now. */
export async function documentView(context: Context, projectId: string): Promise<DocView> {
  allow(context, 'project.read')
  const [known, { members }, { parts }, handover] = await Promise.all([
    getProjectState(context, projectId),
    listMembers(context),
    listDocumentParts(context, projectId),
    getHandover(context, projectId),
  ])
  const { project, results, decisions } = known
  return docViewOf({
    project,
    state: deriveProject({ roadmap: project.roadmap, results, decisions }),
    triage: decisions.triage,
    members,
    written: parts,
    checklist: checklistOf(handover),
    now: now(),
  })
}

/** One document of a project as it is now. */
export function makeDocument(view: DocView, id: DeliverableId): MadeDocument {
  return { id, ...deliverables[id], doc: makeDoc(id, view) }
}

/** Every document the roadmap of a project asks for, in the order of its stages, and others people wrote into. */
export async function listDocuments(context: Context, projectId: string): Promise<MadeDocument[]> {
  const view = await documentView(context, projectId)
  return wantedDocuments(view).map((id) => makeDocument(view, id))
}
