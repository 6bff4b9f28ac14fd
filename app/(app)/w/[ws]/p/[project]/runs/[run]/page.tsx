import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { runOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { RunSkeleton } from '@/components/frame/skeletons'
import { RunView } from '@/components/run/run-view'
import { routes } from '@/lib/routes'
import { getRun } from '@/lib/services/run/get-run'
import { orNotFound, requireId, requireWorkspace } from '../../../../../../access'
import { PageBoundary } from '../../../../../../page-boundary'

type Props = { params: Promise<{ ws: string; project: string; run: string }> }

const load = cache(async (ws: string, project: string, runId: string) => {
  const { context } = await requireWorkspace(ws, routes.run({ workspace: ws, project, run: runId }))
  const run = await orNotFound(() => getRun(context, requireId(runId)))
  if (run.projectId !== project) notFound()
  return run
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ws, project, run } = await params
  const { target } = await load(ws, project, run)
  return { title: `Audit, ${target.domain}` }
}

export default function RunPage({ params }: Props) {
  return (
    <PageBoundary skeleton={<RunSkeleton />}>
      <Content params={params} />
    </PageBoundary>
  )
}

async function Content({ params }: Props) {
  const { ws, project, run: runId } = await params
  const run = await load(ws, project, runId)
  const client = makeQueryClient()
  client.setQueryData(runOptions(run.id).queryKey, run)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunView runId={run.id} />
    </HydrationBoundary>
  )
}
