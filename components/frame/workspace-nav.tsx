'use client'

import { FolderKanban, History, ListChecks, Settings, UserCheck, Users } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { routes } from '@/lib/routes'
import { NavLink } from './nav-link'

type WorkspaceNavProps = {
  /** Undefined where the person is in no workspace. */
  workspace: string | undefined
  /** Icons only where the room is small. */
  collapses: boolean
  onNavigate?: () => void
}

/** The pages outside of a project. */
export function WorkspaceNav({ workspace, collapses, onNavigate }: WorkspaceNavProps) {
  const words = cn('min-w-0', collapses && 'max-lg:sr-only')
  const tip = (text: string) => (collapses ? { tip: text } : {})
  const extra = onNavigate === undefined ? {} : { onNavigate }
  return (
    <nav aria-label="Workspace" className="flex flex-col gap-1">
      <NavLink
        href={workspace === undefined ? routes.start() : routes.projects(workspace)}
        exact
        {...tip('Projects')}
        {...extra}
      >
        <FolderKanban aria-hidden className="size-4 shrink-0" />
        <span className={words}>Projects</span>
      </NavLink>
      {workspace === undefined ? null : (
        <>
          <NavLink href={routes.myItems(workspace)} {...tip('My items')} {...extra}>
            <UserCheck aria-hidden className="size-4 shrink-0" />
            <span className={words}>My items</span>
          </NavLink>
          <NavLink href={routes.activity(workspace)} {...tip('Activity')} {...extra}>
            <History aria-hidden className="size-4 shrink-0" />
            <span className={words}>Activity</span>
          </NavLink>
          <NavLink href={routes.members(workspace)} {...tip('Members')} {...extra}>
            <Users aria-hidden className="size-4 shrink-0" />
            <span className={words}>Members</span>
          </NavLink>
          <NavLink href={routes.workspaceSettings(workspace)} {...tip('Workspace settings')} {...extra}>
            <Settings aria-hidden className="size-4 shrink-0" />
            <span className={words}>Workspace settings</span>
          </NavLink>
        </>
      )}
      <NavLink href={routes.checkDocs()} {...tip('What we check')} {...extra}>
        <ListChecks aria-hidden className="size-4 shrink-0" />
        <span className={words}>What we check</span>
      </NavLink>
    </nav>
  )
}
