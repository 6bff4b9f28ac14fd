import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { cache } from 'react'
import { CheckView } from '@/components/check/check-view'
import { checkHistoryOptions, projectStateOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { CheckSkeleton } from '@/components/frame/skeletons'
import { routes } from '@/lib/routes'
import { getCheckHistory } from '@/lib/services/project/get-check-history'
import { getProjectState } from '@/lib/services/project/get-project-state'
import { orNotFound, requireId, requireWorkspace } from '../../../../../../access'
import { PageBoundary } from '../../../../../../page-boundary'

type Props = { params: Promise<{ ws: string; project: string; check: string }> }

const load = cache(async (ws: string, project: string, checkId: string) => {
  const { context } = await requireWorkspace(ws, routes.check({ workspace: ws, project, check: checkId }))
  const projectId = requireId(project)
  const [state, history] = await orNotFound(() =>
    Promise.all([getProjectState(context, projectId), getCheckHistory(context, { projectId, checkId })]),
  )
  return { state, history }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ws, project, check } = await params
  const { state, history } = await load(ws, project, check)
  return { title: `${history.check.title}, ${state.project.name}` }
}

export default function CheckPage({ params }: Props) {
  return (
    <PageBoundary skeleton={<CheckSkeleton />}>
      <Content params={params} />
    </PageBoundary>
  )
}

async function Content({ params }: Props) {
  const { ws, project, check } = await params
  const { state, history } = await load(ws, project, check)
  const projectId = state.project.id
  const client = makeQueryClient()
  client.setQueryData(projectStateOptions(projectId).queryKey, state)
  client.setQueryData(checkHistoryOptions({ projectId, checkId: check }).queryKey, history)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CheckView checkId={check} />
    </HydrationBoundary>
  )
}
