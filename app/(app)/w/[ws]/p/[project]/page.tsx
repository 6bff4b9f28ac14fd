import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { cache } from 'react'
import { projectStateOptions, runsOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { suggestionsOptions } from '@/components/data/suggestion-data'
import { OverviewSkeleton } from '@/components/frame/skeletons'
import { Overview } from '@/components/overview/overview'
import { TREND_RUNS } from '@/components/overview/trend'
import { routes } from '@/lib/routes'
import { getProjectState } from '@/lib/services/project/get-project-state'
import { listRuns } from '@/lib/services/run/list-runs'
import { listSuggestions } from '@/lib/services/suggestion/list-suggestions'
import { orNotFound, requireId, requireWorkspace } from '../../../../access'
import { PageBoundary } from '../../../../page-boundary'

type Props = { params: Promise<{ ws: string; project: string }> }

const load = cache(async (ws: string, project: string) => {
  const { context } = await requireWorkspace(ws, routes.project({ workspace: ws, project }))
  return orNotFound(async () => {
    const id = requireId(project)
    const [state, runs, suggestions] = await Promise.all([
      getProjectState(context, id),
      listRuns(context, id, { limit: TREND_RUNS }),
      listSuggestions(context, id),
    ])
    return { state, runs, suggestions }
  })
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ws, project } = await params
  const { state } = await load(ws, project)
  return { title: `Overview, ${state.project.name}` }
}

export default function OverviewPage({ params }: Props) {
  return (
    <PageBoundary skeleton={<OverviewSkeleton />}>
      <Content params={params} />
    </PageBoundary>
  )
}

async function Content({ params }: Props) {
  const { ws, project } = await params
  const { state, runs, suggestions } = await load(ws, project)
  const client = makeQueryClient()
  client.setQueryData(projectStateOptions(state.project.id).queryKey, state)
  client.setQueryData(runsOptions({ projectId: state.project.id, limit: TREND_RUNS }).queryKey, runs)
  client.setQueryData(suggestionsOptions(state.project.id).queryKey, suggestions)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Overview />
    </HydrationBoundary>
  )
}
