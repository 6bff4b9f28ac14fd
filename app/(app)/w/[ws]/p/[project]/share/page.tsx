import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { cache } from 'react'
import { makeQueryClient } from '@/components/data/query-client'
import { SettingsSkeleton } from '@/components/frame/skeletons'
import { LinksView } from '@/components/share/links-view'
import { shareLinksOptions } from '@/components/share/options'
import { can } from '@/lib/contracts/permissions'
import { routes } from '@/lib/routes'
import { getProject } from '@/lib/services/project/get-project'
import { listRuns } from '@/lib/services/run/list-runs'
import { listLinks } from '@/lib/services/share/list-links'
import { orNotFound, requireId, requireWorkspace } from '../../../../../access'
import { PageBoundary } from '../../../../../page-boundary'

type Props = { params: Promise<{ ws: string; project: string }> }

const load = cache(async (ws: string, projectId: string) => {
  const { context, workspace } = await requireWorkspace(ws, routes.share({ workspace: ws, project: projectId }))
  return orNotFound(async () => {
    const id = requireId(projectId)
    const [project, links, runs] = await Promise.all([
      getProject(context, id),
      listLinks(context, id),
      listRuns(context, id, { limit: 20 }),
    ])
    return { project, links, workspace, hasAudit: runs.items.some(({ status }) => status === 'finished') }
  })
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const place = await params
  const { project } = await load(place.ws, place.project)
  return { title: `Share, ${project.name}` }
}

export default function SharePage({ params }: Props) {
  return (
    <PageBoundary skeleton={<SettingsSkeleton />}>
      <Content params={params} />
    </PageBoundary>
  )
}

async function Content({ params }: Props) {
  const place = await params
  const { project, links, workspace, hasAudit } = await load(place.ws, place.project)
  const client = makeQueryClient()
  client.setQueryData(shareLinksOptions(project.id).queryKey, links)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <LinksView
        canManage={can(workspace.role, 'share.manage')}
        client={project.client?.name ?? undefined}
        hasAudit={hasAudit}
      />
    </HydrationBoundary>
  )
}
