'use client'

import { Handshake, LayoutDashboard, ListChecks, Menu } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { RoadmapId } from '@/lib/roadmaps/ids'
import { routes } from '@/lib/routes'
import { BottomBar, BottomButton, BottomLink } from './bottom-bar'

/** Loaded when it is first wanted. */
const ProjectSheet = dynamic(() => import('./project-sheet').then(({ ProjectSheet: Loaded }) => Loaded), { ssr: false })

type ProjectBottomBarProps = { place: { workspace: string; project: string }; roadmap: RoadmapId }

export function ProjectBottomBar({ place, roadmap }: ProjectBottomBarProps) {
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
          href={routes.project(place)}
          icon={<LayoutDashboard aria-hidden className="size-5" />}
          label="Overview"
        />
        <BottomLink
          href={routes.blockers(place)}
          icon={<ListChecks aria-hidden className="size-5" />}
          label="Blockers"
        />
        <BottomLink
          href={routes.handover(place)}
          icon={<Handshake aria-hidden className="size-5" />}
          label="Handover"
        />
        <BottomButton icon={<Menu aria-hidden className="size-5" />} label="More" onClick={handleOpen} />
      </BottomBar>
      {wasOpened ? <ProjectSheet place={place} roadmap={roadmap} open={isOpen} onOpenChange={setOpen} /> : null}
    </>
  )
}
