import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { CheckView } from '@/components/check/check-view'
import { checkHistoryOptions, projectStateOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { routes } from '@/lib/routes'
import { listChecks } from '@/lib/services/catalogue/list-checks'
import { getCheckHistory } from '@/lib/services/project/get-check-history'
import { getProjectState } from '@/lib/services/project/get-project-state'
import { orNotFound, requireId, requireWorkspace } from '../../../../../../access'
import { projectForPage, titleFor } from '../../../../../../project-page'

type Props = { params: Promise<{ ws: string; project: string; check: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { check, ...place } = await params
  const meta = listChecks().find(({ id }) => id === check)
  if (meta === undefined || (await projectForPage(place)) === undefined) return { title: 'Not found' }
  return { title: await titleFor(place, meta.title) }
}

export default async function CheckPage({ params }: Props) {
  const { ws, project, check } = await params
  const here = routes.check({ workspace: ws, project, check })
  const { context } = await requireWorkspace({ slug: ws, here })
  const projectId = requireId(project)
  const [state, history] = await orNotFound(() =>
    Promise.all([getProjectState(context, projectId), getCheckHistory(context, { projectId, checkId: check })]),
  )
  const client = makeQueryClient()
  client.setQueryData(projectStateOptions(projectId).queryKey, state)
  client.setQueryData(checkHistoryOptions({ projectId, checkId: check }).queryKey, history)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CheckView checkId={check} />
    </HydrationBoundary>
  )
}
