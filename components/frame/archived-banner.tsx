'use client'

import { useRouter } from 'next/navigation'
import { messageOf } from '@/components/data/api-error'
import { useArchiveProject } from '@/components/data/hooks'
import { Button } from '@/components/ui/button'

type ArchivedBannerProps = { projectId: string; workspaceId: string; canRestore: boolean }

/** Says why nothing can be checked here, and how that ends. */
export function ArchivedBanner({ projectId, workspaceId, canRestore }: ArchivedBannerProps) {
  const router = useRouter()
  const archive = useArchiveProject(workspaceId)
  return (
    <section
      aria-label="Archived"
      className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 border-b bg-muted px-4 py-1.5 text-xs"
    >
      <p>This project is archived. You can read everything; nothing is checked any more.</p>
      {canRestore ? (
        <Button
          size="compact"
          pending={archive.isPending}
          onClick={() => archive.mutate({ projectId, archived: false }, { onSuccess: () => router.refresh() })}
        >
          Bring back
        </Button>
      ) : null}
      {archive.isError ? (
        <p role="alert" className="text-fail">
          {messageOf(archive.error)}
        </p>
      ) : null}
    </section>
  )
}
