import type { Metadata } from 'next'
import { ActivityView } from '@/components/activity/activity-view'
import { routes } from '@/lib/routes'
import { requireWorkspace } from '../../../../access'

type Props = { params: Promise<{ ws: string }> }

export const metadata: Metadata = { title: 'Activity' }

export default async function ActivityPage({ params }: Props) {
  const { ws } = await params
  const { workspace } = await requireWorkspace(ws, routes.activity(ws))
  return <ActivityView workspaceId={workspace.id} />
}
