'use client'

import { FolderKanban, LayoutDashboard, ListChecks, Menu } from 'lucide-react'
import { useState } from 'react'
import { Sheet, SheetContent, SheetTitle } from '@/components/ui/sheet'
import type { RoadmapId } from '@/lib/roadmaps/ids'
import { routes } from '@/lib/routes'
import { BottomBar, BottomButton, BottomLink } from './bottom-bar'
import { ProjectNav } from './project-nav'

type ProjectBottomBarProps = { place: { workspace: string; project: string }; roadmap: RoadmapId }

export function ProjectBottomBar({ place, roadmap }: ProjectBottomBarProps) {
  const [isOpen, setOpen] = useState(false)
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
          href={routes.projects(place.workspace)}
          icon={<FolderKanban aria-hidden className="size-5" />}
          label="Projects"
        />
        <BottomButton icon={<Menu aria-hidden className="size-5" />} label="More" onClick={() => setOpen(true)} />
      </BottomBar>
      <Sheet open={isOpen} onOpenChange={setOpen}>
        <SheetContent side="bottom" aria-describedby={undefined}>
          <SheetTitle className="font-semibold text-base">All pages of this project</SheetTitle>
          <ProjectNav place={place} roadmap={roadmap} collapses={false} onNavigate={() => setOpen(false)} />
        </SheetContent>
      </Sheet>
    </>
  )
}
