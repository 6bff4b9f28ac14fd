import { Rocket } from 'lucide-react'
import Link from 'next/link'
import { ForeignText } from '@/components/ui/foreign-text'
import type { WorkspaceDto } from '@/lib/contracts/workspace'
import { routes } from '@/lib/routes'

/** Product and workspace at the top of the sidebar; leads to the projects. */
export function SidebarBrand({ workspace }: { workspace: Pick<WorkspaceDto, 'slug' | 'name'> | undefined }) {
  return (
    <Link
      href={workspace === undefined ? routes.start() : routes.projects(workspace.slug)}
      className="focus-ring flex min-h-8 items-center gap-2 rounded-button px-2"
    >
      <Rocket aria-hidden className="size-5 shrink-0" />
      <span className="flex min-w-0 flex-col max-lg:sr-only">
        <span className="font-semibold">Launch Ready</span>
        {workspace === undefined ? null : (
          <span className="truncate text-muted-foreground text-xs">
            <ForeignText text={workspace.name} />
          </span>
        )}
      </span>
    </Link>
  )
}
