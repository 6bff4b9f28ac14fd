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
import { routes } from '@/lib/routes'
import { useShortcuts } from './shortcuts'
import { useThemeChoice } from './theme-choice'

async function leave() {
  await call(endpoints.signOut, { params: {} })
  // A full load, so nothing of the session stays in memory.
  window.location.assign(routes.signIn())
}

export function UserMenu({ email }: { email: string }) {
  const router = useRouter()
  const [theme, setTheme] = useThemeChoice()
  const { openList } = useShortcuts()
  return (
    <DropdownMenu modal={false}>
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
