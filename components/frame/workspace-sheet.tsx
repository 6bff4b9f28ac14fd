'use client'

import { Sheet, SheetContent, SheetTitle } from '@/components/ui/sheet'
import { WorkspaceNav } from './workspace-nav'

type WorkspaceSheetProps = { workspace: string | undefined; open: boolean; onOpenChange: (open: boolean) => void }

/** Every page outside of a project, on phones. */
export function WorkspaceSheet({ workspace, open, onOpenChange }: WorkspaceSheetProps) {
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent side="bottom" aria-describedby={undefined}>
        <SheetTitle className="font-semibold text-base">All pages of this workspace</SheetTitle>
        <WorkspaceNav workspace={workspace} collapses={false} onNavigate={() => onOpenChange(false)} />
      </SheetContent>
    </Sheet>
  )
}
