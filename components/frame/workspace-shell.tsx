import { FolderKanban, History, ListChecks, Settings, UserCheck, UserRound, Users } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ForeignText } from '@/components/ui/foreign-text'
import type { WorkspaceDto } from '@/lib/contracts/workspace'
import { routes } from '@/lib/routes'
import { BottomBar, BottomLink } from './bottom-bar'
import { LabBanner } from './lab-banner'
import { NavLink } from './nav-link'
import { Shell } from './shell'
import { ShortcutsProvider } from './shortcuts'
import { SidebarBrand } from './sidebar-brand'
import { UserMenuButton } from './user-menu-button'

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
            <nav aria-label="Workspace" className="flex flex-col gap-1">
              <NavLink href={projects} exact tip="Projects">
                <FolderKanban aria-hidden className="size-4 shrink-0" />
                <span className="max-lg:sr-only">Projects</span>
              </NavLink>
              {workspace === undefined ? null : (
                <>
                  <NavLink href={routes.myItems(workspace.slug)} tip="My items">
                    <UserCheck aria-hidden className="size-4 shrink-0" />
                    <span className="max-lg:sr-only">My items</span>
                  </NavLink>
                  <NavLink href={routes.activity(workspace.slug)} tip="Activity">
                    <History aria-hidden className="size-4 shrink-0" />
                    <span className="max-lg:sr-only">Activity</span>
                  </NavLink>
                  <NavLink href={routes.members(workspace.slug)} tip="Members">
                    <Users aria-hidden className="size-4 shrink-0" />
                    <span className="max-lg:sr-only">Members</span>
                  </NavLink>
                  <NavLink href={routes.workspaceSettings(workspace.slug)} tip="Workspace settings">
                    <Settings aria-hidden className="size-4 shrink-0" />
                    <span className="max-lg:sr-only">Workspace settings</span>
                  </NavLink>
                </>
              )}
              <NavLink href={routes.checkDocs()} tip="What we check">
                <ListChecks aria-hidden className="size-4 shrink-0" />
                <span className="max-lg:sr-only">What we check</span>
              </NavLink>
            </nav>
          </>
        }
        topBar={
          <>
            <p className="min-w-0 truncate">
              <Link href={projects} className="focus-ring rounded-sm font-medium">
                <ForeignText text={workspace?.name ?? 'Launch Ready'} />
              </Link>
            </p>
            <UserMenuButton email={email} workspace={workspace} workspaces={workspaces} />
          </>
        }
        bottomBar={
          <BottomBar>
            <BottomLink href={projects} icon={<FolderKanban aria-hidden className="size-5" />} label="Projects" />
            {workspace === undefined ? null : (
              <BottomLink
                href={routes.members(workspace.slug)}
                icon={<Users aria-hidden className="size-5" />}
                label="Members"
              />
            )}
            <BottomLink href={routes.account()} icon={<UserRound aria-hidden className="size-5" />} label="Account" />
          </BottomBar>
        }
      >
        {children}
      </Shell>
    </ShortcutsProvider>
  )
}
