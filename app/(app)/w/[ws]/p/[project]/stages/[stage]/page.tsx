import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { projectStateOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { StageView } from '@/components/stage/stage-view'
import { allRoadmaps, roadmaps } from '@/lib/roadmaps/roadmap'
import { routes } from '@/lib/routes'
import { getProjectState } from '@/lib/services/project/get-project-state'
import { orNotFound, requireId, requireWorkspace } from '../../../../../../access'
import { projectForPage, titleFor } from '../../../../../../project-page'

type Props = { params: Promise<{ ws: string; project: string; stage: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { stage, ...place } = await params
  const roadmap = (await projectForPage(place))?.project.roadmap
  const title = roadmap === undefined ? undefined : roadmaps[roadmap].stages.find(({ id }) => id === stage)?.title
  return { title: title === undefined ? 'Not found' : await titleFor(place, title) }
}

export default async function StagePage({ params }: Props) {
  const { ws, project, stage } = await params
  const here = routes.stage({ workspace: ws, project, stage })
  const { context } = await requireWorkspace({ slug: ws, here })
  const projectId = requireId(project)
  const state = await orNotFound(() => getProjectState(context, projectId))
  if (!allRoadmaps.some(({ stages }) => stages.some(({ id }) => id === stage))) notFound()
  const client = makeQueryClient()
  client.setQueryData(projectStateOptions(projectId).queryKey, state)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <StageView stageId={stage} />
    </HydrationBoundary>
  )
}
