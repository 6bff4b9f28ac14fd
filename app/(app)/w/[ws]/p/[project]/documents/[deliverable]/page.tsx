import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { membersOptions, projectStateOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { checklistOptions, documentsOptions } from '@/components/deliverable/data'
import { DocumentView } from '@/components/deliverable/document-view'
import { isDeliverable } from '@/lib/deliverables/view'
import { deliverables } from '@/lib/roadmaps/deliverables'
import type { DeliverableId } from '@/lib/roadmaps/ids'
import { routes } from '@/lib/routes'
import { listDocumentParts } from '@/lib/services/deliverable/list-parts'
import { getHandover } from '@/lib/services/handover/get-handover'
import { listMembers } from '@/lib/services/member/list-members'
import { getProjectState } from '@/lib/services/project/get-project-state'
import { orNotFound, requireId, requireWorkspace } from '../../../../../../access'

type Props = { params: Promise<{ ws: string; project: string; deliverable: string }> }

const load = cache(async (ws: string, project: string, id: DeliverableId) => {
  const { context } = await requireWorkspace(ws, routes.document({ workspace: ws, project, deliverable: id }))
  return orNotFound(async () => {
    const projectId = requireId(project)
    const [state, members, written, handover] = await Promise.all([
      getProjectState(context, projectId),
      listMembers(context),
      listDocumentParts(context, projectId),
      id === 'handover-pack' ? getHandover(context, projectId) : undefined,
    ])
    return { state, members, written, handover }
  })
})

function requireDeliverable(text: string): DeliverableId {
  if (!isDeliverable(text)) notFound()
  return text
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ws, project, deliverable } = await params
  const id = requireDeliverable(deliverable)
  const { state } = await load(ws, project, id)
  return { title: `${deliverables[id].title}, ${state.project.name}` }
}

export default async function DocumentPage({ params }: Props) {
  const { ws, project, deliverable } = await params
  const id = requireDeliverable(deliverable)
  const { state, members, written, handover } = await load(ws, project, id)
  const client = makeQueryClient()
  client.setQueryData(projectStateOptions(state.project.id).queryKey, state)
  client.setQueryData(documentsOptions(state.project.id).queryKey, written)
  if (handover !== undefined) client.setQueryData(checklistOptions(state.project.id).queryKey, handover)
  client.setQueryData(membersOptions(state.project.workspaceId).queryKey, members)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <DocumentView id={id} />
    </HydrationBoundary>
  )
}
