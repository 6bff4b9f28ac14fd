import Link from 'next/link'
import type { ReactNode } from 'react'
import { ForeignText } from '@/components/ui/foreign-text'
import type { WorkspaceDto } from '@/lib/contracts/workspace'
import { routes } from '@/lib/routes'
import { LabBanner } from './lab-banner'
import { SearchButton } from './search-button'
import { Shell } from './shell'
import { ShortcutsProvider } from './shortcuts'
import { SidebarBrand } from './sidebar-brand'
import { UserMenuButton } from './user-menu-button'
import { WorkspaceBottomBar } from './workspace-bottom-bar'
import { WorkspaceNav } from './workspace-nav'

type WorkspaceShellProps = {
  workspace: WorkspaceDto | undefined
  /** Where the person can go. */
  workspaces: readonly WorkspaceDto[]
  email: string
  isLab: boolean
  children: ReactNode
}

/** The frame outside of a project. */
export function WorkspaceShell({ workspace, workspaces, email, isLab, children }: WorkspaceShellProps) {
  const projects = workspace === undefined ? routes.start() : routes.projects(workspace.slug)
  return (
    <ShortcutsProvider place={{ workspace: workspace?.slug ?? '', workspaceId: workspace?.id }}>
      <Shell
        banner={isLab ? <LabBanner /> : undefined}
        sidebar={
          <>
            <SidebarBrand workspace={workspace} />
            <WorkspaceNav workspace={workspace?.slug} collapses />
          </>
        }
        topBar={
          <>
            <p className="min-w-0 truncate">
              <Link href={projects} className="focus-ring rounded-sm font-medium">
                <ForeignText text={workspace?.name ?? 'Launch Ready'} />
              </Link>
            </p>
            <div className="flex shrink-0 items-center gap-2">
              <SearchButton />
              <UserMenuButton email={email} workspace={workspace} workspaces={workspaces} />
            </div>
          </>
        }
        bottomBar={<WorkspaceBottomBar workspace={workspace?.slug} />}
      >
        {children}
      </Shell>
    </ShortcutsProvider>
  )
}
