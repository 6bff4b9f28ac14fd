import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Section, SectionTitle } from '@/components/ui/section'
import type { WorkspaceDto } from '@/lib/contracts/workspace'
import { routes } from '@/lib/routes'

/** The way to how audits of this installation reach the network. */
export function InstallationLink({ workspace }: { workspace: WorkspaceDto }) {
  return (
    <Section>
      <SectionTitle>Installation</SectionTitle>
      <Card className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 flex-1 basis-64">
          See whether the DNS resolvers behind your audits answer, and what would make their answers differ from those
          your customers get.
        </p>
        <Button asChild>
          <Link href={routes.installation(workspace.slug)}>Open installation</Link>
        </Button>
      </Card>
    </Section>
  )
}
