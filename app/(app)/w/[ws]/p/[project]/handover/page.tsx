import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { cache } from 'react'
import { membersOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { StageSkeleton } from '@/components/frame/skeletons'
import { HandoverView } from '@/components/handover/handover-view'
import { handoverOptions } from '@/components/handover/options'
import { routes } from '@/lib/routes'
import { getHandover } from '@/lib/services/handover/get-handover'
import { listMembers } from '@/lib/services/member/list-members'
import { getProject } from '@/lib/services/project/get-project'
import { orNotFound, requireId, requireWorkspace } from '../../../../../access'
import { PageBoundary } from '../../../../../page-boundary'

type Props = { params: Promise<{ ws: string; project: string }> }

const load = cache(async (ws: string, project: string) => {
  const { context } = await requireWorkspace(ws, routes.handover({ workspace: ws, project }))
  return orNotFound(async () => {
    const id = requireId(project)
    const [found, handover, members] = await Promise.all([
      getProject(context, id),
      getHandover(context, id),
      listMembers(context),
    ])
    return { project: found, handover, members }
  })
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ws, project } = await params
  return { title: `Handover, ${(await load(ws, project)).project.name}` }
}

export default function HandoverPage({ params }: Props) {
  return (
    <PageBoundary skeleton={<StageSkeleton />}>
      <Content params={params} />
    </PageBoundary>
  )
}

async function Content({ params }: Props) {
  const { ws, project } = await params
  const { project: found, handover, members } = await load(ws, project)
  const client = makeQueryClient()
  client.setQueryData(handoverOptions(found.id).queryKey, handover)
  client.setQueryData(membersOptions(found.workspaceId).queryKey, members)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <HandoverView />
    </HydrationBoundary>
  )
}
