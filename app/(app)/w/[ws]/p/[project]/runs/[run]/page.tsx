import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { runOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { RunView } from '@/components/run/run-view'
import { routes } from '@/lib/routes'
import { getRun } from '@/lib/services/run/get-run'
import { orNotFound, requireId, requireWorkspace } from '../../../../../../access'
import { titleFor } from '../../../../../../project-page'

type Props = { params: Promise<{ ws: string; project: string; run: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await titleFor(await params, 'Audit') }
}

export default async function RunPage({ params }: Props) {
  const { ws, project, run } = await params
  const here = routes.run({ workspace: ws, project, run })
  const { context } = await requireWorkspace({ slug: ws, here })
  const projectId = requireId(project)
  const runId = requireId(run)
  const found = await orNotFound(() => getRun(context, runId))
  if (found.projectId !== projectId) notFound()
  const client = makeQueryClient()
  client.setQueryData(runOptions(runId).queryKey, found)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunView runId={runId} />
    </HydrationBoundary>
  )
}
