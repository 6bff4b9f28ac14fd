'use client'

import { useRouter } from 'next/navigation'
import { messageOf } from '@/components/data/api-error'
import { useArchiveProject } from '@/components/data/hooks'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Section, SectionTitle } from '@/components/ui/section'
import type { ProjectDto } from '@/lib/contracts/project'

/** For a product that is done: kept to read, out of the way. */
export function ArchiveProject({ project, workspaceId }: { project: ProjectDto; workspaceId: string }) {
  const router = useRouter()
  const archive = useArchiveProject(workspaceId)
  const isArchived = project.archivedAt !== null
  return (
    <Section>
      <SectionTitle>Archive</SectionTitle>
      <Card className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 flex-1 basis-64">
          {isArchived
            ? 'This project is archived. Bring it back to check it again.'
            : 'An archived project leaves the list and is not checked any more. Everything in it can still be read.'}
        </p>
        <Button
          pending={archive.isPending}
          onClick={() =>
            archive.mutate({ projectId: project.id, archived: !isArchived }, { onSuccess: () => router.refresh() })
          }
        >
          {isArchived ? 'Bring back project' : 'Archive project'}
        </Button>
        {archive.isError ? (
          <p role="alert" className="w-full text-fail">
            {messageOf(archive.error)}
          </p>
        ) : null}
      </Card>
    </Section>
  )
}
