import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Section, SectionTitle } from '@/components/ui/section'
import { can } from '@/lib/contracts/permissions'
import type { WorkspaceDto } from '@/lib/contracts/workspace'
import { routes } from '@/lib/routes'

/** The way to what one is told of, and for owners to what was sent. */
export function NoticesLink({ workspace }: { workspace: WorkspaceDto }) {
  return (
    <Section>
      <SectionTitle>Notices</SectionTitle>
      <Card className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 flex-1 basis-64">
          Choose what you are told of and when, and which chat rooms and programs are told too.
        </p>
        <div className="flex flex-wrap gap-2">
          <Button asChild>
            <Link href={routes.notices(workspace.slug)}>Open notices</Link>
          </Button>
          {can(workspace.role, 'outbox.read') ? (
            <Button asChild>
              <Link href={routes.outbox(workspace.slug)}>Open outbox</Link>
            </Button>
          ) : null}
        </div>
      </Card>
    </Section>
  )
}
