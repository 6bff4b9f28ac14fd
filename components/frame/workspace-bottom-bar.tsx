'use client'

import { FolderKanban, Menu, UserCheck, UserRound } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { routes } from '@/lib/routes'
import { BottomBar, BottomButton, BottomLink } from './bottom-bar'

/** Loaded when it is first wanted. */
const WorkspaceSheet = dynamic(() => import('./workspace-sheet').then(({ WorkspaceSheet: Loaded }) => Loaded), {
  ssr: false,
})

export function WorkspaceBottomBar({ workspace }: { workspace: string | undefined }) {
  const [isOpen, setOpen] = useState(false)
  const [wasOpened, setWasOpened] = useState(false)
  function handleOpen() {
    setWasOpened(true)
    setOpen(true)
  }
  return (
    <>
      <BottomBar>
        <BottomLink
          href={workspace === undefined ? routes.start() : routes.projects(workspace)}
          icon={<FolderKanban aria-hidden className="size-5" />}
          label="Projects"
        />
        {workspace === undefined ? null : (
          <BottomLink
            href={routes.myItems(workspace)}
            icon={<UserCheck aria-hidden className="size-5" />}
            label="My items"
          />
        )}
        <BottomLink href={routes.account()} icon={<UserRound aria-hidden className="size-5" />} label="Account" />
        <BottomButton icon={<Menu aria-hidden className="size-5" />} label="More" onClick={handleOpen} />
      </BottomBar>
      {wasOpened ? <WorkspaceSheet workspace={workspace} open={isOpen} onOpenChange={setOpen} /> : null}
    </>
  )
}
