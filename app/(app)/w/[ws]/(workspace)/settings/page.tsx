import type { Metadata } from 'next'
import { WorkspaceSettings } from '@/components/workspace/workspace-settings'
import { routes } from '@/lib/routes'
import { requireWorkspace } from '../../../../access'

type Props = { params: Promise<{ ws: string }> }

export const metadata: Metadata = { title: 'Workspace settings' }

export default async function WorkspaceSettingsPage({ params }: Props) {
  const { ws } = await params
  const { workspace } = await requireWorkspace(ws, routes.workspaceSettings(ws))
  return <WorkspaceSettings workspace={workspace} />
}
