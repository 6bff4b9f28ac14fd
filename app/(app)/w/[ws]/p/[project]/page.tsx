import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { projectStateOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { Overview } from '@/components/overview/overview'
import { routes } from '@/lib/routes'
import { getProjectState } from '@/lib/services/project/get-project-state'
import { orNotFound, requireId, requireWorkspace } from '../../../../access'
import { titleFor } from '../../../../project-page'

type Props = { params: Promise<{ ws: string; project: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await titleFor(await params, 'Overview') }
}

export default async function OverviewPage({ params }: Props) {
  const { ws, project } = await params
  const { context } = await requireWorkspace({ slug: ws, here: routes.project({ workspace: ws, project }) })
  const projectId = requireId(project)
  const state = await orNotFound(() => getProjectState(context, projectId))
  const client = makeQueryClient()
  client.setQueryData(projectStateOptions(projectId).queryKey, state)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Overview />
    </HydrationBoundary>
  )
}
