import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { makeQueryClient } from '@/components/data/query-client'
import { outboxOptions } from '@/components/notices/data'
import { OutboxView } from '@/components/notices/outbox-view'
import { PageHeader } from '@/components/ui/section'
import { can } from '@/lib/contracts/permissions'
import { routes } from '@/lib/routes'
import { listOutbox } from '@/lib/services/notice/outbox'
import { requireWorkspace } from '../../../../../access'

type Props = { params: Promise<{ ws: string }> }

export const metadata: Metadata = { title: 'Outbox' }

export default async function OutboxPage({ params }: Props) {
  const { ws } = await params
  const { context, workspace } = await requireWorkspace(ws, routes.outbox(ws))
  if (!can(workspace.role, 'outbox.read')) {
    return (
      <div className="flex max-w-document flex-col gap-6">
        <PageHeader title="Outbox" />
        <p>Only owners can read the messages of a workspace. Ask one of them.</p>
      </div>
    )
  }
  const client = makeQueryClient()
  client.setQueryData(outboxOptions(workspace.id).queryKey, {
    pages: [await listOutbox(context, {})],
    pageParams: [null],
  })
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <OutboxView workspaceId={workspace.id} />
    </HydrationBoundary>
  )
}
