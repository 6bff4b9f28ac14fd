import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { AccountView } from '@/components/account/account-view'
import { sessionsOptions } from '@/components/data/options'
import { makeQueryClient } from '@/components/data/query-client'
import { WorkspaceShell } from '@/components/frame/workspace-shell'
import { routes } from '@/lib/routes'
import { getAuthOptions } from '@/lib/services/account/get-auth-options'
import { listSessions } from '@/lib/services/account/list-sessions'
import { requireActor } from '../access'

export const metadata: Metadata = { title: 'Account' }

export default async function AccountPage() {
  const actor = await requireActor(routes.account())
  const [sessions, options] = await Promise.all([listSessions(actor), getAuthOptions()])
  const client = makeQueryClient()
  client.setQueryData(sessionsOptions().queryKey, sessions)
  return (
    <WorkspaceShell
      workspace={actor.workspaces[0]}
      workspaces={actor.workspaces}
      email={actor.email}
      isLab={options.testNetwork}
    >
      <HydrationBoundary state={dehydrate(client)}>
        <AccountView email={actor.email} workspaces={actor.workspaces} />
      </HydrationBoundary>
    </WorkspaceShell>
  )
}
