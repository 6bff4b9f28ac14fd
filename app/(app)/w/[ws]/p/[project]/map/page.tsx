import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { cache } from 'react'
import { mapOptions } from '@/components/data/map-data'
import { makeQueryClient } from '@/components/data/query-client'
import { StageSkeleton } from '@/components/frame/skeletons'
import { MapView } from '@/components/map/map-view'
import { routes } from '@/lib/routes'
import { getMap } from '@/lib/services/map/get-map'
import { getProject } from '@/lib/services/project/get-project'
import { orNotFound, requireId, requireWorkspace } from '../../../../../access'
import { PageBoundary } from '../../../../../page-boundary'

type Props = { params: Promise<{ ws: string; project: string }> }

const load = cache(async (ws: string, projectId: string) => {
  const { context } = await requireWorkspace(ws, routes.map({ workspace: ws, project: projectId }))
  return orNotFound(async () => {
    const id = requireId(projectId)
    const [project, map] = await Promise.all([getProject(context, id), getMap(context, id)])
    return { project, map }
  })
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ws, project: projectId } = await params
  const { project } = await load(ws, projectId)
  return { title: `Production map, ${project.name}` }
}

export default function MapPage({ params }: Props) {
  return (
    <PageBoundary skeleton={<StageSkeleton />}>
      <Content params={params} />
    </PageBoundary>
  )
}

async function Content({ params }: Props) {
  const { ws, project: projectId } = await params
  const { project, map } = await load(ws, projectId)
  const client = makeQueryClient()
  client.setQueryData(mapOptions(project.id).queryKey, map)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <MapView />
    </HydrationBoundary>
  )
}
