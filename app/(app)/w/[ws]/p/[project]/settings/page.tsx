import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { cache } from 'react'
import { projectOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { SettingsSkeleton } from '@/components/frame/skeletons'
import { ProjectSettings } from '@/components/settings/project-settings'
import { can } from '@/lib/contracts/permissions'
import { routes } from '@/lib/routes'
import { getProject } from '@/lib/services/project/get-project'
import { orNotFound, requireId, requireWorkspace } from '../../../../../access'
import { PageBoundary } from '../../../../../page-boundary'

type Props = { params: Promise<{ ws: string; project: string }> }

const load = cache(async (ws: string, projectId: string) => {
  const { context, workspace } = await requireWorkspace(
    ws,
    routes.projectSettings({ workspace: ws, project: projectId }),
  )
  const project = await orNotFound(() => getProject(context, requireId(projectId)))
  return { project, workspace }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const place = await params
  const { project } = await load(place.ws, place.project)
  return { title: `Settings, ${project.name}` }
}

export default function SettingsPage({ params }: Props) {
  return (
    <PageBoundary skeleton={<SettingsSkeleton />}>
      <Content params={params} />
    </PageBoundary>
  )
}

async function Content({ params }: Props) {
  const place = await params
  const { project, workspace } = await load(place.ws, place.project)
  const client = makeQueryClient()
  client.setQueryData(projectOptions(project.id).queryKey, project)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProjectSettings
        projectId={project.id}
        workspace={workspace}
        canEdit={can(workspace.role, 'project.update')}
        canDelete={can(workspace.role, 'project.delete')}
      />
    </HydrationBoundary>
  )
}
