import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { projectOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { ProjectSettings } from '@/components/settings/project-settings'
import { can } from '@/lib/contracts/permissions'
import { routes } from '@/lib/routes'
import { getProject } from '@/lib/services/project/get-project'
import { orNotFound, requireId, requireWorkspace } from '../../../../../access'
import { titleFor } from '../../../../../project-page'

type Props = { params: Promise<{ ws: string; project: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await titleFor(await params, 'Settings') }
}

export default async function SettingsPage({ params }: Props) {
  const { ws, project } = await params
  const { context, workspace } = await requireWorkspace({
    slug: ws,
    here: routes.projectSettings({ workspace: ws, project }),
  })
  const projectId = requireId(project)
  const found = await orNotFound(() => getProject(context, projectId))
  const client = makeQueryClient()
  client.setQueryData(projectOptions(projectId).queryKey, found)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProjectSettings
        projectId={projectId}
        workspace={workspace}
        canEdit={can(workspace.role, 'project.update')}
        canDelete={can(workspace.role, 'project.delete')}
      />
    </HydrationBoundary>
  )
}
