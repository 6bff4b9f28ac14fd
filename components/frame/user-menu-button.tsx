'use client'

import { CircleUser } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button, type ButtonProps } from '@/components/ui/button'
import type { UserMenuProps } from './user-menu'

const load = () => import('./user-menu')

/** The list, and what places it on the page, is loaded when somebody is about to open it. */
const UserMenu = dynamic(load, { ssr: false, loading: () => <UserButton aria-expanded /> })

function UserButton(props: ButtonProps) {
  return (
    <Button variant="ghost" size="icon" aria-label="Your account" aria-haspopup="menu" {...props}>
      <CircleUser aria-hidden />
    </Button>
  )
}

/** The button in the corner that leads to account, workspaces, theme and the way out. */
export function UserMenuButton(props: UserMenuProps) {
  const [isWanted, setWanted] = useState(false)
  if (isWanted) return <UserMenu {...props} />
  return (
    <UserButton
      aria-expanded={false}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setWanted(true)}
    />
  )
}
