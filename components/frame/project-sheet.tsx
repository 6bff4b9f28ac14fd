'use client'

import { Sheet, SheetContent, SheetTitle } from '@/components/ui/sheet'
import type { RoadmapId } from '@/lib/roadmaps/ids'
import { ProjectNav } from './project-nav'

type ProjectSheetProps = {
  place: { workspace: string; project: string }
  roadmap: RoadmapId
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Every page of a project, on phones. */
export function ProjectSheet({ place, roadmap, open, onOpenChange }: ProjectSheetProps) {
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent side="bottom" aria-describedby={undefined}>
        <SheetTitle className="font-semibold text-base">All pages of this project</SheetTitle>
        <ProjectNav place={place} roadmap={roadmap} collapses={false} onNavigate={() => onOpenChange(false)} />
      </SheetContent>
    </Sheet>
  )
}
