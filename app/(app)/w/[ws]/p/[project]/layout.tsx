import type { ReactNode } from 'react'
import { ProjectEvents } from '@/components/data/project-events'
import { PlaceProvider } from '@/components/frame/place'
import { ProjectShell } from '@/components/frame/project-shell'
import { can } from '@/lib/contracts/permissions'
import { projectForPage } from '../../../../project-page'

type Props = { params: Promise<{ ws: string; project: string }>; children: ReactNode }

/** The frame and the one live connection. Each page asks for itself who may see it. */
export default async function ProjectLayout({ params, children }: Props) {
  const found = await projectForPage(await params)
  if (found === undefined) return children
  const { actor, workspace, project, isLab } = found
  return (
    <PlaceProvider
      place={{
        workspace: workspace.slug,
        project: project.id,
        canRun: project.archivedAt === null && can(workspace.role, 'run.start'),
        canProbe: project.archivedAt === null && can(workspace.role, 'run.active'),
        workspaceId: workspace.id,
        self: { userId: actor.userId, role: workspace.role },
      }}
    >
      <ProjectEvents projectId={project.id}>
        <ProjectShell
          workspace={workspace}
          project={project}
          email={actor.email}
          workspaces={actor.workspaces}
          isLab={isLab}
        >
          {children}
        </ProjectShell>
      </ProjectEvents>
    </PlaceProvider>
  )
}
