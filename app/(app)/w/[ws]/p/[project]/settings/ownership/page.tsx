import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { cache } from 'react'
import { makeQueryClient } from '@/components/data/query-client'
import { SettingsSkeleton } from '@/components/frame/skeletons'
import { ownershipOptions } from '@/components/ownership/options'
import { OwnershipView } from '@/components/ownership/ownership-view'
import { can } from '@/lib/contracts/permissions'
import { routes } from '@/lib/routes'
import { getOwnership } from '@/lib/services/ownership/get-ownership'
import { getProject } from '@/lib/services/project/get-project'
import { orNotFound, requireId, requireWorkspace } from '../../../../../../access'
import { PageBoundary } from '../../../../../../page-boundary'

type Props = { params: Promise<{ ws: string; project: string }> }

const load = cache(async (ws: string, projectId: string) => {
  const { context, workspace } = await requireWorkspace(ws, routes.ownership({ workspace: ws, project: projectId }))
  return orNotFound(async () => {
    const id = requireId(projectId)
    const [project, ownership] = await Promise.all([getProject(context, id), getOwnership(context, id)])
    return { project, ownership, workspace }
  })
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const place = await params
  const { project } = await load(place.ws, place.project)
  return { title: `Ownership, ${project.name}` }
}

export default function OwnershipPage({ params }: Props) {
  return (
    <PageBoundary skeleton={<SettingsSkeleton />}>
      <Content params={params} />
    </PageBoundary>
  )
}

async function Content({ params }: Props) {
  const place = await params
  const { project, ownership, workspace } = await load(place.ws, place.project)
  const client = makeQueryClient()
  client.setQueryData(ownershipOptions(project.id).queryKey, ownership)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <OwnershipView
        place={{ workspace: workspace.slug, project: project.id }}
        canProve={can(workspace.role, 'ownership.prove')}
        mayStart={can(workspace.role, 'run.active')}
      />
    </HydrationBoundary>
  )
}
