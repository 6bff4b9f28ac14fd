import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Section, SectionTitle } from '@/components/ui/section'
import type { WorkspaceDto } from '@/lib/contracts/workspace'
import { routes } from '@/lib/routes'

/** The way to the page where shared pages and packs get their look. */
export function BrandingLink({ workspace }: { workspace: WorkspaceDto }) {
  return (
    <Section>
      <SectionTitle>Branding</SectionTitle>
      <Card className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 flex-1 basis-64">
          Give shared pages and handover packs a name, logo, colour and contact, for the workspace or for one client.
        </p>
        <Button asChild>
          <Link href={routes.branding(workspace.slug)}>Open branding</Link>
        </Button>
      </Card>
    </Section>
  )
}
