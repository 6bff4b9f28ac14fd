import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { cache } from 'react'
import { membersOptions, projectStateOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { checklistOptions, documentsOptions } from '@/components/deliverable/data'
import { DocumentsView } from '@/components/deliverable/documents-view'
import { routes } from '@/lib/routes'
import { listDocumentParts } from '@/lib/services/deliverable/list-parts'
import { getHandover } from '@/lib/services/handover/get-handover'
import { listMembers } from '@/lib/services/member/list-members'
import { getProjectState } from '@/lib/services/project/get-project-state'
import { orNotFound, requireId, requireWorkspace } from '../../../../../access'

type Props = { params: Promise<{ ws: string; project: string }> }

const load = cache(async (ws: string, project: string) => {
  const { context } = await requireWorkspace(ws, routes.documents({ workspace: ws, project }))
  return orNotFound(async () => {
    const projectId = requireId(project)
    const [state, members, written, handover] = await Promise.all([
      getProjectState(context, projectId),
      listMembers(context),
      listDocumentParts(context, projectId),
      getHandover(context, projectId),
    ])
    return { state, members, written, handover }
  })
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ws, project } = await params
  const { state } = await load(ws, project)
  return { title: `Documents, ${state.project.name}` }
}

export default async function DocumentsPage({ params }: Props) {
  const { ws, project } = await params
  const { state, members, written, handover } = await load(ws, project)
  const client = makeQueryClient()
  client.setQueryData(projectStateOptions(state.project.id).queryKey, state)
  client.setQueryData(documentsOptions(state.project.id).queryKey, written)
  client.setQueryData(checklistOptions(state.project.id).queryKey, handover)
  client.setQueryData(membersOptions(state.project.workspaceId).queryKey, members)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <DocumentsView />
    </HydrationBoundary>
  )
}
