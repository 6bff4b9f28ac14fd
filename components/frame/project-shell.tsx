'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useExpiries } from '@/components/data/hooks'
import { ForeignText } from '@/components/ui/foreign-text'
import { can } from '@/lib/contracts/permissions'
import type { ProjectDto } from '@/lib/contracts/project'
import type { WorkspaceDto } from '@/lib/contracts/workspace'
import { routes } from '@/lib/routes'
import { ArchivedBanner } from './archived-banner'
import { isExampleDomain, LabBanner } from './lab-banner'
import { ProjectBottomBar } from './project-bottom-bar'
import { ProjectNav } from './project-nav'
import { SearchButton } from './search-button'
import { Shell } from './shell'
import { ShortcutsProvider } from './shortcuts'
import { SidebarBrand } from './sidebar-brand'
import { UserMenuButton } from './user-menu-button'

type ProjectShellProps = {
  workspace: WorkspaceDto
  project: ProjectDto
  email: string
  /** Where the person can go. */
  workspaces: readonly WorkspaceDto[]
  isLab: boolean
  children: ReactNode
}

/** The frame inside a project. */
export function ProjectShell({ workspace, project, email, workspaces, isLab, children }: ProjectShellProps) {
  const place = { workspace: workspace.slug, project: project.id }
  useExpiries(project.id)
  const isExample = isExampleDomain(project.target.domain)
  const banner = (
    <>
      {isLab ? <LabBanner /> : isExample ? <LabBanner kind="example" /> : null}
      {project.archivedAt === null ? null : (
        <ArchivedBanner
          projectId={project.id}
          workspaceId={workspace.id}
          canRestore={can(workspace.role, 'project.update')}
        />
      )}
    </>
  )
  return (
    <ShortcutsProvider place={{ ...place, workspaceId: workspace.id }}>
      <Shell
        banner={banner}
        sidebar={
          <>
            <SidebarBrand workspace={workspace} />
            <ProjectNav place={place} roadmap={project.roadmap} collapses />
          </>
        }
        topBar={
          <>
            <nav aria-label="Breadcrumb" className="min-w-0">
              <ol className="flex min-w-0 items-center gap-2">
                <li className="shrink-0">
                  <Link
                    href={routes.projects(workspace.slug)}
                    className="focus-ring rounded-sm py-1 text-muted-foreground hover:text-foreground"
                  >
                    Projects
                  </Link>
                </li>
                <li aria-hidden className="text-muted-foreground">
                  /
                </li>
                <li className="min-w-0">
                  <Link href={routes.project(place)} className="focus-ring block truncate rounded-sm py-1 font-medium">
                    <ForeignText text={project.name} />
                  </Link>
                </li>
              </ol>
            </nav>
            <div className="flex shrink-0 items-center gap-2">
              <SearchButton />
              <UserMenuButton email={email} workspace={workspace} workspaces={workspaces} />
            </div>
          </>
        }
        bottomBar={<ProjectBottomBar place={place} roadmap={project.roadmap} />}
      >
        {children}
      </Shell>
    </ShortcutsProvider>
  )
}
