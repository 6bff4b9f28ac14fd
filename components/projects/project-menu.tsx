'use client'

import { Ellipsis } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { messageOf } from '@/components/data/api-error'
import { useArchiveProject, useStartRun } from '@/components/data/hooks'
import { useCopyShareLink } from '@/components/share/use-copy-share-link'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { useToast } from '@/components/ui/toast'
import { can, type Role } from '@/lib/contracts/permissions'
import type { ProjectRowDto } from '@/lib/contracts/project'
import { visibleText } from '@/lib/format/visible-text'
import { routes } from '@/lib/routes'

export type ListPlace = { id: string; slug: string; role: Role }

/** What can be done with a project without opening it. */
export function ProjectMenu({ row, workspace }: { row: ProjectRowDto; workspace: ListPlace }) {
  const router = useRouter()
  const toast = useToast()
  const copyLink = useCopyShareLink()
  const start = useStartRun()
  const archive = useArchiveProject(workspace.id)
  const place = { workspace: workspace.slug, project: row.id }
  const name = visibleText(row.name)
  const isArchived = row.archivedAt !== null
  const problem = start.error ?? archive.error
  function runAudit() {
    start.mutate(
      { projectId: row.id, scope: { kind: 'full' } },
      { onSuccess: (run) => router.push(routes.run({ ...place, run: run.id })) },
    )
  }
  function setArchived(archived: boolean) {
    archive.mutate(
      { projectId: row.id, archived },
      { onSuccess: () => toast(archived ? `${name} is archived.` : `${name} is back in the list.`) },
    )
  }
  return (
    <>
      <DropdownMenu modal={false}>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={`More for ${name}`}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => router.push(routes.project(place))}>Open</DropdownMenuItem>
          {can(workspace.role, 'run.start') && !isArchived ? (
            <DropdownMenuItem onSelect={runAudit}>Run audit</DropdownMenuItem>
          ) : null}
          {can(workspace.role, 'share.manage') ? (
            <DropdownMenuItem onSelect={() => void copyLink(place)}>Copy share link</DropdownMenuItem>
          ) : null}
          {row.lastCheckedAt === null ? null : (
            <DropdownMenuItem onSelect={() => router.push(routes.compare(place))}>
              Compare with first audit
            </DropdownMenuItem>
          )}
          {can(workspace.role, 'project.update') ? (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem onSelect={() => setArchived(!isArchived)}>
                {isArchived ? 'Bring back' : 'Archive'}
              </DropdownMenuItem>
            </>
          ) : null}
        </DropdownMenuContent>
      </DropdownMenu>
      {problem === null ? null : (
        <p role="alert" className="text-fail text-xs">
          {messageOf(problem)}
        </p>
      )}
    </>
  )
}
