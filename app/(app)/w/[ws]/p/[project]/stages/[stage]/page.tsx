import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { projectStateOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { documentsOptions } from '@/components/deliverable/data'
import { StageSkeleton } from '@/components/frame/skeletons'
import { StageView } from '@/components/stage/stage-view'
import { roadmaps } from '@/lib/roadmaps/roadmap'
import { routes } from '@/lib/routes'
import { listDocumentParts } from '@/lib/services/deliverable/list-parts'
import { getProjectState } from '@/lib/services/project/get-project-state'
import { orNotFound, requireId, requireWorkspace } from '../../../../../../access'
import { PageBoundary } from '../../../../../../page-boundary'

type Props = { params: Promise<{ ws: string; project: string; stage: string }> }

const load = cache(async (ws: string, project: string, stageId: string) => {
  const { context } = await requireWorkspace(ws, routes.stage({ workspace: ws, project, stage: stageId }))
  const projectId = requireId(project)
  const [state, written] = await orNotFound(() =>
    Promise.all([getProjectState(context, projectId), listDocumentParts(context, projectId)]),
  )
  const stage = roadmaps[state.project.roadmap].stages.find(({ id }) => id === stageId)
  if (stage === undefined) notFound()
  return { state, written, title: stage.title }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ws, project, stage } = await params
  const { state, title } = await load(ws, project, stage)
  return { title: `${title}, ${state.project.name}` }
}

export default function StagePage({ params }: Props) {
  return (
    <PageBoundary skeleton={<StageSkeleton />}>
      <Content params={params} />
    </PageBoundary>
  )
}

async function Content({ params }: Props) {
  const { ws, project, stage } = await params
  const { state, written } = await load(ws, project, stage)
  const client = makeQueryClient()
  client.setQueryData(documentsOptions(state.project.id).queryKey, written)
  client.setQueryData(projectStateOptions(state.project.id).queryKey, state)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <StageView stageId={stage} />
    </HydrationBoundary>
  )
}
