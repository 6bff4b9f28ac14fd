import type { Metadata } from 'next'
import { InstallationView } from '@/components/installation/installation-view'
import { PageHeader } from '@/components/ui/section'
import { can } from '@/lib/contracts/permissions'
import { routes } from '@/lib/routes'
import { requireWorkspace } from '../../../../../access'

type Props = { params: Promise<{ ws: string }> }

export const metadata: Metadata = { title: 'Installation' }

export default async function InstallationPage({ params }: Props) {
  const { ws } = await params
  const { workspace } = await requireWorkspace(ws, routes.installation(ws))
  if (!can(workspace.role, 'installation.read')) {
    return (
      <div className="flex max-w-document flex-col gap-6">
        <PageHeader title="Installation" />
        <p>Only owners and admins can see how this installation reaches the network. Ask one of them.</p>
      </div>
    )
  }
  return <InstallationView workspaceId={workspace.id} />
}
