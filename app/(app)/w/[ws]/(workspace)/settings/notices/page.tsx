import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/data/query-client'
import { noticesOptions } from '@/components/notices/data'
import { NoticesView } from '@/components/notices/notices-view'
import { routes } from '@/lib/routes'
import { getNotices } from '@/lib/services/notice/choose-notices'
import { listProjectNames } from '@/lib/services/notice/list-project-names'
import { requireWorkspace } from '../../../../../access'

type Props = { params: Promise<{ ws: string }> }

export const metadata: Metadata = { title: 'Notices' }

export default async function NoticesPage({ params }: Props) {
  const { ws } = await params
  const { actor, context, workspace } = await requireWorkspace(ws, routes.notices(ws))
  const [notices, projects] = await Promise.all([getNotices(context), listProjectNames(context)])
  const client = makeQueryClient()
  client.setQueryData(noticesOptions(workspace.id).queryKey, notices)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <NoticesView workspace={workspace} email={actor.email} projects={projects} />
    </HydrationBoundary>
  )
}
