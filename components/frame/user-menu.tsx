'use client'

import { CircleUser } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { call } from '@/components/data/call'
import { endpoints } from '@/components/data/endpoints'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { ForeignText } from '@/components/ui/foreign-text'
import type { WorkspaceDto } from '@/lib/contracts/workspace'
import { routes } from '@/lib/routes'
import { useShortcuts } from './shortcuts'
import { useThemeChoice } from './theme-choice'

async function leave() {
  await call(endpoints.signOut, { params: {} })
  // A full load, so nothing of the session stays in memory.
  window.location.assign(routes.signIn())
}

export type UserMenuProps = {
  email: string
  workspace: WorkspaceDto | undefined
  workspaces: readonly WorkspaceDto[]
}

/** Opens by itself: it is only there once somebody asked for it. */
export default function UserMenu({ email, workspace, workspaces }: UserMenuProps) {
  const router = useRouter()
  const [theme, setTheme] = useThemeChoice()
  const { openList } = useShortcuts()
  return (
    <DropdownMenu modal={false} defaultOpen>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="Your account">
          <CircleUser aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuLabel>
          <ForeignText text={email} />
        </DropdownMenuLabel>
        <DropdownMenuItem onSelect={() => router.push(routes.account())}>Account and sessions</DropdownMenuItem>
        <DropdownMenuItem onSelect={openList}>Keyboard shortcuts</DropdownMenuItem>
        {workspaces.length < 2 ? null : (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuLabel>Workspace</DropdownMenuLabel>
            <DropdownMenuRadioGroup
              value={workspace?.slug ?? ''}
              onValueChange={(slug) => router.push(routes.projects(slug))}
            >
              {workspaces.map((one) => (
                <DropdownMenuRadioItem key={one.id} value={one.slug}>
                  <ForeignText text={one.name} />
                </DropdownMenuRadioItem>
              ))}
            </DropdownMenuRadioGroup>
          </>
        )}
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={theme ?? ''} onValueChange={setTheme}>
          <DropdownMenuRadioItem value="system">System</DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="light">Light</DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="dark">Dark</DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void leave()}>Sign out</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
