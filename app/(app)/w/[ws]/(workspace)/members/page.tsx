import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { membersOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { MembersView } from '@/components/members/members-view'
import { routes } from '@/lib/routes'
import { listMembers } from '@/lib/services/member/list-members'
import { requireWorkspace } from '../../../../access'

type Props = { params: Promise<{ ws: string }> }

export const metadata: Metadata = { title: 'Members' }

export default async function MembersPage({ params }: Props) {
  const { ws } = await params
  const { actor, context, workspace } = await requireWorkspace(ws, routes.members(ws))
  const client = makeQueryClient()
  client.setQueryData(membersOptions(workspace.id).queryKey, await listMembers(context))
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <MembersView
        self={{
          userId: actor.userId,
          role: workspace.role,
          workspaceId: workspace.id,
          workspaceName: workspace.name,
        }}
      />
    </HydrationBoundary>
  )
}
