import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { cache } from 'react'
import { makeQueryClient } from '@/components/data/query-client'
import { StageSkeleton } from '@/components/frame/skeletons'
import { packsOptions } from '@/components/pack/data'
import { PackView } from '@/components/pack/pack-view'
import { routes } from '@/lib/routes'
import { listPacks } from '@/lib/services/pack/list-packs'
import { getProject } from '@/lib/services/project/get-project'
import { orNotFound, requireId, requireWorkspace } from '../../../../../../access'
import { PageBoundary } from '../../../../../../page-boundary'

type Props = { params: Promise<{ ws: string; project: string }> }

const load = cache(async (ws: string, project: string) => {
  const { context } = await requireWorkspace(ws, routes.pack({ workspace: ws, project }))
  return orNotFound(async () => {
    const id = requireId(project)
    const [found, packs] = await Promise.all([getProject(context, id), listPacks(context, id)])
    return { project: found, packs }
  })
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ws, project } = await params
  return { title: `Handover pack, ${(await load(ws, project)).project.name}` }
}

export default function PackPage({ params }: Props) {
  return (
    <PageBoundary skeleton={<StageSkeleton />}>
      <Content params={params} />
    </PageBoundary>
  )
}

async function Content({ params }: Props) {
  const { ws, project } = await params
  const { project: found, packs } = await load(ws, project)
  const client = makeQueryClient()
  client.setQueryData(packsOptions(found.id).queryKey, packs)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PackView />
    </HydrationBoundary>
  )
}
